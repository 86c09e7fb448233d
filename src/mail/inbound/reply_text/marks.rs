//! The marks that mail programs leave where somebody else's words begin: data first, then what is made of them.
//!
//! English, German, Spanish, French, Italian, Dutch, Portuguese, Polish, Russian and Arabic are complete; of the Nordic
//! languages, Czech, Turkish, Chinese and Japanese the usual forms are known.

use std::sync::LazyLock;

use regex::Regex;

/// A line longer than this, in bytes, is never a mark.
const LONGEST: usize = 400;

/// "On", before a date.
const LEADS: &str = "on|am|le|el|il|op|em|a|w dniu|dnia|в|في|بتاريخ|den|dne|date|på|ma|em|no dia|le jour|w|dnia|tarihinde|vào";

/// "wrote", as it stands in the line above a quotation.
const WROTE: &[&str] = &[
    r"wrote",
    r"writes",
    r"has written",
    r"said",
    r"schrieb(?:en)?",
    r"geschrieben",
    r"schreibt",
    r"escribió",
    r"ha escrito",
    r"escribio",
    r"va escriure",
    r"a [ée]crit",
    r"écrivait",
    r"écrit",
    r"ha scritto",
    r"scrisse",
    r"scrive",
    r"schreef",
    r"het volgende geschreven",
    r"heeft geschreven",
    r"escreveu",
    r"escreve",
    r"napisał(?:\(a\)|a|\(-a\))?",
    r"napisał/a",
    r"pisze",
    r"nadesłał(?:\(a\))?",
    r"написал(?:\(а\)|а|\(-а\))?",
    r"пишет",
    r"писал(?:\(а\)|а)?",
    r"كتب(?:ت)?",
    r"كتب/ت",
    r"skrev",
    r"följande",
    r"kirjoitti",
    r"napsal(?:\(a\)|a)?",
    r"napísal(?:\(a\)|a)?",
    r"yazdı",
    r"şunu yazdı",
    r"έγραψε",
    r"a scris",
    r"írta",
    r"пише",
    r"viết",
];

/// The same in scripts without spaces.
const WROTE_WITHOUT_SPACES: &str = r"写道|寫道|写到|のメール|さんは書きました|wrote|작성";

/// `-----Original Message-----`
const ORIGINAL: &str = "original message|reply message|originalnachricht|ursprüngliche nachricht|ursprüngliche mail|\
    message d.origine|message original|message initial|mensaje original|messaggio originale|messaggio originario|\
    oorspronkelijk bericht|origineel bericht|mensagem original|oryginalna wiadomość|wiadomość oryginalna|\
    wiadomość pierwotna|исходное сообщение|оригинальное сообщение|الرسالة الأصلية|رسالة أصلية|ursprungligt meddelande|\
    originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|původní zpráva|původní e-mail|\
    özgün ileti|orijinal mesaj|原始邮件|原始郵件|邮件原件|元のメッセージ|original-nachricht|original e-?mail|original appointment";

/// `---------- Forwarded message ---------`
const FORWARDED: &str = "forwarded message|begin forwarded message|forwarded by.*|weitergeleitete nachricht|\
    anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|message transféré|message transmis|\
    début du message réexpédié|début du message transféré|mensaje reenviado|inicio del mensaje reenviado|\
    messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|\
    mensagem encaminhada|início da mensagem reencaminhada|início da mensagem encaminhada|wiadomość przekazana|\
    przekazana wiadomość|początek przekazywanej wiadomości|пересылаемое сообщение|пересланное сообщение|\
    начало переадресованного сообщения|начало пересылаемого сообщения|رسالة معاد توجيهها|بداية الرسالة المعاد توجيهها|\
    الرسالة المعاد توجيهها|vidarebefordrat meddelande|videresendt meddelelse|videresendt melding|edelleenlähetetty viesti|\
    přeposlaná zpráva|iletilmiş mesaj|转发的邮件|転送メッセージ";

/// "Please write above this line", as ticket systems put it.
const ABOVE: &str = "(?:please |bitte )?(?:(?:reply|respond|write|type your (?:reply|response)) above this line|\
    antworten sie (?:bitte )?(?:oberhalb|über) dieser (?:linie|zeile)|répondre au-dessus de cette ligne|\
    (?:responda|responder|escriba) (?:por )?encima de esta línea|rispondi sopra questa riga|\
    antwoord boven deze (?:lijn|regel)|responda acima desta linha|odpowiedz powyżej tej linii|\
    ответьте выше этой (?:линии|строки))";

/// Which line of a quoted mail's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    From,
    Sent,
    To,
    Copy,
    Subject,
}

