//! Every letter is in its reader's language (E-35): hers, or the one she signed up in or left with.

use serde_json::json;

use crate::site::member::PASSWORD;
use crate::site::on_both;

on_both! {
    // E-35
    fn a_letter_is_written_in_the_language_of_whoever_reads_it(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        for (locale, subject, direction) in [
            ("en-GB", "New activity", "ltr"),
            ("de-CH", "Neuigkeiten", "ltr"),
            ("es-419", "Hay novedades", "ltr"),
            ("ar-EG", "نشاط جديد", "rtl"),
            ("fr", "New activity", "ltr"),
        ] {
            ada.patch("/me", &json!({"locale": locale})).is(200);
            ben.replies(&thread, &format!("For {locale}."));
            let letter = site.letter_to(&ada.address);
            assert_eq!(letter.subject, subject, "{locale}");
            assert!(letter.html.contains(&format!("dir=\"{direction}\"")), "{locale}");
        }
    }

    fn whoever_signs_up_and_whoever_leaves_reads_her_own_language(site) {
        let sign_up = json!({"email": "carla@example.org", "password": PASSWORD, "name": "Carla", "locale": "es-ES"});
        site.visitor().post("/accounts", &sign_up).is(202);
        assert_eq!(site.letter_to("carla@example.org").subject, "Confirma tu dirección");
        let ada = site.member("ada");
        ada.patch("/me", &json!({"locale": "de"})).is(200);
        ada.post("/me/erasure", &json!({"words": "remove"})).is(201);
        assert_eq!(site.letter_to(&ada.address).subject, "Deine Quittung");
    }

    fn a_look_at_a_letter_is_in_the_language_of_its_reader(site) {
        let ada = site.member("ada");
        ada.patch("/me", &json!({"locale": "de"})).is(200);
        let look = ada.get("/me/mail/preview?kind=digest&discreet=true").is(200);
        assert_eq!([&look["subject"], &look["preheader"]], ["Neuigkeiten", "Seit dem letzten Brief."]);
    }
}
