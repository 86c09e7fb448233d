//! The tables, as diesel sees them. The migrations make them; a test compares the two.
//!
//! Ids are random positive 63-bit numbers, times are Unix milliseconds, days are whole days since 1970.
#![allow(missing_docs, reason = "diesel makes these types; the migrations say what every column is")]

mod care;
mod desk;
mod listening;
mod moderation;
mod open;
mod outside;
mod peers;
mod screening;
mod search;
mod terms;

pub use care::*;
pub use desk::*;
pub use listening::*;
pub use moderation::*;
pub use open::*;
pub use outside::*;
pub use peers::*;
pub use screening::*;
pub use search::*;
pub use terms::*;

diesel::table! {
    accounts (id) {
        id -> BigInt,
        handle -> Text,
        email_sealed -> Binary,
        email_lookup -> Binary,
        name -> Text,
        name_skeleton -> Text,
        password -> Nullable<Text>,
        role -> Text,
        locale -> Text,
        time_zone -> Nullable<Text>,
        country -> Nullable<Text>,
        standing -> Binary,
        next_seq -> BigInt,
        joined_day -> Integer,
        discreet -> Bool,
        mail -> Binary,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        account -> BigInt,
        token_hash -> Binary,
        device -> Text,
        shared -> Bool,
        started_day -> Integer,
        last_used_day -> Integer,
        last_day -> Integer,
        clock -> Binary,
    }
}

diesel::table! {
    sign_ups (token_hash) {
        token_hash -> Binary,
        email_sealed -> Binary,
        email_lookup -> Binary,
        name -> Text,
        password -> Text,
        locale -> Text,
        time_zone -> Nullable<Text>,
        country -> Nullable<Text>,
        last_day -> Integer,
        clock -> Binary,
        terms -> Nullable<Text>,
    }
}

diesel::table! {
    mailed_tokens (token_hash) {
        token_hash -> Binary,
        account -> BigInt,
        purpose -> Text,
        last_day -> Integer,
        clock -> Binary,
    }
}

diesel::table! {
    former_names (lookup) {
        lookup -> Binary,
    }
}

diesel::table! {
    receipts (id) {
        id -> BigInt,
        lookup -> Binary,
        day -> Integer,
        sealed -> Binary,
    }
}

diesel::table! {
    idempotency (lookup) {
        lookup -> Binary,
        body_mac -> Binary,
        status -> Nullable<Integer>,
        place -> Nullable<Binary>,
        expires_at -> BigInt,
    }
}

diesel::table! {
    threads (id) {
        id -> BigInt,
        space -> Integer,
        title -> Text,
        excerpt -> Text,
        need -> Text,
        notes -> Text,
        audience -> Text,
        state -> Text,
        listed -> Bool,
        deleted -> Bool,
        voice -> BigInt,
        replies -> Integer,
        last_number -> Integer,
        posted_at -> BigInt,
        last_reply_at -> Nullable<BigInt>,
        active_at -> BigInt,
        waiting_since -> Nullable<BigInt>,
        closed -> Bool,
        held -> Bool,
        moderated -> Text,
        is_column -> Bool,
    }
}

diesel::table! {
    voices (thread, id) {
        thread -> BigInt,
        id -> BigInt,
        kind -> Text,
        name -> Text,
        seed -> Integer,
        badge -> Nullable<Text>,
        sealed -> Binary,
        lookup -> Binary,
    }
}

diesel::table! {
    posts (thread, number) {
        thread -> BigInt,
        number -> Integer,
        voice -> BigInt,
        body -> Text,
        html -> Text,
        in_reply_to -> Nullable<Integer>,
        state -> Text,
        posted_at -> BigInt,
        edited_at -> Nullable<BigInt>,
        new_here -> Bool,
    }
}

diesel::table! {
    post_editions (thread, number, edition) {
        thread -> BigInt,
        number -> Integer,
        edition -> Integer,
        body -> Text,
        html -> Text,
        until -> BigInt,
    }
}

diesel::table! {
    reactions (thread, number, kind, lookup) {
        thread -> BigInt,
        number -> Integer,
        kind -> Text,
        lookup -> Binary,
    }
}

diesel::table! {
    reaction_counts (thread, number, kind) {
        thread -> BigInt,
        number -> Integer,
        kind -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    follows (thread, lookup) {
        thread -> BigInt,
        lookup -> Binary,
        sealed -> Binary,
        level -> Text,
        unread_since -> Nullable<Integer>,
    }
}

diesel::table! {
    read_marks (thread, lookup) {
        thread -> BigInt,
        lookup -> Binary,
        number -> Integer,
    }
}

diesel::table! {
    traces (account, seq) {
        account -> BigInt,
        seq -> BigInt,
        day -> Integer,
        sealed -> Binary,
        lookup -> Binary,
    }
}

diesel::table! {
    notifications (account, seq) {
        account -> BigInt,
        seq -> BigInt,
        day -> Integer,
        seen -> Bool,
        sealed -> Binary,
        lookup -> Binary,
    }
}

diesel::table! {
    mail_series (account, seq) {
        account -> BigInt,
        seq -> BigInt,
        day -> Integer,
        sealed -> Binary,
        lookup -> Binary,
    }
}

diesel::table! {
    letters (account, seq) {
        account -> BigInt,
        seq -> BigInt,
        day -> Integer,
        sealed -> Binary,
        lookup -> Binary,
    }
}

diesel::table! {
    letter_counts (day, kind, fate, reason) {
        day -> Integer,
        kind -> Text,
        fate -> Text,
        reason -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    drafts (account, lookup) {
        account -> BigInt,
        lookup -> Binary,
        day -> Integer,
        sealed -> Binary,
    }
}

diesel::table! {
    blocks (account, seq) {
        account -> BigInt,
        seq -> BigInt,
        day -> Integer,
        sealed -> Binary,
        lookup -> Binary,
    }
}

diesel::table! {
    hidden (account) {
        account -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        state -> Text,
        sealed -> Nullable<Binary>,
        dedupe -> Nullable<Binary>,
        priority -> Integer,
        due_at -> BigInt,
        expires_at -> BigInt,
        attempts -> Integer,
        leased_until -> Nullable<BigInt>,
        message_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        ended_day -> Nullable<Integer>,
    }
}

diesel::table! {
    mail_addresses (lookup) {
        lookup -> Binary,
        score -> Integer,
        scored_day -> Integer,
        stopped -> Nullable<Text>,
        reason -> Text,
        source -> Text,
        day -> Integer,
    }
}

diesel::table! {
    answered (lookup) {
        lookup -> Binary,
        day -> Integer,
    }
}

diesel::table! {
    reply_addresses (lookup) {
        lookup -> Binary,
        last_day -> Integer,
        sealed -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query! {
    accounts, sessions, sign_ups, mailed_tokens, former_names, receipts, idempotency, threads, voices, posts,
    post_editions, reactions, follows, read_marks, traces, notifications, mail_series, letters, letter_counts, drafts,
    blocks, hidden, cases, reports, decisions, openings, staff_log, signals, appeals, checks, fingerprints,
    storms, jobs, mail_addresses, answered, reply_addresses, disclosures, notices, agreements, word_erasures, notice_cases, case_notes, case_messages, shifts, waits, calls,
}
