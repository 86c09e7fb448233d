//! What has to stand in the DNS, and whether it does.

use goodenough::accounts::Role;
use goodenough::config::Config;
use serde_json::{Value, json};

use crate::site::names::Names;
use crate::site::{Database, Plan, Site, on_both};

const MACHINE: &str = "mx.notes.example.org";

fn with_mail(config: &mut Config) {
    config.mail.domain = "notes.example.org".to_owned();
    config.mail.sender_host = MACHINE.to_owned();
}

fn states(site: &Site) -> Vec<(String, String)> {
    let agnes = site.staff("agnes", Role::Admin);
    let checks = agnes.post("/admin/mail/checks", &json!({})).is(200);
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    checks["checks"].as_array().unwrap().iter().map(|check| (word(&check["record"]["purpose"]), word(&check["state"]))).collect()
}

on_both! {
    // E-17
    with with_mail;
    fn an_admin_reads_what_to_publish_and_nobody_else(site) {
        let agnes = site.staff("agnes", Role::Admin);
        let told = agnes.get("/admin/mail").is(200);
        let records: Vec<String> = told["records"].as_array().unwrap().iter()
            .map(|record| format!("{} {} {}", record["name"].as_str().unwrap(), record["type"].as_str().unwrap(), record["value"].as_str().unwrap()))
            .collect();
        assert_eq!(records, [
            "notes.example.org TXT v=spf1 a:mx.notes.example.org -all",
            "_dmarc.notes.example.org TXT v=DMARC1; p=quarantine; adkim=s; aspf=r",
            "notes.example.org MX 10 mx.notes.example.org.",
            "_smtp._tls.notes.example.org TXT v=TLSRPTv1; rua=mailto:postmaster@notes.example.org",
            "every address of mx.notes.example.org PTR mx.notes.example.org.",
        ]);
        for nobody in [&site.member("ada"), &site.staff("dora", Role::Moderator)] {
            nobody.get("/admin/mail").refused(403, "forbidden");
            nobody.post("/admin/mail/checks", &json!({})).refused(403, "forbidden");
        }
        site.visitor().get("/admin/mail").refused(401, "unauthenticated");
    }
}

// E-17, E-28
#[test]
fn a_check_tells_what_is_there_what_is_missing_and_what_is_other() {
    let names = Names::starts();
    let address = names.address();
    let plan = Plan::new().with(with_mail).with(move |config| config.mail.resolver.clone_from(&address));
    let site = plan.open(Database::sqlite());
    names.says("notes.example.org", "v=spf1 a:mx.notes.example.org ~all");
    names.says("_dmarc.notes.example.org", "v=DMARC1; p=none");
    let found = states(&site);
    let state = |purpose: &str| found.iter().find(|(known, _)| known == purpose).unwrap().1.as_str();
    assert_eq!((state("spf"), state("dmarc"), state("tls_reports")), ("ok", "different", "missing"));
    assert_eq!((state("mx"), state("ptr")), ("missing", "missing"));
    site.looks_away();
}

#[test]
fn a_dns_that_does_not_answer_is_told_and_never_waited_for() {
    // It takes questions and answers none.
    let silent = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap().to_string();
    let plan = Plan::new().with(with_mail).with(move |config| config.mail.resolver.clone_from(&address));
    let site = plan.open(Database::sqlite());
    assert!(states(&site).iter().all(|(_, state)| state == "unreachable"));
    site.looks_away();
}
