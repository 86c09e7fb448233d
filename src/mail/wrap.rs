//! The text part, written for reading: 72 columns, quotations stay quotations, links stay whole.

/// Columns of a line, at most.
const WIDTH: usize = 72;

/// Puts a `> ` before each line of somebody's words.
#[must_use]
pub(crate) fn quoted(words: &str) -> String {
    let lines = words.trim().lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// Breaks long lines between words and leaves at most one line empty in a row.
pub(super) fn for_reading(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        fold(line, &mut lines);
    }
    let mut text = lines.join("\n").trim_end().to_owned();
    text.push('\n');
    text
}

fn fold(line: &str, lines: &mut Vec<String>) {
    let prefix = if line.starts_with('>') { "> " } else { "" };
    let words = line.strip_prefix('>').unwrap_or(line);
    if line.chars().count() <= WIDTH {
        lines.push(line.to_owned());
        return;
    }
    let mut current = prefix.to_owned();
    for word in words.split_whitespace() {
        let begun = current.len() > prefix.len();
        if begun && current.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut current, prefix.to_owned()));
        } else if begun {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_between_words_and_links_stay_whole() {
        let link = format!("https://notes.example/t/{}", "x".repeat(90));
        let text = for_reading(&format!("\n\nOne.\n\n\n\n{}\n{link}\n\n", "many words here ".repeat(20)));
        assert!(text.starts_with("One.\n\nmany words"));
        assert!(text.ends_with(&format!("\n{link}\n")));
        assert!(text.lines().filter(|line| *line != link).all(|line| line.chars().count() <= WIDTH));
    }

    #[test]
    fn a_quotation_stays_one_when_it_is_broken() {
        let words = format!("short\n\n{}", "some longer words ".repeat(12));
        let text = for_reading(&quoted(&words));
        assert!(text.lines().all(|line| line.starts_with('>') && line.chars().count() <= WIDTH));
        assert!(text.contains("\n>\n"));
    }
}
