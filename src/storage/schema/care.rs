//! What is kept for a hard day, how it went on, and who writes columns.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    keepsakes (account, lookup) {
        account -> BigInt,
        lookup -> Binary,
        sealed -> Binary,
    }
}

diesel::table! {
    endings (thread) {
        thread -> BigInt,
        ask_at -> Nullable<BigInt>,
        number -> Nullable<Integer>,
    }
}

diesel::table! {
    bios (account) {
        account -> BigInt,
        sealed -> Binary,
    }
}
