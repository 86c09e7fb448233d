//! Many sign-ins at the same moment: everybody gets her own session, nobody another's (A-17; Mumsnet, 2019).

use std::collections::BTreeSet;
use std::sync::{Barrier, Mutex};
use std::time::Duration;

use goodenough::accounts::Role;
use goodenough::accounts::entry::{self, Application};
use serde_json::{Value, json};

use crate::site::member::PASSWORD;
use crate::site::{Answer, Caller, on_both};

/// Sign-ins at once: 200 for every change, 2,000 where it is to be proved.
fn sign_ins() -> usize {
    if std::env::var_os("GOODENOUGH_PROVE").is_some() { 2_000 } else { 200 }
}

/// Asks until a connection is had: of so many at once the machine turns some away, and they come again.
fn patiently(caller: &Caller, method: &str, path: &str, body: Option<&Value>) -> Answer {
    for _ in 0..100 {
        let asking = caller.asks(method, path);
        let asking = if let Some(body) = body { asking.json(body) } else { asking };
        if let Ok(answer) = asking.try_answer() {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no connection was had to {path}");
}

on_both! {
    //
    with |config| config.http.workers = 2;
    fn of_many_sign_ins_at_once_everybody_gets_her_own(site) {
        let count = sign_ins();
        for n in 0..count {
            let application = Application {
                email: format!("member{n}@example.org"),
                password: PASSWORD.to_owned(),
                name: format!("Member {n}"),
                locale: None,
                time_zone: None,
                country: None,
                terms: None,
                adult: None,
            };
            site.wait(entry::enrol(site.app.clone(), application, Role::Member)).unwrap();
        }
        let (start, tokens) = (Barrier::new(count), Mutex::new(BTreeSet::new()));
        std::thread::scope(|scope| {
            for n in 0..count {
                let (start, tokens) = (&start, &tokens);
                let body = move || {
                    let caller = Caller::new(&site.base);
                    let email = format!("member{n}@example.org");
                    start.wait();
                    let session = patiently(&caller, "POST", "/sessions", Some(&json!({"email": email, "password": PASSWORD}))).is(201);
                    assert_eq!(session["member"]["name"], format!("Member {n}"));
                    caller.set_token(Some(session.string("access_token")));
                    for _ in 0..2 {
                        let me = patiently(&caller, "GET", "/me", None).is(200);
                        assert_eq!((me.string("name"), me.string("email")), (format!("Member {n}"), email.clone()));
                        assert!(me.header("cache-control").is_some_and(|told| told.contains("no-store")));
                    }
                    tokens.lock().unwrap().insert(session.string("refresh_token"));
                };
                std::thread::Builder::new().stack_size(512 << 10).spawn_scoped(scope, body).unwrap();
            }
        });
        assert_eq!(tokens.into_inner().unwrap().len(), count, "a session that two got");
    }
}
