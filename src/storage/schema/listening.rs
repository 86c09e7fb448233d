//! Threads that wait, and those who are called about them.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    waits (thread) {
        thread -> BigInt,
        began_at -> BigInt,
        next_at -> Nullable<BigInt>,
        unanswered -> Bool,
        counted -> Bool,
        calls -> Integer,
        writing_until -> Nullable<BigInt>,
        writing -> Nullable<Binary>,
    }
}

diesel::table! {
    calls (thread, lookup) {
        thread -> BigInt,
        lookup -> Binary,
    }
}

diesel::table! {
    listeners (account) {
        account -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    first_answers (day, hour, quarters) {
        day -> Integer,
        hour -> Integer,
        quarters -> Integer,
        threads -> BigInt,
    }
}
