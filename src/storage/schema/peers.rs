//! The tables of several processes on one PostgreSQL.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    processes (id) {
        id -> BigInt,
        beat -> BigInt,
        seen -> Text,
    }
}

diesel::table! {
    changes (xid, thread) {
        xid -> BigInt,
        thread -> BigInt,
        card -> Bool,
        process -> BigInt,
    }
}
