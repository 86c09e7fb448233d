//! The LMTP door (RFC 2033): for a mail server on the same machine, never for the net.
//!
//! That server keeps its queue, talks to the world and judges spam; what it hands over here is answered recipient by
//! recipient, and only once it is on the disk.

mod data;
mod talk;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, UnixListener};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::app::App;
use crate::config;
use talk::Talk;

/// Conversations at once, at most. A mail server waits for its turn.
const AT_ONCE: usize = 16;
/// How long those under way get to end when the server stops.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long nothing is accepted after an accept that failed, for want of file handles above all.
const PAUSE: Duration = Duration::from_millis(200);

/// Why the door cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// Mail could come from anybody.
    #[error("mail.lmtp_address: only a loopback address such as 127.0.0.1:2424, or unix:/path, can be listened on")]
    NotLocal,
    /// There is nobody to take mail for.
    #[error("mail.lmtp_address is set and mail.domain is empty")]
    NoDomain,
    /// The address or the path is taken, or not ours.
    #[error("mail.lmtp_address: cannot listen on {0}: {1}")]
    Listen(String, io::Error),
}

enum Listener {
    Tcp(TcpListener),
    Unix(UnixListener, PathBuf),
}

/// An open door; nobody is let in before [`Door::serve`].
pub struct Door {
    listener: Listener,
}

impl fmt::Display for Door {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.listener {
            Listener::Tcp(listener) => match listener.local_addr() {
                Ok(address) => write!(formatter, "{address}"),
                Err(_) => formatter.write_str("an unknown address"),
            },
            Listener::Unix(_, path) => write!(formatter, "unix:{}", path.display()),
        }
    }
}

/// Opens the door that the settings name; `None` when they name none. Within the async runtime.
///
/// # Errors
/// When the address is not on this machine, or cannot be listened on.
pub async fn open(mail: &config::Mail) -> Result<Option<Door>, DoorError> {
    let address = mail.lmtp_address.trim();
    if address.is_empty() {
        return Ok(None);
    }
    if mail.domain.is_empty() {
        return Err(DoorError::NoDomain);
    }
    let told = |error| DoorError::Listen(address.to_owned(), error);
    let listener = if let Some(path) = address.strip_prefix("unix:") {
        let path = PathBuf::from(path);
        Listener::Unix(bind_socket(&path).map_err(told)?, path)
    } else {
        let address: SocketAddr = address.parse().map_err(|_| DoorError::NotLocal)?;
        if !address.ip().to_canonical().is_loopback() {
            return Err(DoorError::NotLocal);
        }
        Listener::Tcp(TcpListener::bind(address).await.map_err(told)?)
    };
    Ok(Some(Door { listener }))
}

/// A socket that a killed server left behind is taken away; one that somebody listens on is not.
fn bind_socket(path: &Path) -> io::Result<UnixListener> {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket());
    if is_socket && std::os::unix::net::UnixStream::connect(path).is_err() {
        std::fs::remove_file(path)?;
    }
    let listener = UnixListener::bind(path)?;
    // The mail server's user reaches it through the group.
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o660))?;
    Ok(listener)
}

impl Door {
    /// Takes mail in until it is told to stop; then ends what is under way, within five seconds.
    pub async fn serve(self, app: web::Data<App>, mut stopped: watch::Receiver<bool>) {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        let mut talks = JoinSet::new();
        loop {
            let told = stopped.clone();
            tokio::select! {
                biased;
                _ = stopped.wait_for(|stop| *stop) => break,
                Some(_) = talks.join_next() => {}
                coming = self.accept() => match coming {
                    Ok(stream) => drop(talks.spawn(let_in(stream, app.clone(), turns.clone(), told))),
                    Err(error) => {
                        tracing::error!(%error, "nobody can be let in by LMTP");
                        tokio::time::sleep(PAUSE).await;
                    }
                },
            }
        }
        let ending = async { while talks.join_next().await.is_some() {} };
        if tokio::time::timeout(PATIENCE, ending).await.is_err() {
            tracing::warn!("an LMTP conversation was cut off by the stop; the mail server will come again");
        }
        if let Listener::Unix(_, path) = &self.listener {
            drop(std::fs::remove_file(path));
        }
    }

    async fn accept(&self) -> io::Result<Box<dyn Stream>> {
        Ok(match &self.listener {
            Listener::Tcp(listener) => Box::new(listener.accept().await?.0),
            Listener::Unix(listener, _) => Box::new(listener.accept().await?.0),
        })
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

async fn let_in(mut stream: Box<dyn Stream>, app: web::Data<App>, turns: Arc<Semaphore>, stopped: watch::Receiver<bool>) {
    let Ok(_turn) = turns.try_acquire_owned() else {
        drop(stream.write_all(b"421 4.3.2 Too many conversations at once, please come again\r\n").await);
        return;
    };
    // Whoever hangs up in the middle was acknowledged nothing, and will come again.
    if let Err(error) = Talk::new(stream, app, stopped).hold().await {
        tracing::debug!(kind = %error.kind(), "an LMTP conversation ended early");
    }
}
