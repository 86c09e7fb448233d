//! Chance is a parameter: the machine's generator, or a seeded one so that a test can be repeated.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

/// Where random numbers come from. The machine's generator is cryptographically strong.
#[derive(Clone, Debug)]
pub enum Chance {
    /// The operating system's strong generator, through the thread's.
    System,
    /// A repeatable generator, for tests only.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Chance {
    /// A repeatable generator.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Fills `bytes`.
    pub fn fill(&self, bytes: &mut [u8]) {
        match self {
            Self::System => rand::rng().fill_bytes(bytes),
            Self::Seeded(generator) => generator.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes),
        }
    }

    /// So many random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A random positive 63-bit number: an id.
    #[must_use]
    pub fn id(&self) -> i64 {
        loop {
            let id = i64::from_be_bytes(self.bytes()) & i64::MAX;
            if id != 0 {
                return id;
            }
        }
    }

    /// A number from 0 to `end`, without `end`; 0 when `end` is 0.
    #[must_use]
    pub fn below(&self, end: usize) -> usize {
        if end == 0 {
            return 0;
        }
        match self {
            Self::System => rand::rng().random_range(0..end),
            Self::Seeded(generator) => generator.lock().unwrap_or_else(PoisonError::into_inner).random_range(0..end),
        }
    }

    /// A secret for a mail or a session: 256 bits, URL-safe.
    #[must_use]
    pub fn token(&self) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }
}
