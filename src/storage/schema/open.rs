//! The tables of the open books.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    disclosures (id) {
        id -> BigInt,
        thread -> Nullable<BigInt>,
        voice -> Nullable<BigInt>,
        asked_at -> BigInt,
        made_at -> Nullable<BigInt>,
        reviewed_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        sealed -> Binary,
    }
}
