//! The tables of what comes from outside.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    notices (id) {
        id -> BigInt,
        reference -> Text,
        token_hash -> Binary,
        channel -> Text,
        category -> Text,
        explanation -> Text,
        urls -> Text,
        extra -> Text,
        contact -> Nullable<Binary>,
        good_faith -> Bool,
        received_at -> BigInt,
        due_at -> BigInt,
        acknowledged_at -> Nullable<BigInt>,
        decision -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        answer -> Text,
        automated -> Bool,
    }
}

diesel::table! {
    notice_cases (notice, case_id) {
        notice -> BigInt,
        case_id -> BigInt,
        decision -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
    }
}

diesel::joinable!(notice_cases -> notices (notice));
