//! Asking the API, as any other program would.

use std::ops::Index;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Request;

/// Somebody who asks: a visitor, or a member once a token is set. Keeps its connection.
pub struct Caller {
    agent: Agent,
    base: String,
    token: Mutex<Option<String>>,
}

impl Caller {
    /// Somebody without a token.
    pub fn new(base: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_mins(1)))
            .build();
        Self { agent: config.into(), base: base.to_owned(), token: Mutex::new(None) }
    }

    /// Signs in or out.
    pub fn set_token(&self, token: Option<String>) {
        *self.token.lock().unwrap() = token;
    }

    /// The access token.
    pub fn token(&self) -> Option<String> {
        self.token.lock().unwrap().clone()
    }

    /// Begins a request. Paths are those of the contract; `/healthz`, `/readyz` and `/api/docs` have no prefix.
    pub fn asks(&self, method: &str, path: &str) -> Asking<'_> {
        let prefix = if ["/healthz", "/readyz", "/api/docs"].contains(&path) { "" } else { "/api/v1" };
        let mut headers = vec![("accept".to_owned(), "application/json".to_owned())];
        if let Some(token) = self.token() {
            headers.push(("authorization".to_owned(), format!("Bearer {token}")));
        }
        Asking { caller: self, method: method.to_owned(), url: format!("{}{prefix}{path}", self.base), headers, body: None }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.asks("GET", path).answer()
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.asks("POST", path).json(body).answer()
    }

    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.asks("PUT", path).json(body).answer()
    }

    pub fn patch(&self, path: &str, body: &Value) -> Answer {
        self.asks("PATCH", path).json(body).answer()
    }

    pub fn delete(&self, path: &str) -> Answer {
        self.asks("DELETE", path).answer()
    }

    /// Every item of a list, page by page.
    pub fn pages(&self, path: &str, limit: u8) -> Vec<Value> {
        let (mut items, mut cursor) = (Vec::new(), String::new());
        loop {
            let joint = if path.contains('?') { '&' } else { '?' };
            let page = self.get(&format!("{path}{joint}limit={limit}{cursor}")).is(200);
            items.extend(page["items"].as_array().unwrap().iter().cloned());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return items,
            }
            assert!(items.len() < 10_000, "a list without end");
        }
    }
}

/// A request that is being put together.
pub struct Asking<'c> {
    caller: &'c Caller,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

impl Asking<'_> {
    /// With a header; an earlier one of that name goes.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a JSON body.
    pub fn json(self, body: &Value) -> Self {
        let bytes = serde_json::to_vec(body).unwrap();
        self.header("content-type", "application/json").bytes(bytes)
    }

    /// With any body.
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Sends it.
    pub fn answer(self) -> Answer {
        self.try_answer().unwrap()
    }

    /// Sends it; an error when the connection broke.
    pub fn try_answer(self) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(self.method.as_str()).uri(&self.url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut response = match self.body {
            Some(body) => self.caller.agent.run(request.body(body).unwrap())?,
            None => self.caller.agent.run(request.body(()).unwrap())?,
        };
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
        let body = response.body_mut().read_to_vec()?;
        Ok(Answer { status: response.status().as_u16(), headers, json: serde_json::from_slice(&body).unwrap_or_default(), body })
    }
}

/// What the API answered.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The body as JSON; null when it is none.
    pub json: Value,
}

impl Answer {
    /// It has this status; shows the body when not.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// It is a refusal with this status and code, told as RFC 9457 wants it.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Self {
        let answer = self.is(status);
        assert_eq!(answer["code"], code, "{}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer["status"], status);
        assert_eq!(answer["request_id"].as_str(), answer.header("x-request-id"));
        answer
    }

    /// It is 422, and exactly these fields do not fit, for these reasons.
    #[track_caller]
    pub fn misfits(self, fields: &[(&str, &str)]) -> Self {
        let answer = self.refused(422, "invalid");
        let expected: Value = fields.iter().map(|(name, why)| ((*name).to_owned(), Value::from(*why))).collect();
        assert_eq!(answer["fields"], expected, "{}", answer.text());
        answer
    }

    /// All headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A string in it that must be there.
    #[track_caller]
    pub fn string(&self, name: &str) -> String {
        self[name].as_str().unwrap_or_else(|| panic!("no {name} in {}", self.text())).to_owned()
    }

    /// Status and body for a snapshot, without what differs from run to run.
    pub fn for_snapshot(&self) -> Value {
        let mut body = self.json.clone();
        redact(&mut body);
        serde_json::json!({ "status": self.status, "body": body })
    }
}

impl Index<&str> for Answer {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        &self.json[name]
    }
}

fn redact(value: &mut Value) {
    const RANDOM: [&str; 7] = ["access_token", "id", "next", "refresh_token", "request_id", "seed", "thread"];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(_) | Value::Number(_) if RANDOM.contains(&name.as_str()) => *value = format!("[{name}]").into(),
                    _ => redact(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact),
        _ => {}
    }
}
