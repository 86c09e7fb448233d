//! New words out of whole mails (E-53): our own, in every language and as every kind of program writes them; and those that
//! others collected, which are kept beside this repository. Their words are not ours to copy, so only hashes of what a reader
//! found to be new stand here.

use std::path::{Path, PathBuf};

use goodenough::mail::inbound::reply_text::{self, NewWords};
use mail_parser::MessageParser;
use sha2::{Digest as _, Sha256};

fn new_words(path: &Path) -> NewWords {
    let bytes = std::fs::read(path).unwrap();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("eml") => reply_text::of_mail(&MessageParser::default().parse(&bytes).unwrap()),
        Some("html") => reply_text::of_html(&String::from_utf8_lossy(&bytes)),
        _ => reply_text::of_text(&String::from_utf8_lossy(&bytes)),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn our_own_mails_give_only_the_new_words_in_ten_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail/replies");
    let mails: Vec<PathBuf> = files(&folder).into_iter().filter(|path| path.extension() != Some("words".as_ref())).collect();
    assert!(mails.len() > 50, "{}", mails.len());
    for path in mails {
        let expected = std::fs::read_to_string(path.with_extension("words")).unwrap();
        let found = new_words(&path);
        assert_eq!(found.text.trim_end(), expected.trim_end(), "{}", path.display());
        assert!(!found.is_doubtful(), "{}", path.display());
    }
}

/// SHA-256 of the new words, as somebody who read each file wrote them down; spaces and line ends count as one space.
const COLLECTED: &[(&str, &str)] = &[
    ("github/correct_sig.txt", "5f9baae9efe03939046ea8208d765e765de899683136c9feccee0ef5f8a2b345"),
    ("github/email_1_1.txt", "dc157ef2fe279e002479892cfe1199f3dfe68f7af0fbf99e2bbb962de3448d39"),
    ("github/email_1_2.txt", "ceb9a00f2ef8dc83edde52294d39e306767fac631e14650bb114a582dda0b75e"),
    ("github/email_1_3.txt", "9aae1f42b0b9a39289846740afe21279860dc363fa46702aad42e334623a317d"),
    ("github/email_1_4.txt", "d5df5f5ea29dc7b2b3ff67e3d66e831183fad87ac74647ea3cc41456b517e543"),
    ("github/email_1_5.txt", "356199b270ff9585572cc97c76bb90546566650301ecf2337d2224bf796c3fb0"),
    ("github/email_1_6.txt", "2d158f6e503a52922852fdc684f905fcef6d2871d3978a0647f37b7a816512db"),
    ("github/email_1_7.txt", "4069a5e4143991d93d55eccfada61a7423e9c16fb00fb02e1eaa5a66289114d7"),
    ("github/email_1_8.txt", "6b7b8ffe82d707cec54a43368f95dc96b1cb9ddf45889aedd1e3e5028cbb0404"),
    ("github/email_2_1.txt", "6877eb4efc86e0cc4312e9e0088923ff07917176efa1727a3e6b19bf50d4b44c"),
    ("github/email_2_2.txt", "c56b35a13deeb2a07efec82842da20d561338ad42a840cca138b37242b5dab1e"),
    ("github/email_2_3.txt", "c56b35a13deeb2a07efec82842da20d561338ad42a840cca138b37242b5dab1e"),
    ("github/email_BlackBerry.txt", "f00d7af645cdf8a60c48d839fce5f18dbc90b4a5cfc6d2fba156ef4d7962af9e"),
    ("github/email_bullets.txt", "d99512d2b3141204d021ed43e717ead4b2ee7bb0166f65defa2ac7b317224600"),
    ("github/email_iPhone.txt", "f00d7af645cdf8a60c48d839fce5f18dbc90b4a5cfc6d2fba156ef4d7962af9e"),
    ("github/email_long_quote.txt", "aa08b046894959ef8805ca0ce1114ec467cb5b29cd03397be4e67208849966ec"),
    (
        "github/email_multi_word_sent_from_my_mobile_device.txt",
        "f00d7af645cdf8a60c48d839fce5f18dbc90b4a5cfc6d2fba156ef4d7962af9e",
    ),
    ("github/email_one_is_not_on.txt", "ce31149fca824804105d54ebbd34c56eb231adf3b6e2f2d2b343866f6b39cff6"),
    ("github/email_sent_from_my_not_signature.txt", "0cbd3ee7c0bd940b159a0a0f5eabe600bd38e27058c8a08d6871ab344807acf4"),
    ("github/email_sig_delimiter_in_middle_of_line.txt", "e324e13e32ece53328f8bc46d68c28037721ee63b11873f205a0573b212dae3b"),
    ("github/greedy_on.txt", "3883c7459b8bbdd408fa4117c54ea41bf215c49abb59bab043036f7857b94213"),
    ("github/pathological.txt", "4f8d10f7f8a80e48d7120c7bb3ecf17e011f4063603c775abef9e2e0a6c99095"),
    ("talon/html_replies/gmail.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/html_replies/hotmail.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/html_replies/mail_ru.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/html_replies/ms_outlook_2003.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/html_replies/ms_outlook_2007.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/html_replies/ms_outlook_2010.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/html_replies/thunderbird.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/html_replies/windows_mail.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/html_replies/yandex_ru.html", "431cafd9f3a5a8f1858a3a2fb7f3819cb10991e4fb25dfa4a732de688825377d"),
    ("talon/standard_replies/android.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/aol.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/apple_mail.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/apple_mail_2.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/comcast.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/gmail.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/hotmail.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/iphone.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/iphone_reply_text", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/outlook.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/sparrow.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/sparrow_reply_text", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/thunderbird.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
    ("talon/standard_replies/yahoo.eml", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"),
];

fn hash(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Sha256::digest(words.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Run by `make accept`, and by every run that has the folder.
#[test]
fn collected_mails_give_only_the_new_words() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var("GOODENOUGH_SHARED").map_or(beside, PathBuf::from).join("data/replies");
    if !folder.is_dir() {
        eprintln!("skipped, because the folder shared/ with the collected replies is not beside this one");
        return;
    }
    let missed: Vec<&str> = COLLECTED
        .iter()
        .filter(|(name, expected)| hash(&new_words(&folder.join(name)).text) != *expected)
        .map(|(name, _)| *name)
        .collect();
    assert!(missed.is_empty(), "of {} not exact: {missed:?}", COLLECTED.len());
}

#[test]
fn half_a_megabyte_of_anything_is_read_in_no_time() {
    let start = std::time::Instant::now();
    for part in [
        "> ",
        "On ",
        "On Mon 3 2026 ",
        "wrote:\n",
        "From: a@b\n",
        "<blockquote>",
        "-- \n",
        "a\n\n",
        "<p style=margin:0>",
        "_",
        "Am 3.3.2026, x <a@b>\n",
    ] {
        let text = part.repeat((500 << 10) / part.len());
        drop(reply_text::of_text(&text));
        drop(reply_text::of_html(&text));
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
