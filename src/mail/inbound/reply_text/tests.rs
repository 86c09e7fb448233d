use super::*;

fn new(text: &str) -> String {
    of_text(text).text
}

#[test]
fn what_stands_above_an_attribution_stays() {
    assert_eq!(
        new("Yes, mine too.\n\nOn Tue, 3 Mar 2026 at 10:15, Forum <r@forum.example> wrote:\n> Does yours sleep?\n"),
        "Yes, mine too."
    );
}