const HEADS: [(Head, &str); 5] = [
    (
        Head::From,
        "from|von|de|da|van|od|от кого|от|من|från|fra|lähettäjä|kimden|gönderen|发件人|寄件者|寄件人|差出人|expéditeur|mittente|remitente|afzender|remetente|nadawca|отправитель|المرسل|feladó|από",
    ),
    (
        Head::Sent,
        "sent|date|sent at|gesendet(?: am)?|datum|envoyé(?: le)?|le|enviado(?: el| em)?|fecha|data|inviato(?: il)?|data invio|verzonden|wysłano|wysłane|отправлено|дата|تاريخ الإرسال|أرسلت|أُرسلت|تم الإرسال|مرسل|التاريخ|skickat|sendt|dato|lähetetty|päivämäärä|odesláno|gönderildi|gönderme tarihi|tarih|发送时间|发送日期|日期|寄件日期|送信日時|日付",
    ),
    (
        Head::To,
        "to|an|à|pour|a|para|per|aan|do|кому|إلى|الى|till|til|vastaanottaja|komu|kime|alıcı|收件人|宛先|destinataire|destinatario|destinatário|adresat|получатель",
    ),
    (
        Head::Copy,
        "cc|bcc|kopie|copie|copia|kopia|копия|نسخة|نسخة إلى|cópia|dw|udw|reply-to|antwort an|répondre à|responder a|rispondi a|抄送|organization|importance|priority|attachments",
    ),
    (
        Head::Subject,
        "subject|betreff|betrifft|objet|sujet|asunto|oggetto|onderwerp|assunto|temat|тема|الموضوع|موضوع|ämne|emne|aihe|předmět|konu|主题|主旨|件名|re|θέμα|tárgy",
    ),
];

/// "Sent from my …": what stands before the device, and after it.
const SENT_FROM: &str = "(?:sent|posted|written|typed) (?:from|with|via|using|by|on)|get outlook for|\
    (?:gesendet|verschickt|geschrieben) (?:von|mit|über|aus)|von (?:mein\\w*|unterwegs)|diese nachricht wurde von|\
    envoyée? (?:de|depuis|à partir|avec|via|par|d')|télécharge[rz]|obtenir outlook|\
    enviado (?:desde|con|por|mediante|a través)|obtener outlook|\
    inviat[oa] (?:da|dal|dall'|con|tramite)|scarica outlook|ottieni outlook|\
    (?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van)|outlook voor|\
    enviad[oa] (?:do|da|a partir|pelo|pela|de|através|via|com o)|obter o? ?outlook|\
    (?:wysłan[eoay]|wysłano) (?:z|przez|za)|pobierz|uzyskaj|\
    отправлен[оа]? (?:с|из|через|от)|послано с|скачать outlook|\
    (?:أُ?رسلت?|تم الإرسال|مرسلة?) (?:من|بواسطة|باستخدام|عبر)|تم إرساله|تم إرسالها|الحصول على outlook|\
    skickat från|sendt fra|lähetetty|odesláno z|trimis de|küldve|发自|從我的|发送自|iphoneから|ipadから";

/// What letters are written on, or with.
const DEVICES: &str = "iphone|ipad|ipod|android|samsung|galaxy|blackberry|phone|mobile|handy|handheld|tablet|tablette|huawei|xiaomi|redmi|\
    oneplus|pixel|nexus|xperia|htc|nokia|lumia|motorola|smartphone|smartphon\\w*|telefon\\w*|teléfono|téléphone|telefoon|telefone|\
    telefono|cellulare|celular|móvil|portable|mobiltelefon|mobil|mobiel|komórki|outlook|yahoo|gmail|mail|proton\\w*|hey|spark|sparrow|\
    thunderbird|aol|gmx|web\\.de|fastmail|tutanota|tuta|posta|correo|poczt\\w*|почт\\w*|windows|ios|k-9|fairphone|айфон\\w*|телефон\\w*|смартфон\\w*|\
    устройств\\w*|мобильн\\w*|هاتف\\w*|الهاتف|جوال\\w*|الجوال|جهاز\\w*|الآيفون|آيفون|apparat|gerät|device|appareil|dispositivo|apparaat|urządzenia|電話|手机|手機";

fn compiled(pattern: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "a test compiles each; the patterns are constants")]
    Regex::new(pattern).expect("a pattern")
}

static LEAD: LazyLock<Regex> =
    LazyLock::new(|| compiled(&format!(r"(?i)^[\s*_\-–—]*(?:(?:{LEADS})[\s,:]|\p{{L}}{{2,9}}[.,]).{{0,60}}?\d")));
