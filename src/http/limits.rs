//! How much anybody may do at once: by account, by address prefix, and for the doors (sign-in, sign-up, mailed links).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use actix_web::HttpRequest;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config;
use crate::error::{Code, Error};
use crate::storage::columns::AccountId;

/// The limiters, in memory: a restart forgives, a second process doubles.
pub struct Limits {
    enabled: bool,
    trusted: Vec<IpAddr>,
    visitors: DefaultKeyedRateLimiter<IpAddr>,
    reads: DefaultKeyedRateLimiter<i64>,
    writes: DefaultKeyedRateLimiter<i64>,
    entries: DefaultKeyedRateLimiter<IpAddr>,
    addresses: DefaultKeyedRateLimiter<Vec<u8>>,
    inbound: DefaultKeyedRateLimiter<String>,
    notices: DefaultKeyedRateLimiter<IpAddr>,
}

/// Mails to one of our addresses, in ten minutes. An answer and what else one letter brings back is far less.
const MAILS: u32 = 30;

const MINUTE: Duration = Duration::from_mins(1);

fn limiter<K: std::hash::Hash + Eq + Clone>(per: Duration, count: u32) -> DefaultKeyedRateLimiter<K> {
    let count = NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(per / count.get()).unwrap_or(Quota::per_minute(count)).allow_burst(count);
    RateLimiter::keyed(quota)
}

/// Seconds that the time to wait is told in.
const STEP: u64 = 5;

impl Limits {
    /// With these numbers.
    #[must_use]
    pub fn new(limits: &config::Limits, http: &config::Http) -> Self {
        Self {
            enabled: limits.enabled,
            trusted: http.trusted_proxies.clone(),
            visitors: limiter(MINUTE, limits.reads_by_prefix),
            reads: limiter(MINUTE, limits.reads_by_account),
            writes: limiter(MINUTE, limits.writes_by_account),
            entries: limiter(10 * MINUTE, limits.entries_by_prefix),
            addresses: limiter(10 * MINUTE, limits.entries_by_address),
            inbound: limiter(10 * MINUTE, MAILS),
            notices: limiter(10 * MINUTE, limits.entries_by_prefix),
        }
    }

    /// Whether limits, mail caps and automatic queue entries are on.
    #[must_use]
    pub const fn enabled(&self) -> bool {
        self.enabled
    }

    /// A request without an account.
    ///
    /// # Errors
    /// `too_many`, with the seconds to wait.
    pub fn visitor(&self, request: &HttpRequest) -> Result<(), Error> {
        self.check(&self.visitors, &self.prefix(request))
    }

    /// A request by a member.
    ///
    /// # Errors
    /// `too_many`, with the seconds to wait.
    pub fn member(&self, account: AccountId, reads: bool) -> Result<(), Error> {
        self.check(if reads { &self.reads } else { &self.writes }, &account.0)
    }

    /// A try at one of the doors: by address prefix, and by the mail address it names (its blind index).
    ///
    /// # Errors
    /// `too_many`, alike whether or not the address is known.
    pub fn entry(&self, request: &HttpRequest, address: Option<Vec<u8>>) -> Result<(), Error> {
        self.check(&self.entries, &self.prefix(request))?;
        address.map_or(Ok(()), |address| self.check(&self.addresses, &address))
    }

    /// A notice from outside: by address prefix, and by the mail address it names, so that nobody is sent many letters.
    ///
    /// # Errors
    /// `too_many`.
    pub fn notice(&self, request: &HttpRequest, address: Option<Vec<u8>>) -> Result<(), Error> {
        self.check(&self.notices, &self.prefix(request))?;
        address.map_or(Ok(()), |address| self.check(&self.addresses, &address))
    }

    /// A mail that comes to one of our addresses.
    ///
    /// # Errors
    /// `too_many`: whoever brings it comes again.
    pub fn inbound(&self, to: &str) -> Result<(), Error> {
        self.check(&self.inbound, &to.to_ascii_lowercase())
    }

    /// Forgets who has been quiet long enough: called now and then, so that memory stays bounded.
    pub fn tidy(&self) {
        self.visitors.retain_recent();
        self.reads.retain_recent();
        self.writes.retain_recent();
        self.entries.retain_recent();
        self.addresses.retain_recent();
        self.inbound.retain_recent();
        self.notices.retain_recent();
    }

    fn check<K: std::hash::Hash + Eq + Clone>(&self, limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Error> {
        if !self.enabled {
            return Ok(());
        }
        limiter.check_key(key).map_err(|refused| {
            let wait = refused.wait_time_from(DefaultClock::default().now()).as_secs();
            // In whole steps: the very second would tell when the counting began.
            let wait = (wait / STEP).saturating_add(1).saturating_mul(STEP);
            let mut error = Error::new(Code::TooMany);
            error.retry_after = Some(wait);
            error
        })
    }

    /// The address prefix a request comes from: /24 or /48, through proxies that are trusted.
    fn prefix(&self, request: &HttpRequest) -> IpAddr {
        let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.ip());
        let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
        let hops: Vec<IpAddr> = forwarded.flat_map(|value| value.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
        // From the right, the first that is not one of ours: what stands further left is the sender's own story.
        let mut client = peer;
        for hop in hops.into_iter().rev() {
            if !self.trusted.contains(&client) {
                break;
            }
            client = hop;
        }
        match client.to_canonical() {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                IpAddr::V4(Ipv4Addr::new(a, b, c, 0))
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
            }
        }
    }
}
