//! What members agreed to.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    agreements (account, seq) {
        account -> BigInt,
        seq -> BigInt,
        day -> Integer,
        sealed -> Binary,
    }
}
