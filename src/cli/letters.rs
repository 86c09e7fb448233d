//! The gallery of letters: every letter in every language, as files and as one page that shows them side by side.

use std::fs;
use std::path::Path;

use askama::Template;

use super::{Done, print};
use crate::config::Config;
use crate::mail::letters::{self, Frame, Language, Printed, Sample};

/// Where dark colours begin in a letter. The gallery shows both, whatever the reader's own choice.
const WHEN_DARK: &str = "@media (prefers-color-scheme: dark)";

#[derive(Template)]
#[template(path = "gallery.html")]
struct Gallery<'a> {
    name: &'a str,
    letters: &'a [Shown],
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
    let mut shown = Vec::new();
    for sample in letters::samples(&site.url) {
        for language in Language::ALL {
            let letter = show(&sample, *language, &site)?;
            fs::write(folder.join(format!("{}.html", letter.file)), &letter.printed.html)?;
            fs::write(folder.join(format!("{}.txt", letter.file)), &letter.printed.text)?;
            shown.push(letter);
        }
    }
    let page = Gallery { name: &site.name, letters: &shown }.render()?;
    let index = folder.join("index.html");
    fs::write(&index, page)?;
    print(&format!("{} letters; open {}", shown.len(), index.display()));
    Ok(())
}

fn show(sample: &Sample, language: Language, site: &Frame) -> Result<Shown, letters::Unwritten> {
    let frame = Frame { language, ..site.clone() };
    let printed = letters::print(sample.letter.as_ref(), &frame)?;
    let file = format!("{}.{}", sample.name, language.word());
    let light = printed.html.replace(WHEN_DARK, "@media not all").replace("color-scheme: light dark", "color-scheme: light");
    let dark = printed.html.replace(WHEN_DARK, "@media all").replace("color-scheme: light dark", "color-scheme: dark");
    Ok(Shown { name: sample.name, open: sample.open, language, file, printed, light, dark })
}
