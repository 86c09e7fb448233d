//! Whether a mail is from whom it says: every way it can be and not be, with a name server of our own (E-51).

use goodenough::config::Config;
use goodenough::mail::inbound::authentic::{Authenticator, Verdict};

use super::names;
use super::post_office::{Mail, by_mail};

const FROM: &str = "ada@example.org";
const HEADERS: [&str; 3] = ["From", "To", "Subject"];

fn judged_with(change: impl FnOnce(&mut Config), raw: &[u8], from: &str) -> Verdict {
    let mut config = Config::layered(None, std::collections::HashMap::new()).unwrap();
    by_mail(&mut config);
    change(&mut config);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(Authenticator::new(&config.mail).judge(raw, from))
}

fn judged(raw: &[u8], from: &str) -> Verdict {
    judged_with(|_| {}, raw, from)
}

fn mail(from: &str) -> Mail {
    Mail::new(from, "r+x@in.notes.example.org", "Me too.")
}

#[test]
fn only_what_her_provider_signed_passes() {
    // E-51
    assert_eq!(judged(&mail(FROM).signed(), FROM), Verdict::Passed);
    assert_eq!(judged(&mail(FROM).signed(), "ADA@Example.org"), Verdict::Passed);
    assert_eq!(judged(&mail(FROM).signed_as("mail.example.org", 0, &HEADERS), FROM), Verdict::Passed, "relaxed alignment");
    let refused = [
        ("not signed", mail(FROM).unsigned()),
        ("with a stranger's key", mail(FROM).signed_as("example.org", 1, &HEADERS)),
        ("by a stranger", mail(FROM).signed_as("stranger.example", 1, &HEADERS)),
        ("but not the sender's line", mail(FROM).signed_as("example.org", 0, &["To", "Subject"])),
        ("under an unknown selector", mail(FROM).signed_as("unknown.example.org", 0, &HEADERS)),
        ("and changed after", String::from_utf8(mail(FROM).signed()).unwrap().replace("Me too.", "Me neither.").into_bytes()),
        (
            "and sent by another after",
            String::from_utf8(mail(FROM).signed()).unwrap().replace("From: ada", "From: eve").into_bytes(),
        ),
        ("and prolonged", [mail(FROM).signed(), b"And buy this.\r\n".to_vec()].concat()),
        ("with a second sender above", [b"From: eve@example.org\r\n".to_vec(), mail(FROM).signed()].concat()),
    ];
    for (how, raw) in refused {
        assert_eq!(judged(&raw, FROM), Verdict::Refused, "signed {how}");
    }
    assert_eq!(judged(&mail(FROM).signed(), "eve@example.org"), Verdict::Refused, "judged for another sender");
}

#[test]
fn a_provider_without_dmarc_proves_nothing() {
    // E-51: none
    let from = "ada@plain.example";
    assert_eq!(judged(&mail(from).signed_as("plain.example", 0, &HEADERS), from), Verdict::Refused);
}

#[test]
fn name_servers_that_fail_are_asked_again_later() {
    // E-51: temperror
    let from = format!("ada@{}", names::DOWN);
    assert_eq!(judged(&mail(&from).signed_as(names::DOWN, 0, &HEADERS), &from), Verdict::Later);
    // Nobody can prove by a provider whose names fail that she is with another.
    assert_eq!(judged(&mail(FROM).signed_as(names::DOWN, 0, &HEADERS), FROM), Verdict::Refused);
}

#[test]
fn the_own_server_is_believed_and_nobody_who_writes_like_it() {
    // E-51
    let believing = |config: &mut Config| config.mail.authserv_id = "mx.notes.example.org".to_owned();
    let told = |results: &str| mail(FROM).with(&format!("Authentication-Results: {results}"));
    let pass = "mx.notes.example.org; spf=pass; dmarc=pass header.from=example.org";
    assert_eq!(judged_with(believing, &told(pass).unsigned(), FROM), Verdict::Passed);
    let fail = "mx.notes.example.org; dmarc=fail header.from=example.org";
    assert_eq!(judged_with(believing, &told(fail).signed(), FROM), Verdict::Refused);
    let later = "mx.notes.example.org; dmarc=temperror header.from=example.org";
    assert_eq!(judged_with(believing, &told(later).signed(), FROM), Verdict::Later);
    // Spoofed: another server's, one about another sender, and two that contradict each other.
    let foreign = "mx.elsewhere.example; dmarc=pass header.from=example.org";
    assert_eq!(judged_with(believing, &told(foreign).unsigned(), FROM), Verdict::Refused);
    let other = "mx.notes.example.org; dmarc=pass header.from=stranger.example";
    assert_eq!(judged_with(believing, &told(other).unsigned(), FROM), Verdict::Refused);
    let both = told(fail).with(&format!("Authentication-Results: {pass}"));
    assert_eq!(judged_with(believing, &both.unsigned(), FROM), Verdict::Refused);
    // Where nobody is believed, the header is worth nothing, and our own look is worth what it was.
    assert_eq!(judged(&told(pass).unsigned(), FROM), Verdict::Refused);
    assert_eq!(judged_with(believing, &told(foreign).signed(), FROM), Verdict::Passed);
}

#[test]
fn without_a_resolver_nothing_is_taken_and_nothing_lost() {
    assert_eq!(
        judged_with(|config| "nonsense".clone_into(&mut config.mail.resolver), &mail(FROM).signed(), FROM),
        Verdict::Later
    );
}
