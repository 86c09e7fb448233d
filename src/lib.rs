//! Goodenough: a self-hosted peer-support forum for parents.
//!
//! *Routes turn HTTP into a call, actions decide inside one transaction, stores speak SQL; a call only goes down (route,
//! action, store, storage) or sideways from an action to another domain's action, never into another domain's store.*
//!
//! | module | what it is for |
//! |---|---|
//! | [`app`] | all that a handler may reach |
//! | [`server`], [`routes`], [`openapi`], [`docs`] | the HTTP server, every route on one page, the document made from them, the page made from that |
//! | [`cli`] | `serve`, `migrate`, `admin …`, `demo`, `load`, `doctor`, `openapi`, `keys` |
//! | [`config`], [`keys`], [`clock`], [`chance`], [`error`], [`text`], [`metrics`] | settings, key files, time, chance, refusals, typed text, counters |
//! | [`http`] | extractors, pages, limits, headers |
//! | [`storage`] | the only place that knows there are two databases |
//! | [`idempotency`], [`jobs`], [`mail`] | once only; promised work; letters |
//! | [`accounts`] | sign-up, sign-in, sessions, profile |
//! | [`voices`] | the name under which a member speaks in one thread |
//! | [`threads`], [`reactions`] | spaces, threads, posts, drafts, follows, read marks; warmth |
//! | [`notifications`] | who is told what, and how to stop it |
//! | [`endings`] | how it went: asked once after two weeks, shown at the top of the thread |
//! | [`columns`] | longer pieces by professionals, and what newsreaders get |
//! | [`keepsakes`] | words kept for a hard day, one kind sentence a day |
//! | [`listening`] | nobody goes unheard: threads that wait, and who is called about them |
//! | [`replies`] | answering by mail: the address of each letter, and what came back to it |
//! | [`moderation`] | reports, cases, decisions, the staff log |
//! | [`disclosures`] | telling an authority something in an emergency, by two |
//! | [`health`], [`retention`] | what has to be looked after; how long everything is kept |
//! | [`transparency`] | what moderation did, in numbers for everybody, made of the staff log |
//! | [`terms`] | the terms in their versions, and what members agreed to |
//! | [`screening`] | the checks that can make a post wait for a person, and the storm switch |
//! | [`safety`] | helplines, the rules, what somebody does not want to see |
//! | [`outside`] | notices of those who have no account |
//! | [`leaving`] | taking everything with her, and going for good |
//! | [`search`] | finding people by their words: full text over threads with their replies, and threads like this one |
//! | [`second_look`] | what in her words may tell who she is, before they are sent under an alias |
//! | [`demo`], [`load`] | the small demonstration forum; a large invented one, for measuring |

pub mod accounts;
pub mod app;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod columns;
pub mod config;
pub mod demo;
pub mod disclosures;
pub mod docs;
pub mod endings;
pub mod error;
pub mod health;
pub mod http;
pub mod idempotency;
pub mod jobs;
pub mod keepsakes;
pub mod keys;
pub mod leaving;
pub mod listening;
pub mod load;
pub mod mail;
pub mod metrics;
pub mod moderation;
pub mod notifications;
pub mod openapi;
pub mod outside;
pub mod reactions;
pub mod replies;
pub mod retention;
pub mod routes;
pub mod safety;
pub mod screening;
pub mod search;
pub mod second_look;
pub mod server;
pub mod storage;
pub mod terms;
pub mod text;
pub mod threads;
pub mod transparency;
pub mod voices;
