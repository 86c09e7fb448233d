//! A name server on loopback that knows what it was told, and nothing else. One for the whole run: it never changes its mind.

use std::collections::BTreeMap;
use std::net::{SocketAddr, UdpSocket};
use std::sync::LazyLock;

/// Names below this one are answered with a failure of the server.
pub const DOWN: &str = "down.example";

/// Where it listens.
pub fn address() -> SocketAddr {
    *SERVER
}

static SERVER: LazyLock<SocketAddr> = LazyLock::new(|| {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let records: BTreeMap<String, String> = super::post_office::records().into_iter().collect();
    std::thread::spawn(move || {
        let mut packet = [0_u8; 4096];
        while let Ok((length, asker)) = socket.recv_from(&mut packet) {
            if let Some(answer) = answer(&packet[..length], &records) {
                drop(socket.send_to(&answer, asker));
            }
        }
    });
    address
});

fn answer(packet: &[u8], records: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (mut at, mut labels) = (12, Vec::new());
    loop {
        let length = usize::from(*packet.get(at)?);
        if length == 0 {
            break;
        }
        labels.push(String::from_utf8_lossy(packet.get(at + 1..at + 1 + length)?).to_lowercase());
        at += 1 + length;
    }
    let name = labels.join(".");
    let question = packet.get(12..at + 5)?;
    let is_text = packet.get(at + 1..at + 3)? == [0, 16];
    let found = records.get(&name).filter(|_| is_text);
    let code: u8 = match found {
        _ if name.ends_with(DOWN) => 2,
        Some(_) => 0,
        None => 3,
    };
    let mut answer = packet.get(..2)?.to_vec();
    answer.extend([0x81, 0x80 | code, 0, 1, 0, u8::from(found.is_some()), 0, 0, 0, 0]);
    answer.extend(question);
    if let Some(text) = found {
        let strings: Vec<u8> =
            text.as_bytes().chunks(255).flat_map(|part| [&[u8::try_from(part.len()).unwrap()], part].concat()).collect();
        answer.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60]);
        answer.extend(u16::try_from(strings.len()).unwrap().to_be_bytes());
        answer.extend(strings);
    }
    Some(answer)
}
