//! What other domains will offer; stands in until they do, and goes when the branches meet.

pub mod voices {
    pub mod actions {
        use crate::app::App;
        use crate::storage::columns::AccountId;
        use crate::storage::{Conn, Stored};

        pub fn refresh_named(_: &mut Conn, _: &App, _: AccountId) -> Stored<()> {
            Ok(())
        }
    }
}

pub mod threads {
    pub mod actions {
        use crate::app::App;
        use crate::storage::columns::{AccountId, ThreadId};
        use crate::storage::{Conn, Stored};

        pub struct ReplyForLetter {
            pub thread_title: Option<String>,
            pub voice_name: String,
            pub excerpt: String,
            pub opened_by_her: bool,
        }

        pub fn reply_for_letter(
            _: &mut Conn,
            _: &App,
            _: AccountId,
            _: ThreadId,
            number: i32,
        ) -> Stored<Result<ReplyForLetter, &'static str>> {
            if number < 2 {
                return Ok(Err("gone"));
            }
            let reply = ReplyForLetter {
                thread_title: Some("The first day back".to_owned()),
                voice_name: "Quiet Willow".to_owned(),
                excerpt: "I cried in the car park too.".to_owned(),
                opened_by_her: true,
            };
            Ok(Ok(reply))
        }
    }
}

pub mod moderation {
    pub mod actions {
        use crate::clock::Moment;
        use crate::storage::columns::{DecisionId, ReportId};
        use crate::storage::{Conn, Stored};

        pub struct DecisionForLetter {
            pub action: String,
            pub rule_title: String,
            pub facts: String,
            pub message: String,
            pub decided_at: Moment,
            pub undone: bool,
        }

        pub struct ReportForLetter {
            pub outcome: String,
        }

        pub fn decision_for_letter(_: &mut Conn, decision: DecisionId) -> Stored<Option<DecisionForLetter>> {
            Ok((decision.0 > 1).then(|| DecisionForLetter {
                action: "remove".to_owned(),
                rule_title: "Answer the person, and be kind.".to_owned(),
                facts: "Calls the writer names.".to_owned(),
                message: "Please read the first rule again.".to_owned(),
                decided_at: Moment(0),
                undone: false,
            }))
        }

        pub fn report_for_letter(_: &mut Conn, report: ReportId) -> Stored<Option<ReportForLetter>> {
            Ok((report.0 > 1).then(|| ReportForLetter { outcome: "removed".to_owned() }))
        }
    }
}
