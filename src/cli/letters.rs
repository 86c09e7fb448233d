//! The gallery of letters: every letter in every language, as files and as one page that shows them side by side. The
//! whole messages lie there too, made and signed as those that leave.

use std::fs;
use std::path::Path;

use askama::Template;
use lettre::Address;

use super::{Done, print};
use crate::chance::Chance;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::mail::dns::Domains;
use crate::mail::letters::{self, Frame, Language, Printed, Sample};
use crate::mail::{Mailer, Outside, dkim};
use crate::replies::addresses;

/// Where dark colours begin in a letter. The gallery shows both, whatever the reader's own choice.
const WHEN_DARK: &str = "@media (prefers-color-scheme: dark)";
/// To whom the letters of the gallery go: nobody has an address there (RFC 2606).
const READER: &str = "reader@example.org";

#[derive(Template)]
#[template(path = "gallery.html")]
struct Gallery<'a> {
    name: &'a str,
    letters: &'a [Shown],
    signed: bool,
}

/// A letter in one language.
struct Shown {
    name: &'static str,
    open: bool,
    language: Language,
    /// What its files are called, before the dot.
    file: String,
    printed: Printed,
    light: String,
    dark: String,
}

/// Writes the gallery.
pub(super) fn gallery(config: &Config, folder: &Path) -> Done {
    fs::create_dir_all(folder)?;
    let site = Frame::of(&config.site);
    let mailer = mailer(config, folder)?;
    let (mailer, unsigned) = match signer(config) {
        Ok(signer) => (mailer.signs_with(signer), None),
        Err(why) => (mailer, Some(why)),
    };
    let answers = answers(config, mailer.host())?;
    let mut shown = Vec::new();
    for sample in letters::samples(&site.url) {
        for language in Language::ALL {
            let frame = Frame { language: *language, ..site.clone() };
            let letter = show(&sample, &frame)?;
            let path = |kind| folder.join(format!("{}.{kind}", letter.file));
            fs::write(path("html"), &letter.printed.html)?;
            fs::write(path("txt"), &letter.printed.text)?;
            let reply_to = sample.answerable.then(|| answers.clone());
            fs::write(path("eml"), whole(&mailer, &sample, &frame, reply_to)?)?;
            shown.push(letter);
        }
    }
    let page = Gallery { name: &site.name, letters: &shown, signed: unsigned.is_none() }.render()?;
    let index = folder.join("index.html");
    fs::write(&index, page)?;
    if let Some(why) = unsigned {
        print(&format!("The whole messages are not signed: {why}."));
    }
    print(&format!("{} letters; open {}", shown.len(), index.display()));
    Ok(())
}

fn show(sample: &Sample, frame: &Frame) -> Result<Shown, letters::Unwritten> {
    let (printed, language) = (letters::print(sample.letter.as_ref(), frame)?, frame.language);
    let file = format!("{}.{}", sample.name, language.word());
    let light = printed.html.replace(WHEN_DARK, "@media not all").replace("color-scheme: light dark", "color-scheme: light");
    let dark = printed.html.replace(WHEN_DARK, "@media all").replace("color-scheme: light dark", "color-scheme: dark");
    Ok(Shown { name: sample.name, open: sample.open, language, file, printed, light, dark })
}

/// The whole message, as it would be handed to the relay.
fn whole(
    mailer: &Mailer,
    sample: &Sample,
    frame: &Frame,
    reply_to: Option<Address>,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let (message_id, at) = (mailer.message_id(&Chance::System), Clock::System.now());
    let outside = Outside { message_id, to: READER.parse()?, reply_to, at, frame };
    Ok(mailer.write(sample.letter.as_ref(), outside)?.bytes)
}

/// The way out that the settings name, but for its end: nothing leaves, and nothing is made outside the folder.
fn mailer(config: &Config, folder: &Path) -> Result<Mailer, Box<dyn std::error::Error>> {
    let mail = config::Mail { transport: config::Transport::Folder, folder: folder.to_owned(), ..config.mail.clone() };
    Ok(Mailer::open(&mail, &config.site)?)
}

/// The keys that letters are signed with now; or why there are none.
fn signer(config: &Config) -> Result<dkim::Signer, String> {
    if !config.mail.dkim {
        return Err("mail.dkim is off".to_owned());
    }
    let folder = &config.keys.folder;
    let signer = dkim::Signer::read(folder, &Domains::of(config).from).map_err(|error| error.to_string())?;
    signer.ok_or_else(|| format!("no DKIM keys are in use in {}", folder.display()))
}

/// Where answers go: where mail comes in; or, where none does yet, as if it came in at the site's host.
fn answers(config: &Config, host: &str) -> Result<Address, lettre::address::AddressError> {
    let domain = Domains::of(config).inbound;
    addresses::invented(domain.as_deref().unwrap_or(host)).parse()
}
