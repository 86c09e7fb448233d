//! Taking everything along: one JSON document, written while it is read, so that however much somebody wrote, little of it is
//! in memory at once.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::{self, Bytes};
use tokio::sync::mpsc;

use super::sections::{Bundle, SECTIONS, Shape, Stretch};
use crate::accounts::Member;
use crate::app::App;
use crate::storage::{Failure, Stored};

/// Pieces that may wait for a slow reader.
const AHEAD: usize = 1;

/// A document that is still being written. A failure in the middle breaks the connection off, so that half of it is never
/// taken for the whole.
pub struct Document(mpsc::Receiver<Result<Bytes, Failure>>);

impl MessageBody for Document {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map_err(Into::into)))
    }
}

/// Begins to write everything that is held about her.
///
/// # Errors
/// When the database fails at the first piece; later failures break the document off.
pub async fn document(app: &web::Data<App>, member: &Member) -> Result<Document, Failure> {
    let bundle = Arc::new(Bundle { account: member.account, salt: app.chance.bytes() });
    let first = read(app, &bundle, 0, None).await?;
    let (pieces, document) = mpsc::channel(AHEAD);
    let app = app.clone();
    // It ends when the reader does: the channel is closed then.
    actix_web::rt::spawn(async move {
        if let Err(failure) = write(&app, &bundle, first, &pieces).await {
            tracing::error!(%failure, "an export broke off");
            drop(pieces.send(Err(failure)).await);
        }
    });
    Ok(Document(document))
}

async fn read(app: &web::Data<App>, bundle: &Arc<Bundle>, section: usize, from: Option<i64>) -> Stored<Stretch> {
    let (inner, bundle) = (app.clone(), Arc::clone(bundle));
    let read = SECTIONS.get(section).map(|(_, _, read)| *read).ok_or(Failure::CutOff)?;
    app.storage.read(move |conn| read(conn, &inner, &bundle, from)).await
}

async fn write(
    app: &web::Data<App>,
    bundle: &Arc<Bundle>,
    first: Stretch,
    pieces: &mpsc::Sender<Result<Bytes, Failure>>,
) -> Stored<()> {
    let mut stretch = Some(first);
    for (number, (name, shape, _)) in SECTIONS.iter().enumerate() {
        let (before, open, close) = match (number, shape) {
            (0, Shape::One) => ("{", "", ""),
            (0, Shape::List) => ("{", "[", "]"),
            (_, Shape::One) => (",", "", ""),
            (_, Shape::List) => (",", "[", "]"),
        };
        let mut piece = format!("{before}\"{name}\":{open}");
        let (mut any, mut from) = (false, None);
        loop {
            let (items, next) = match stretch.take() {
                Some(stretch) => stretch,
                None => read(app, bundle, number, from).await?,
            };
            for item in items {
                if std::mem::replace(&mut any, true) {
                    piece.push(',');
                }
                piece.push_str(&item.to_string());
            }
            if next.is_none() {
                piece.push_str(close);
            }
            if pieces.send(Ok(std::mem::take(&mut piece).into())).await.is_err() {
                return Ok(());
            }
            from = next;
            if from.is_none() {
                break;
            }
        }
    }
    drop(pieces.send(Ok(Bytes::from_static(b"}"))).await);
    Ok(())
}
