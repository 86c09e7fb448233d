//! Whom a machine may answer (E-19): a person who wrote to us alone, once a day.

use goodenough::clock::DAY;
use goodenough::mail::addresses::may_answer;
use mail_parser::MessageParser;

use super::takes_mail;
use crate::site::{Site, on_both};

fn may(site: &Site, from: &str, headers: &str) -> bool {
    let mail = format!("From: <{from}>\r\nSubject: Hello\r\n{headers}\r\nWords\r\n");
    let (app, from) = (site.app.clone(), from.to_owned());
    let answer = move |conn: &mut goodenough::storage::Conn| {
        may_answer(conn, &app, &MessageParser::default().parse(&mail).unwrap(), &from)
    };
    site.wait(site.app.storage.write(answer)).unwrap()
}

on_both! {
    with takes_mail;
    fn machines_lists_and_ourselves_are_never_answered_and_people_once_a_day(site) {
        for headers in [
            "Auto-Submitted: auto-replied\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Precedence: bulk\r\n",
            "Precedence: list\r\n",
            "Precedence: junk\r\n",
            "List-Id: <a.example>\r\n",
            "List-Unsubscribe: <https://a.example>\r\n",
            "X-Auto-Response-Suppress: All\r\n",
            "X-Autoreply: yes\r\n",
            "X-Failed-Recipients: a@b.example\r\n",
        ] {
            assert!(!may(site, "eve@example.org", headers), "{headers}");
        }
        for from in ["", "mailer-daemon@example.org", "Postmaster@example.org", "no-reply@example.org", "noreply+x@example.org",
            "list-bounces@example.org", "owner-list@example.org", "notes@notes.example.org"] {
            assert!(!may(site, from, ""), "{from}");
        }
        assert!(may(site, "eve@example.org", "Auto-Submitted: no\r\n"));
        assert!(!may(site, "<Eve@Example.org>", ""), "once a day");
        assert!(may(site, "fay@example.org", ""));
        site.waits(DAY);
        assert!(may(site, "eve@example.org", ""));
    }
}
