use super::*;

#[test]
fn what_may_be_somebody_else_s_is_counted() {
    let sure = of_text("Mine.\n\nOn Tue, 3 Mar 2026 at 10:15, Notes <r@forum.example> wrote:\n> Quoted.\n");
    assert_eq!((sure.text.as_str(), sure.doubtful), ("Mine.", 0));
    // Nothing tells where the quotation ends and her words begin.
    let unsure = of_text("On Tue, 3 Mar 2026 at 10:15, Notes <r@forum.example> wrote:\n\nQuoted, or hers?\n");
    assert!(unsure.is_doubtful() && unsure.text.contains("or hers"), "{unsure:?}");
    // A date and a verb may be a program's or hers.
    assert!(of_text("On 3 March 2026 the doctor wrote:\nall is well.").is_doubtful());
    assert!(!of_text("My mother wrote:\nall is well.").is_doubtful());
    // The broken end of a long quoted line between two others.
    let broken = "> A quoted line that is so long that some program on its way has broken it in\ntwo pieces.\n> More.\n\nMine.";
    assert!(of_text(broken).is_doubtful());
    // A long text below two dashes is no signature: kept, and looked at.
    let long = format!("Short.\n--\n{}", "A line of words.\n".repeat(20));
    assert!(of_text(&long).is_doubtful());
    assert!(!NewWords::default().is_doubtful());
}

#[test]
fn somebody_who_signs_tells_who_she_is_in_ten_languages() {
    for signed in [
        "Me too.\n\nThanks,\nAnna",
        "Me too.\n\nthanks, anna",
        "Me too.\nBest wishes from Anna",
        "Geht mir auch so.\n\nLiebe Grüße\nanna",
        "Geht mir auch so. LG\nAnna",
        "Yo también.\n\nUn abrazo,\nAna María",
        "Moi aussi.\n\nBises,\nAnne-Lise",
        "Anch'io.\n\nUn abbraccio\nanna",
        "Ik ook.\n\nGroetjes,\nanna",
        "Eu também.\n\nBeijinhos,\nana",
        "Ja też.\n\nPozdrawiam\nania",
        "Я тоже.\n\nС уважением,\nАнна",
        "وأنا أيضا.\n\nتحياتي\nآنا",
        "Me too.\n\n- Anna B.",
        "Call me: 030 / 123 45 67.",
        "Write to anna@mail.example.",
    ] {
        assert!(tells_who(signed, &[]), "{signed}");
    }
    for unsigned in [
        "Me too.\n\nThank you",
        "Danke",
        "Geht mir auch so.\n\nDanke",
        "Best of luck with all that.",
        "Bestimmt.",
        "It was 2019, and 3 of us.\nThen it went well.",
        "Thanks a lot",
        "love it",
        "",
    ] {
        assert!(!tells_who(unsigned, &[]), "{unsigned}");
    }
    assert!(!tells_who("Thank you, that helps.", &[]));
    assert!(tells_who("As Anna always says: sleep.", &["Anna Berg"]));
    assert!(!tells_who("As they always say: sleep.", &["Anna Berg", ""]));
}