static DATE_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^[\s*_\-–—]*(?:\p{L}+[.,]*\s+)?\d{1,4}\s?(?:[./\-]\d{1,2}[./\-]\d{1,4}|年|\.?\s\p{L}{3,}\.?,?\s\d{4}|\p{L}{3,}\.?\s\d{4})",
    )
});
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)(?:(?:^|[\s>,;)\x22'])(?:{})(?:\b|[)\s:：]).{{0,160}}|(?:{WROTE_WITHOUT_SPACES})\s*)[:：]\s*[*_\-]*\s*$",
        WROTE.join("|")
    ))
});
/// The verb as the last word, without a colon: Zoho and others put dashes around.
static VERB_LAST: LazyLock<Regex> =
    LazyLock::new(|| compiled(&format!(r"(?i)[\s>](?:{})\s*[*_]*(?:\s*-{{2,}}|\s*[:：])\s*$", WROTE.join("|"))));
static TIME: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\b\d{1,2}\s?[:.h٫]\s?\d{2}\b|\d\s?[ap]\.?m\b|[٠-٩]{1,2}:[٠-٩]{2}"));
static DATE: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"\b(?:19|20)\d{2}\b|\b\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}\b|\d年|[٠-٩]{4}|\d{1,2}[:.]\d{2}"));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| compiled(r"[^\s<>@]+@[^\s<>@]+\.?[^\s<>@]*"));
static ADDRESS_LAST: LazyLock<Regex> = LazyLock::new(|| compiled(r"[<\[(][^<>@\s]+@[^<>@\s]+[>\])]\s*[:：]?\s*$"));
static ORIGINAL_MARK: LazyLock<Regex> =
    LazyLock::new(|| compiled(&format!(r"(?i)^\s*[*_]*[-–—_]{{2,}}\s*(?:{ORIGINAL})\s*:?\s*[-–—_]{{2,}}[*_]*\s*$")));
static FORWARD_MARK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(r"(?i)^\s*[*_]*(?:[-–—_]{{2,}}\s*(?:{FORWARDED})\s*:?\s*[-–—_]{{2,}}|(?:{FORWARDED})\s*[:：])[*_]*\s*$"))
});
static ABOVE_MARK: LazyLock<Regex> = LazyLock::new(|| compiled(&format!(r"(?i)^[\W_]*(?:{ABOVE})[\W_]*$")));
static HEAD_LINES: LazyLock<[(Head, Regex); 5]> = LazyLock::new(|| {
    HEADS.map(|(head, words)| {
        (head, compiled(&format!(r"(?i)^\s*[*_]{{0,2}}(?:{words})\s?[*_]{{0,2}}\s?[:：][*_]{{0,2}}(?:\s|$|\S)")))
    })
});
static SENT_FROM_LINE: LazyLock<Regex> =
    LazyLock::new(|| compiled(&format!(r"(?i)^[\s*_\-–—\[(<]*(?:{SENT_FROM})(?P<rest>.*)$")));
/// Turkish, and Chinese and Japanese in part, name the device first; Finnish bends its name.
static DEVICE_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^[\s*_\-–—]*(?:von (?:meinem|meiner|unterwegs)\b.{0,40}\bgesendet|i?phone'?\w*\s+gönderildi|.{0,30}(?:から送信|から送信されました|傳送|发送)|lähetetty \w+(?:sta|stä|lta|ltä)\b.{0,30})[.!]?\s*$",
    )
});
static DEVICE: LazyLock<Regex> = LazyLock::new(|| compiled(&format!(r"(?i)(?:^|[^\p{{L}}])(?:{DEVICES})")));
static NAMED_BY_A_DASH: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^\s*[-–—~]{1,2}\s?\p{Lu}[\p{L}'’.\-]*(?:\s\p{Lu}[\p{L}'’.\-]*){0,3}\s*$"));
static INITIALS: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\s{0,3}\p{Lu}{1,3}>(?:[>\s]|$)"));
static DELIMITER: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\s?(?:--|—|––)\s?$"));
static RULE: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\s*[-_=*~–—#─━]{3,}\s*$"));
static UNDERSCORES: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\s*_{2,}\s*$"));
static CONTACT: LazyLock<Regex> = LazyLock::new(|| compiled(r"(?i)[^\s@]+@[^\s@]+\.\w|https?://|www\.|\+?\d[\d\s()/.\-]{6,}\d"));

/// Whether the line is quoted.
pub(super) fn is_quoted(line: &str) -> bool {
    let rest = line.trim_start_matches(' ');
    rest.starts_with('>') && line.len() - rest.len() <= 3 || INITIALS.is_match(beginning(line))
}

fn beginning(line: &str) -> &str {
    line.char_indices().nth(80).map_or(line, |(at, _)| line.get(..at).unwrap_or_default())
}

const fn short(line: &str) -> bool {
    line.len() <= LONGEST
}

/// How sure an attribution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribution {
    /// It names a date and a time, or an address: nobody writes so but a mail program.
    Sure,
    /// Only if a quotation follows.
    BeforeQuotation,
}

