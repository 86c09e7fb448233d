//! The words of a letter: one file of them for each language, read once, with that language's own plural rules.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::storage::columns::word_enum;

word_enum! {
    /// A language that letters are written in.
    Language {
        /// English: also for whoever reads none of these.
        En = "en",
        /// German.
        De = "de",
        /// Spanish.
        Es = "es",
        /// Arabic.
        Ar = "ar",
        /// Hebrew.
        He = "he",
    }
}

impl Language {
    /// The language of somebody's locale; a region changes nothing.
    #[must_use]
    pub fn of(locale: &str) -> Self {
        let word = locale.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        // Some phones still name Hebrew by its old word.
        Self::from_word(if word == "iw" { "he" } else { &word }).unwrap_or(Self::En)
    }

    /// Which way it is written, as HTML says it.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar | Self::He => "rtl",
            Self::En | Self::De | Self::Es => "ltr",
        }
    }
}

/// Why a letter cannot be written. Names keys, never what was to be said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unwritten {
    /// A sentence is missing, or something that it tells.
    #[error("the sentence {0} cannot be said in {1}")]
    Sentence(&'static str, &'static str),
    /// The frame does not hold.
    #[error("the frame: {0}")]
    Frame(String),
}

/// The sentences of one letter, and those that all letters share, in every language.
pub struct Words {
    /// The letter's folder.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests that compare the files look at it"))]
    pub(super) folder: &'static str,
    /// Its files, in the order of [`Language::ALL`].
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests that compare the files look at it"))]
    pub(super) files: [&'static str; 5],
    bundles: Vec<(Language, FluentBundle<FluentResource>)>,
}

/// What all letters share, in the order of [`Language::ALL`].
pub(super) const SHARED: [&str; 5] = [
    include_str!("../../../templates/mail/frame/en.ftl"),
    include_str!("../../../templates/mail/frame/de.ftl"),
    include_str!("../../../templates/mail/frame/es.ftl"),
    include_str!("../../../templates/mail/frame/ar.ftl"),
    include_str!("../../../templates/mail/frame/he.ftl"),
];

impl Words {
    /// Reads the files. What is wrong in one is told when the sentence is wanted: one letter fails then, not all.
    pub(super) fn read(folder: &'static str, files: [&'static str; 5]) -> Self {
        let each = Language::ALL.iter().zip(SHARED).zip(files);
        let bundles = each.map(|((language, shared), file)| (*language, bundle(*language, [shared, file]))).collect();
        Self { folder, files, bundles }
    }

    /// Says a sentence.
    ///
    /// # Errors
    /// When it is missing, or tells something that is not given.
    pub fn say(&self, language: Language, key: &'static str, facts: &FluentArgs<'_>) -> Result<String, Unwritten> {
        let missing = Unwritten::Sentence(key, language.word());
        let found = self.bundles.iter().find(|(of, _)| *of == language);
        let sentence = found.and_then(|(_, bundle)| Some((bundle, bundle.get_message(key)?.value()?)));
        let Some((bundle, sentence)) = sentence else { return Err(missing) };
        let mut errors = Vec::new();
        let said = bundle.format_pattern(sentence, Some(facts), &mut errors).into_owned();
        if errors.is_empty() { Ok(said) } else { Err(missing) }
    }
}

fn bundle(language: Language, files: [&str; 2]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.word().parse::<LanguageIdentifier>().unwrap_or_default()]);
    // A name in Latin letters inside an Arabic or Hebrew sentence must not turn the sentence around; elsewhere the invisible marks
    // around it would only be in the way.
    bundle.set_use_isolating(language.direction() == "rtl");
    for file in files {
        let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(partly, _)| partly);
        // What is said twice keeps its first meaning; a test sees to it that nothing is.
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// The words in a letter's folder.
macro_rules! words {
    ($folder:literal) => {{
        static WORDS: std::sync::LazyLock<$crate::mail::letters::words::Words> = std::sync::LazyLock::new(|| {
            $crate::mail::letters::words::Words::read(
                $folder,
                [
                    include_str!(concat!("../../../templates/mail/", $folder, "/en.ftl")),
                    include_str!(concat!("../../../templates/mail/", $folder, "/de.ftl")),
                    include_str!(concat!("../../../templates/mail/", $folder, "/es.ftl")),
                    include_str!(concat!("../../../templates/mail/", $folder, "/ar.ftl")),
                    include_str!(concat!("../../../templates/mail/", $folder, "/he.ftl")),
                ],
            )
        });
        &WORDS
    }};
}
pub(super) use words;
