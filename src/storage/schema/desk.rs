//! The tables of the desk: notes, conversations, shifts.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    case_notes (id) {
        id -> BigInt,
        case_id -> BigInt,
        kind -> Text,
        body -> Text,
        at -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    case_messages (id) {
        id -> BigInt,
        case_id -> BigInt,
        by_staff -> Bool,
        body -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    shifts (id) {
        id -> BigInt,
        began_at -> BigInt,
        ends_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        hard -> Integer,
        note -> Text,
        sealed -> Binary,
    }
}
