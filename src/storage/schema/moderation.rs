//! The tables of moderation.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    cases (id) {
        id -> BigInt,
        thread -> BigInt,
        number -> Integer,
        state -> Text,
        weight -> Integer,
        opened_at -> BigInt,
        claim_sealed -> Nullable<Binary>,
        claim_until -> Nullable<BigInt>,
        version -> Integer,
        marks -> Text,
        due_at -> Nullable<BigInt>,
        called_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    reports (id) {
        id -> BigInt,
        case_id -> BigInt,
        reason -> Text,
        note -> Nullable<Text>,
        reported_at -> BigInt,
        state -> Text,
        outcome -> Nullable<Text>,
        decision -> Nullable<BigInt>,
        sealed -> Binary,
        lookup -> Binary,
        bad_faith -> Bool,
    }
}

diesel::table! {
    decisions (id) {
        id -> BigInt,
        case_id -> BigInt,
        thread -> BigInt,
        number -> Integer,
        action -> Text,
        rule -> Text,
        facts -> Text,
        message -> Text,
        found_by -> Text,
        automatic -> Bool,
        before_state -> Text,
        decided_at -> BigInt,
        undone_at -> Nullable<BigInt>,
        sealed -> Binary,
        sanction -> Binary,
        after_state -> Text,
        class -> Text,
        ground -> Text,
        detected -> Bool,
        restricts -> Bool,
        decider -> Binary,
        batch -> Nullable<BigInt>,
        step -> Integer,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    openings (id) {
        id -> BigInt,
        thread -> BigInt,
        voice -> BigInt,
        asked_at -> BigInt,
        opened_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        sealed -> Binary,
    }
}

diesel::table! {
    staff_log (seq) {
        seq -> BigInt,
        at -> BigInt,
        act -> Text,
        case_id -> Nullable<BigInt>,
        thread -> Nullable<BigInt>,
        number -> Nullable<Integer>,
        detail -> Text,
        sealed -> Binary,
        facts -> Text,
    }
}

diesel::table! {
    signals (id) {
        id -> BigInt,
        case_id -> BigInt,
        class -> Text,
        check_name -> Text,
        facts -> Text,
        at -> BigInt,
        state -> Text,
    }
}

diesel::table! {
    appeals (id) {
        id -> BigInt,
        decision -> BigInt,
        case_id -> BigInt,
        body -> Text,
        state -> Text,
        appealed_at -> BigInt,
        reason -> Text,
        decided_at -> Nullable<BigInt>,
        sealed -> Binary,
        lookup -> Binary,
        decider -> Nullable<Binary>,
        decided_sealed -> Nullable<Binary>,
    }
}

diesel::table! {
    word_erasures (decision) {
        decision -> BigInt,
        reason -> Text,
        asked_at -> BigInt,
        done_at -> Nullable<BigInt>,
        sealed -> Binary,
    }
}
