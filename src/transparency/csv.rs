//! The numbers as a table: `month,what,kind,detail,rule,ground,found_by,automatic,count,median_minutes`.

use super::figures::{Figures, Transparency};

/// The first line.
const HEAD: &str = "month,what,kind,detail,rule,ground,found_by,automatic,count,median_minutes";

/// A table of words: a head, and rows as long.
pub fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut lines = vec![head.join(",")];
    lines.extend(rows.map(|row| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",")));
    lines.push(String::new());
    lines.join("\r\n")
}

/// A row without its month.
#[derive(Default)]
struct Row<'f> {
    what: &'static str,
    kind: &'f str,
    detail: &'f str,
    rule: &'f str,
    ground: &'f str,
    found_by: &'f str,
    automatic: Option<bool>,
    count: u64,
    median: Option<i64>,
}

/// Words are ours and hold no comma; anything else is put in quotes, and nothing is a formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn rows(figures: &Figures) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for notices in &figures.notices {
        let (kind, median) = (notices.category.as_str(), notices.median_minutes);
        rows.push(Row { what: "notices_received", kind, count: notices.received, median, ..Row::default() });
        let outcomes = notices.outcomes.iter();
        rows.extend(outcomes.map(|one| Row {
            what: "notices_answered",
            kind,
            detail: &one.outcome,
            count: one.count,
            ..Row::default()
        }));
    }
    for reports in &figures.reports {
        let (kind, median) = (reports.reason.as_str(), reports.median_minutes);
        rows.push(Row { what: "reports_received", kind, count: reports.received, median, ..Row::default() });
        let outcomes = reports.outcomes.iter();
        rows.extend(outcomes.map(|one| Row {
            what: "reports_closed",
            kind,
            detail: &one.outcome,
            count: one.count,
            ..Row::default()
        }));
    }
    rows.extend(figures.measures.iter().map(|one| Row {
        what: "measures",
        kind: &one.action,
        rule: &one.rule,
        ground: &one.ground,
        found_by: &one.found_by,
        automatic: Some(one.automatic),
        count: one.count,
        ..Row::default()
    }));
    rows.extend(figures.undone.iter().map(|one| Row { what: "undone", kind: &one.action, count: one.count, ..Row::default() }));
    for hold in &figures.holds {
        for (what, count) in [("held", hold.held), ("holds_released", hold.released), ("holds_removed", hold.removed)] {
            rows.push(Row { what, kind: &hold.class, automatic: Some(hold.automatic), count, ..Row::default() });
        }
    }
    let appeals = &figures.appeals;
    rows.push(Row { what: "appeals_received", count: appeals.received, median: appeals.median_minutes, ..Row::default() });
    rows.push(Row { what: "appeals_decided", kind: "upheld", count: appeals.upheld, ..Row::default() });
    rows.push(Row { what: "appeals_decided", kind: "refused", count: appeals.refused, ..Row::default() });
    for one in &figures.sanctions {
        rows.push(Row { what: "sanctions", kind: &one.kind, count: one.imposed, ..Row::default() });
        rows.push(Row { what: "sanctions_undone", kind: &one.kind, count: one.undone, ..Row::default() });
    }
    rows.push(Row { what: "names_opened", count: figures.names_opened, ..Row::default() });
    rows.push(Row { what: "disclosures", count: figures.disclosures, ..Row::default() });
    if let Some(members) = figures.average_members.and_then(|members| u64::try_from(members).ok()) {
        rows.push(Row { what: "average_members", count: members, ..Row::default() });
    }
    rows
}

/// The books as a table, month by month.
pub(super) fn write(books: &Transparency) -> String {
    let mut lines = vec![HEAD.to_owned()];
    for month in &books.months {
        for row in rows(&month.figures) {
            let automatic = row.automatic.map_or_else(String::new, |automatic| automatic.to_string());
            let median = row.median.map_or_else(String::new, |minutes| minutes.to_string());
            let words = [&month.month, row.what, row.kind, row.detail, row.rule, row.ground, row.found_by].map(cell);
            lines.push(format!("{},{automatic},{},{median}", words.join(","), row.count));
        }
    }
    lines.push(String::new());
    lines.join("\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_breaks_no_row() {
        assert_eq!(cell("kindness"), "kindness");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
