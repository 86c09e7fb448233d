//! Which texts are much alike: `MinHash` over runs of three words, compared in bands (Broder 1997; Leskovec, Rajaraman, Ullman,
//! "Mining of Massive Datasets", chapter 3). Two texts that share about six tenths of their runs share a band with some
//! likelihood, and two that share nine tenths nearly surely. The crates that offer it bring thread pools and hashers of their own
//! or are experiments of one author; the method is forty lines.

use sha2::{Digest, Sha256};

/// Bands of a text.
pub(super) const BANDS: usize = 8;
/// Hashes in a band.
const ROWS: usize = 4;
/// Shorter texts look alike by chance: "Thank you, that helps."
const WORDS: usize = 10;
/// Two texts are alike that share so many bands.
pub(super) const ENOUGH: usize = 2;

/// The bands of a text; `None` when it is too short to be like another one.
pub(super) fn bands(text: &str) -> Option<[i64; BANDS]> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() < WORDS {
        return None;
    }
    let runs: Vec<u64> = words.windows(3).map(|run| number(Sha256::digest(run.join(" ")).as_slice())).collect();
    let mut bands = [0_i64; BANDS];
    for (place, band) in bands.iter_mut().enumerate() {
        let mut hash = Sha256::new();
        for row in 0..ROWS {
            let seed = u64::try_from(place * ROWS + row).unwrap_or(0);
            let least = runs.iter().map(|run| mixed(*run, seed)).min().unwrap_or(0);
            hash.update(least.to_be_bytes());
        }
        *band = i64::from_be_bytes(number(hash.finalize().as_slice()).to_be_bytes());
    }
    Some(bands)
}

/// How many bands two texts share.
pub(super) fn shared(one: &[i64; BANDS], other: &[i64; BANDS]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one == other).count()
}

/// Gathers what is much alike: each with the first group in which something is like it. Of a group its first few are compared, so
/// that a wave of thousands stays cheap.
pub(super) fn gather<T>(items: impl IntoIterator<Item = (T, [i64; BANDS])>) -> Vec<Vec<T>> {
    let mut groups: Vec<(Vec<[i64; BANDS]>, Vec<T>)> = Vec::new();
    for (item, bands) in items {
        match groups.iter_mut().find(|(first, _)| first.iter().any(|other| shared(other, &bands) >= ENOUGH)) {
            Some((first, group)) => {
                if first.len() < COMPARED {
                    first.push(bands);
                }
                group.push(item);
            }
            None => groups.push((vec![bands], vec![item])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// So many of a group are compared with what may belong to it.
const COMPARED: usize = 8;

fn number(hash: &[u8]) -> u64 {
    u64::from_be_bytes(hash.first_chunk::<8>().copied().unwrap_or_default())
}

/// Another order of all runs for each seed (the finaliser of splitmix64, public domain).
const fn mixed(run: u64, seed: u64) -> u64 {
    let mut mixed = run ^ seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPAM: &str = "I was tired all the time until my cousin showed me these drops, they changed my life in three days and \
                        you can order them with the code LAMP today";

    #[test]
    fn a_text_with_another_code_and_greeting_is_much_alike() {
        let one = bands(SPAM).unwrap();
        let other = bands(&format!("Hello Ada! {}", SPAM.replace("LAMP", "MOON"))).unwrap();
        assert!(shared(&one, &other) >= ENOUGH, "{}", shared(&one, &other));
    }

    #[test]
    fn two_mothers_who_say_the_same_thing_in_their_own_words_are_not_alike() {
        let one = bands("I went back to work last week and cried in the car before I could go in to the office").unwrap();
        let other =
            bands("Last week was my first one back at the office, and I sat in the car and could not stop crying").unwrap();
        assert_eq!(shared(&one, &other), 0);
        assert!(bands("Thank you, that helps.").is_none());
    }
}
