//! Where many want to hear of every reply: whoever writes does not wait for them, and nobody is told twice before she has read.

use serde_json::json;

use crate::site::{Member, Site, on_both};

/// More than are told within the reply's own transaction.
const MANY: usize = 30;

fn told(member: &Member<'_>) -> Vec<i64> {
    let mut numbers: Vec<i64> = member.pages("/notifications", 50).iter().map(|item| item["number"].as_i64().unwrap()).collect();
    numbers.reverse();
    numbers
}

fn followers<'s>(site: &'s Site, thread: &str) -> Vec<Member<'s>> {
    let all: Vec<Member<'s>> = (0..MANY).map(|n| site.member(&format!("reader{n}"))).collect();
    for member in &all {
        member.put(&format!("/threads/{thread}/follow"), &json!({"level": "every_reply"})).is(204);
    }
    all
}

on_both! {
    fn many_are_told_by_a_job_and_once_until_they_have_read(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = ada.starts_thread(&json!({}));
        let readers = followers(site, &thread);
        assert_eq!(berta.replies(&thread, "Me too."), 2);
        assert_eq!(told(&ada), [2], "whom it is to hears of it at once");
        assert!(readers.iter().all(|reader| told(reader).is_empty()), "nobody waits while thirty others are told");
        site.runs_jobs();
        assert!(readers.iter().all(|reader| told(reader) == [2]));
        assert!(told(&berta).is_empty(), "not the writer herself");

        berta.replies(&thread, "And again.");
        site.runs_jobs();
        assert_eq!(told(&ada), [2, 3]);
        assert!(readers.iter().all(|reader| told(reader) == [2]), "nobody has read the first one");

        readers[0].put(&format!("/threads/{thread}/read"), &json!({"number": 3})).is(204);
        readers[1].post("/notifications/read", &json!({})).is(200);
        let one = readers[2].get("/notifications").is(200)["items"][0]["id"].clone();
        readers[2].post("/notifications/read", &json!({"ids": [one]})).is(200);
        berta.replies(&thread, "A third time.");
        site.runs_jobs();
        for (at, reader) in readers.iter().enumerate() {
            let numbers: &[i64] = if at < 3 { &[2, 4] } else { &[2] };
            assert_eq!(told(reader), numbers, "reader {at}");
        }
        site.letters();
    }

    fn nobody_is_told_of_a_reply_that_was_taken_back_meanwhile(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = ada.starts_thread(&json!({}));
        let readers = followers(site, &thread);
        let number = berta.replies(&thread, "Me too.");
        berta.delete(&format!("/threads/{thread}/posts/{number}")).is(204);
        site.runs_jobs();
        assert!(readers.iter().all(|reader| told(reader).is_empty()));
        berta.replies(&thread, "I meant to say: me too.");
        site.runs_jobs();
        let heard: Vec<Vec<i64>> = readers.iter().map(told).collect();
        assert!(heard.iter().all(|numbers| numbers == &[3]), "{heard:?}");
        site.letters();
    }
}
