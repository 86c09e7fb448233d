//! Search: finding people by their words.
//!
//! Twenty posts of a thread are one *section*; the index holds the stems of its words, in the language each post seems to be
//! in. Posts that change only leave a mark; the worker reads marked sections again a moment later, so that writing costs one
//! small row. A question is answered in two steps that both databases share: their full-text index names the sections that
//! hold the rarest of its words, and [`ranking`] weighs those by BM25 (Robertson and Zaragoza 2009). Only words are indexed,
//! no names: nobody is found by a voice. What visitors get is reckoned from public threads alone, so that nothing in it
//! depends on what members wrote for members; and whether a thread may be read is asked again when it is shown.

pub mod actions;
mod finding;
pub mod for_load;
pub mod indexing;
pub mod near;
mod ranking;
pub mod routes;
mod snippet;
mod spelling;
mod stems;
mod store;
