//! Keeps what this process logs.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

struct Kept(Arc<Mutex<Vec<String>>>);

/// From now on every line that the forum logs, whatever its level. Once a process.
pub(super) fn keep() -> Arc<Mutex<Vec<String>>> {
    let lines = Arc::default();
    tracing_subscriber::registry().with(Kept(Arc::clone(&lines))).init();
    lines
}

impl<S: Subscriber> Layer<S> for Kept {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        // Whether other processes can be heard at once says how busy this machine is.
        let target = event.metadata().target();
        if target.starts_with("goodenough") && target != "goodenough::storage::peers" {
            let mut line = Line(format!("{} {target}", event.metadata().level()));
            event.record(&mut line);
            self.0.lock().unwrap().push(line.0);
        }
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        // Random for each request, and in nothing else.
        if field.name() != "request_id" {
            write!(self.0, " {}={value:?}", field.name()).unwrap();
        }
    }
}
