//! A name server on loopback that knows what a test tells it, and nothing else.

use std::collections::HashMap;
use std::net::UdpSocket;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The record type of texts.
const TXT: u16 = 16;

pub struct Names {
    address: String,
    texts: Arc<Mutex<HashMap<String, String>>>,
}

impl Names {
    /// Listens until the last clone of its texts is dropped.
    pub fn starts() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        let address = socket.local_addr().unwrap().to_string();
        let texts: Arc<Mutex<HashMap<String, String>>> = Arc::default();
        let known = Arc::clone(&texts);
        std::thread::spawn(move || {
            let mut question = [0; 1_500];
            while Arc::strong_count(&known) > 1 {
                let Ok((length, asker)) = socket.recv_from(&mut question) else { continue };
                if let Some(answer) = answer(&question[..length], &known.lock().unwrap()) {
                    drop(socket.send_to(&answer, asker));
                }
            }
        });
        Self { address, texts }
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// From now on this name has this text.
    pub fn says(&self, name: &str, text: &str) {
        self.texts.lock().unwrap().insert(name.to_lowercase(), text.to_owned());
    }
}

/// The question repeated, and the text if there is one (RFC 1035); a name nobody knows does not exist.
fn answer(question: &[u8], texts: &HashMap<String, String>) -> Option<Vec<u8>> {
    let mut labels = Vec::new();
    let mut at = 12;
    while *question.get(at)? != 0 {
        let length = usize::from(question[at]);
        labels.push(String::from_utf8_lossy(question.get(at + 1..at + 1 + length)?).to_lowercase());
        at += 1 + length;
    }
    let kind = u16::from_be_bytes([*question.get(at + 1)?, *question.get(at + 2)?]);
    let text = texts.get(&labels.join("."));
    let found = text.filter(|_| kind == TXT);
    let mut answer = question[..2].to_vec();
    answer.extend([0x85, if text.is_some() { 0x80 } else { 0x83 }, 0, 1, 0, u8::from(found.is_some()), 0, 0, 0, 0]);
    answer.extend(question.get(12..at + 5)?);
    if let Some(text) = found {
        let parts: Vec<u8> =
            text.as_bytes().chunks(255).flat_map(|part| [&[u8::try_from(part.len()).unwrap()], part].concat()).collect();
        answer.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60]);
        answer.extend(u16::try_from(parts.len()).unwrap().to_be_bytes());
        answer.extend(parts);
    }
    Some(answer)
}
