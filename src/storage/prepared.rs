//! Statements that are prepared once for each connection, though diesel would prepare them each time.
//!
//! Diesel keeps what it can tell to be always the same text, and takes every `UPDATE`, every `ON CONFLICT DO UPDATE` and every list of
//! values for something else. Preparing them was a third of the work of a reply.

use diesel::QueryResult;
use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

/// A statement of which there are few texts, whatever its values: each stays prepared as long as its connection. It has to return
/// something and be loaded: diesel asks what it executes whether it is always the same text, and does not ask this wrapper.
pub fn prepared<Statement: Query>(statement: Statement) -> Prepared<Statement> {
    Prepared(statement)
}

/// See [`prepared`].
#[derive(Clone, Copy, Debug)]
pub struct Prepared<Statement>(Statement);

impl<Statement: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Prepared<Statement> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(pass)
    }

    fn is_safe_to_cache_prepared(&self, _backend: &DB) -> QueryResult<bool> {
        Ok(true)
    }
}

/// Known by its text: two statements of one type may differ in it.
impl<Statement> QueryId for Prepared<Statement> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Statement: Query> Query for Prepared<Statement> {
    type SqlType = Statement::SqlType;
}

impl<Statement, Connection> RunQueryDsl<Connection> for Prepared<Statement> {}
