//! The mail server of the people's addresses: its signature, and the names that everybody checks it by.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_auth::common::crypto::Ed25519Key;
use mail_auth::common::headers::HeaderWriter as _;
use mail_auth::dkim::DkimSigner;

use crate::site::names::Names;

const SELECTOR: &str = "s1";

pub struct Signer {
    domain: &'static str,
    key: Vec<u8>,
    pub names: Names,
}

impl Signer {
    /// Signs for a domain whose policy is to refuse what is not signed.
    pub fn new(domain: &'static str) -> Self {
        let key = Ed25519Key::generate_pkcs8().unwrap();
        let public = STANDARD.encode(Ed25519Key::from_pkcs8_der(&key).unwrap().public_key());
        let names = Names::starts();
        names.says(&format!("{SELECTOR}._domainkey.{domain}"), &format!("v=DKIM1; k=ed25519; p={public}"));
        names.says(&format!("_dmarc.{domain}"), "v=DMARC1; p=reject");
        Self { domain, key, names }
    }

    /// The message as it leaves the server.
    pub fn signs(&self, message: &str) -> Vec<u8> {
        let signature = DkimSigner::from_key(Ed25519Key::from_pkcs8_der(&self.key).unwrap())
            .domain(self.domain)
            .selector(SELECTOR)
            .headers(["From", "To", "Subject", "Date", "Message-ID"])
            .sign(message.as_bytes())
            .unwrap();
        format!("{}{message}", signature.to_header()).into_bytes()
    }
}
