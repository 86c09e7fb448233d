//! The LMTP door: one answer a recipient, and what does not fit is refused without harm.

use std::io::{Read as _, Write as _};
use std::os::unix::fs::FileTypeExt as _;

use goodenough::mail::inbound::{LIMIT, lmtp};

use super::client::Lmtp;
use super::{NOBODYS_BOUNCE, mail, takes_mail};
use crate::site::{Site, on_both};

fn kept(site: &Site) -> i64 {
    use diesel::prelude::*;
    use goodenough::storage::schema::jobs;
    jobs::table.filter(jobs::kind.eq("inbound")).count().get_result(&mut site.database.connect()).unwrap()
}

const OTHER: &str = "complaints@notes.example.org";

on_both! {
    with takes_mail;
    // E-59
    fn each_recipient_is_answered_for_itself_and_only_ours_are_taken(site) {
        let mut talk = Lmtp::greets(site.lmtp.as_ref().unwrap());
        talk.says("MAIL FROM:<>", "250");
        talk.says(&format!("RCPT TO:<{NOBODYS_BOUNCE}>"), "250");
        talk.says("RCPT TO:<ada@notes.example.org>", "550 5.1.1");
        talk.says("RCPT TO:<complaints@elsewhere.example>", "550 5.1.1");
        talk.says(&format!("RCPT TO:<{OTHER}>"), "250");
        talk.says("DATA", "354");
        talk.sends(mail("1", "Words\r\n..a dot\r\n").as_bytes());
        talk.sends(b".\r\n");
        assert!(talk.hears().starts_with("250 2.0.0"));
        assert!(talk.hears().starts_with("250 2.0.0"));
        talk.says("NOOP", "250");
        talk.says("QUIT", "221");
        assert_eq!(talk.hears(), "", "it has hung up");
        assert_eq!(kept(site), 2);
        site.runs_jobs();
    }

    with takes_mail;
    fn commands_come_in_one_packet_and_are_answered_in_their_order(site) {
        let mut talk = Lmtp::connects(site.lmtp.as_ref().unwrap());
        let commands = format!("LHLO mx.example\r\nMAIL FROM:<> BODY=8BITMIME\r\nRCPT TO:<{NOBODYS_BOUNCE}>\r\nRCPT TO:<x@y.example>\r\nDATA\r\n");
        talk.sends(commands.as_bytes());
        let offers = talk.hears();
        for offer in ["PIPELINING", "ENHANCEDSTATUSCODES", "8BITMIME", "SIZE 1048576"] {
            assert!(offers.contains(offer), "{offers}");
        }
        let answers = [talk.hears(), talk.hears(), talk.hears(), talk.hears()];
        assert_eq!(answers.map(|answer| answer[..3].to_owned()), ["250", "250", "550", "354"]);
        talk.sends(format!("{}.\r\nRSET\r\nQUIT\r\n", mail("2", "Words")).as_bytes());
        let answers = [talk.hears(), talk.hears(), talk.hears()];
        assert_eq!(answers.map(|answer| answer[..3].to_owned()), ["250", "250", "221"]);
        assert_eq!(kept(site), 1);
        site.runs_jobs();
    }

    with takes_mail;
    fn what_comes_out_of_turn_is_refused_and_nothing_is_kept(site) {
        let address = site.lmtp.as_ref().unwrap();
        let mut talk = Lmtp::connects(address);
        talk.says("EHLO mx.example", "500");
        talk.says("MAIL FROM:<>", "503");
        talk.says("LHLO", "501");
        talk.says("LHLO mx.example", "250");
        talk.says(&format!("RCPT TO:<{NOBODYS_BOUNCE}>"), "503");
        talk.says("DATA", "503");
        talk.says("MAIL FROM:ada@example.org", "501");
        talk.says("MAIL FROM:<> SIZE=99999999", "552");
        talk.says("MAIL FROM:<> AUTH=<>", "555");
        talk.says("MAIL FROM:<>", "250");
        talk.says("MAIL FROM:<>", "503");
        talk.says("RCPT TO:<nobody@notes.example.org>", "550");
        talk.says("DATA", "503");
        talk.says(&format!("RCPT TO:<{NOBODYS_BOUNCE}>"), "250");
        talk.says("RSET", "250");
        talk.says("DATA", "503");
        talk.says(&"x".repeat(3_000), "500");
        talk.says("NOOP", "250");
        let mut endless = Lmtp::connects(address);
        endless.sends(&vec![b'x'; 70 << 10]);
        assert_eq!(endless.hears(), "", "nobody listens for ever");
        assert_eq!(kept(site), 0);
    }

    with takes_mail;
    // E-54
    fn a_mail_that_is_too_large_is_heard_out_and_refused(site) {
        let mut talk = Lmtp::greets(site.lmtp.as_ref().unwrap());
        let large = mail("3", &"A line of words that is long enough.\r\n".repeat(LIMIT / 38));
        assert!(large.len() > LIMIT);
        let answers = talk.hands_over("", &[NOBODYS_BOUNCE, OTHER], &large);
        assert!(answers.iter().all(|answer| answer.starts_with("552 5.3.4")), "{answers:?}");
        let answers = talk.hands_over("", &[NOBODYS_BOUNCE], "\r\nNo header at all.");
        assert!(answers[0].starts_with("554 5.6.0"), "{answers:?}");
        talk.says("QUIT", "221");
        site.runs_jobs();
    }

    with takes_mail;
    // E-55
    fn the_same_mail_five_times_is_kept_once(site) {
        let mut talk = Lmtp::greets(site.lmtp.as_ref().unwrap());
        for hop in 0..5 {
            let copy = format!("Received: by mx{hop}.example\r\n{}", mail("4", "Words"));
            let answers = talk.hands_over("", &[NOBODYS_BOUNCE], &copy);
            assert!(answers[0].starts_with("250"), "{answers:?}");
        }
        assert_eq!(kept(site), 1);
        talk.hands_over("", &[NOBODYS_BOUNCE], &mail("5", "Words"));
        talk.hands_over("", &[NOBODYS_BOUNCE], &mail("4", "Other words"));
        talk.hands_over("", &[OTHER], &mail("4", "Words"));
        assert_eq!(kept(site), 4);
        site.runs_jobs();
        talk.hands_over("", &[NOBODYS_BOUNCE], &mail("4", "Words"));
        assert_eq!(kept(site), 4, "not even after it was looked at");
    }

    with takes_mail;
    fn more_conversations_than_there_is_room_for_are_asked_to_come_again(site) {
        let address = site.lmtp.as_ref().unwrap();
        let mut talks: Vec<Lmtp> = (0..16).map(|_| Lmtp::connects(address)).collect();
        let mut late = std::net::TcpStream::connect(address).unwrap();
        let mut heard = String::new();
        late.read_to_string(&mut heard).unwrap();
        assert!(heard.starts_with("421 4.3.2"), "{heard}");
        talks.pop().unwrap().says("QUIT", "221");
        let mut again = (0..50).map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            stream.write_all(b"QUIT\r\n").unwrap();
            let mut heard = String::new();
            stream.read_to_string(&mut heard).unwrap();
            heard
        });
        assert!(again.any(|heard| heard.starts_with("220")), "a place that is free is taken");
    }

    with |config| { takes_mail(config); config.limits.enabled = true; config.limits.entries_by_prefix = 100; };
    // E-25
    fn so_many_mails_to_one_address_and_then_it_has_to_wait(site) {
        let mut talk = Lmtp::greets(site.lmtp.as_ref().unwrap());
        talk.says("MAIL FROM:<>", "250");
        for _ in 0..30 {
            talk.says(&format!("RCPT TO:<{NOBODYS_BOUNCE}>"), "250");
        }
        talk.says(&format!("RCPT TO:<{}>", NOBODYS_BOUNCE.to_uppercase()), "451 4.7.1");
        talk.says(&format!("RCPT TO:<{OTHER}>"), "250");
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn only_this_machine_is_listened_to() {
    let settings = |address: &str, domain: &str| {
        let mut config = goodenough::config::Config::layered(None, std::collections::HashMap::new()).unwrap();
        address.clone_into(&mut config.mail.lmtp_address);
        domain.clone_into(&mut config.mail.domain);
        config.mail
    };
    let refused =
        |address: &str, domain: &str| runtime().block_on(lmtp::open(&settings(address, domain))).err().map(|e| e.to_string());
    for address in ["0.0.0.0:0", "192.0.2.7:2424", "[::]:0", "localhost:2424", "2424", "[::ffff:192.0.2.7]:2424"] {
        assert!(refused(address, "notes.example.org").is_some_and(|why| why.contains("loopback")), "{address}");
    }
    assert!(refused("127.0.0.1:0", "").is_some_and(|why| why.contains("mail.domain")));
    assert_eq!(refused("", ""), None);
    assert!(runtime().block_on(lmtp::open(&settings("", "notes.example.org"))).unwrap().is_none());
    assert_eq!(refused("127.0.0.1:0", "notes.example.org"), None);
}

#[test]
fn a_socket_that_was_left_behind_is_taken_over_and_a_living_one_is_not() {
    let path = crate::site::database::fresh_folder().join("lmtp");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let mut config = goodenough::config::Config::layered(None, std::collections::HashMap::new()).unwrap();
    config.mail.lmtp_address = format!("unix:{}", path.display());
    "notes.example.org".clone_into(&mut config.mail.domain);
    let runtime = runtime();
    let first = runtime.block_on(lmtp::open(&config.mail)).unwrap().unwrap();
    assert_eq!(first.to_string(), config.mail.lmtp_address);
    assert!(runtime.block_on(lmtp::open(&config.mail)).is_err(), "somebody listens there");
    assert!(std::fs::symlink_metadata(&path).unwrap().file_type().is_socket());
}