/// Whether these lines, joined, introduce a quotation; `begins` if the first of them looks like the beginning of that.
pub(super) fn attribution(joined: &str) -> Option<Attribution> {
    if !short(joined) {
        return None;
    }
    let (address, date, time) = (ADDRESS.is_match(joined), DATE.is_match(joined), TIME.is_match(joined));
    let verb = VERB.is_match(joined) || VERB_LAST.is_match(joined);
    let led = LEAD.is_match(joined) || DATE_FIRST.is_match(joined);
    let ends = joined.trim_end_matches(['*', '_', ' ']).ends_with([':', '：']);
    if verb && (address && (date || ADDRESS_LAST.is_match(joined) || led) || led && date && time) {
        return Some(Attribution::Sure);
    }
    // Yandex, mail.ru, older Gmail: a date, a name and an address, and no verb.
    if ADDRESS_LAST.is_match(joined) && date && (led || DATE_FIRST.is_match(joined)) {
        return Some(if ends { Attribution::Sure } else { Attribution::BeforeQuotation });
    }
    (verb && (ends || date) && joined.chars().count() <= 160 || ends && date && led && address)
        .then_some(Attribution::BeforeQuotation)
}

/// Whether an attribution may begin with this line.
pub(super) fn may_lead(line: &str) -> bool {
    short(line) && (LEAD.is_match(line) || DATE_FIRST.is_match(line))
}

/// Whether an attribution may end with this line.
pub(super) fn may_end_attribution(line: &str) -> bool {
    let end = line.trim_end_matches(['*', '_', ' ', '-']);
    short(line) && (end.ends_with([':', '：']) || ADDRESS_LAST.is_match(line) || VERB_LAST.is_match(line))
}

/// Whether the next words are those of an earlier mail, whole.
pub(super) fn is_original(line: &str) -> bool {
    short(line) && (ORIGINAL_MARK.is_match(line) || ABOVE_MARK.is_match(line))
}

/// Whether a forwarded mail begins.
pub(super) fn is_forward(line: &str) -> bool {
    short(line) && FORWARD_MARK.is_match(line)
}

/// Which line of a mail's head this could be.
pub(super) fn head(line: &str) -> Option<Head> {
    if !short(line) {
        return None;
    }
    HEAD_LINES.iter().find(|(_, pattern)| pattern.is_match(line)).map(|(head, _)| *head)
}

/// Whether a head line carries a date or an address.
pub(super) fn tells(line: &str) -> bool {
    short(line) && (ADDRESS.is_match(line) || DATE.is_match(line))
}

/// Whether a mail program put the line there: "Sent from my iPhone". What somebody says of her desk stays.
pub(super) fn is_sent_from(line: &str) -> bool {
    if !short(line) || line.split_whitespace().count() > 24 {
        return false;
    }
    if DEVICE_FIRST.is_match(line) {
        return true;
    }
    let Some(found) = SENT_FROM_LINE.captures(line) else { return false };
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    let clause = rest.split([',', ';', '!', '?']).next().unwrap_or_default();
    let clause = clause.split(". ").next().unwrap_or_default();
    let words = clause.split_whitespace().count();
    let names_device = DEVICE.is_match(clause) || DEVICE.is_match(line.split_whitespace().next().unwrap_or_default());
    let whole = clause.len() == rest.len() && !rest.trim_end().ends_with('.');
    words > 0 && words <= 9 && (names_device || whole && words <= 7)
}

/// Whether a line is nothing but a name behind a dash.
pub(super) fn is_name_behind_dash(line: &str) -> bool {
    short(line) && NAMED_BY_A_DASH.is_match(line)
}

/// Whether a signature begins below this line.
pub(super) fn is_delimiter(line: &str) -> bool {
    DELIMITER.is_match(beginning(line))
}

/// Whether the line is a row of underscores: mailing lists and Outlook draw it.
pub(super) fn is_underscores(line: &str) -> bool {
    short(line) && UNDERSCORES.is_match(line)
}

/// Whether the line is a row of dashes or the like.
pub(super) fn is_rule(line: &str) -> bool {
    short(line) && RULE.is_match(line)
}

/// Whether the line tells how to reach somebody.
pub(super) fn is_contact(line: &str) -> bool {
    short(line) && CONTACT.is_match(line)
}
