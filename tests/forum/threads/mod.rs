//! Threads: opening, lists, who may read them, what is equal for all, the author's second thoughts.

mod changing;
mod lists;
mod members_only;
mod opening;
mod sameness;
