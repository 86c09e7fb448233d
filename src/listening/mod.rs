//! Nobody goes unheard: threads without an answer wait in a list, and somebody is called about them.
//!
//! [`plan`] says when and whom, and knows neither a database nor a clock: the forum and the simulation decide alike.
//! [`calling`] asks it a few times a minute, [`rota`] is what a listener chose, [`waits`] keeps a thread's place in the list and
//! says to its writer alone how it stands, [`figures`] is how long first answers take, for everybody to see.

pub mod actions;
pub mod calling;
pub mod figures;
pub mod plan;
pub mod rota;
pub mod routes;
pub mod simulation;
mod store;
pub mod waits;
