//! The forum's tests: one binary, one file a domain, each test on a forum of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    clippy::assigning_clones,
    clippy::match_same_arms,
    clippy::too_many_lines,
    missing_docs,
    reason = "a test that cannot go on stops, and its words are in its name"
)]
#![allow(clippy::disallowed_methods, reason = "tests look at the machine's clock and variables")]

mod accounts;
mod anonymity;
mod architecture;
mod blocks;
mod books;
mod canaries;
mod catalogue;
mod columns;
mod commands;
mod crash;
mod data;
mod differential;
mod dns;
mod drafts;
mod edges;
mod endings;
mod erasure;
mod export;
mod fates;
mod follows;
mod freshness;
mod help_card;
mod hidden;
mod idempotency;
mod inbound;
mod jobs;
mod keepsakes;
mod keys;
mod letters;
mod limits;
mod listening;
mod mail;
mod many;
mod migrations;
mod moderation;
mod notifications;
mod nowhere;
mod openapi;
mod outages;
mod outside;
mod posts;
mod quotes;
mod reactions;
mod real_mail;
mod recorded;
mod replies;
mod reply_letters;
mod roles;
mod safety;
mod screening;
mod scripted_mail;
mod sealed_link;
mod search;
mod second_look;
mod settings;
mod shapes;
mod signatures;
mod site;
mod stolen_backup;
mod storm;
mod terms;
mod threads;
mod tour;
mod voices;
