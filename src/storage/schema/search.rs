//! The index of words. The full-text index beside it is each database's own: `storage/dialect.rs`.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

diesel::table! {
    search_sections (id) {
        id -> BigInt,
        thread -> BigInt,
        section -> Integer,
        public -> Bool,
        opening -> Integer,
        length -> BigInt,
        stems -> Text,
    }
}

diesel::table! {
    search_terms (term) {
        term -> Text,
        public_sections -> BigInt,
        all_sections -> BigInt,
    }
}

diesel::table! {
    search_totals (scope) {
        scope -> Text,
        sections -> BigInt,
        length -> BigInt,
    }
}

diesel::table! {
    search_pending (thread, section) {
        thread -> BigInt,
        section -> Integer,
        mark -> BigInt,
    }
}
