//! The tables of screening.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    checks (name) {
        name -> Text,
        is_on -> Bool,
        most -> Integer,
        within -> Integer,
    }
}

diesel::table! {
    fingerprints (thread, number, band) {
        thread -> BigInt,
        number -> Integer,
        band -> Integer,
        value -> BigInt,
        at -> BigInt,
    }
}

diesel::table! {
    storms (id) {
        id -> BigInt,
        began_at -> BigInt,
        ends_at -> BigInt,
    }
}
