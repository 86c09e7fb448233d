//! Sentences of no real person, with what a second look should find in each: what it finds and misses is counted.

use super::hints::{self, HintKind};
use super::rules;
use HintKind::{Date, Mail, Name, Phone, Place, School};

/// A sentence, and what in it tells: the kind, and words that the hit holds.
type Said = (&'static str, &'static [(HintKind, &'static str)]);

const SAID: &[Said] = &[
    // English, telling
    ("My daughter Lena has not slept for three nights.", &[(Name, "Lena")]),
    ("Our little boy Theo bites at nursery and I don't know why.", &[(Name, "Theo")]),
    ("I am shaking. My husband, Gregor, says I exaggerate.", &[(Name, "Gregor")]),
    ("The twins are fine, but my mother-in-law Doreen is not.", &[(Name, "Doreen")]),
    ("My sons Ned and Arlo share a room.", &[(Name, "Ned and Arlo")]),
    ("My twins Ida and Wim share a room.", &[(Name, "Ida and Wim")]),
    ("She is called Saoirse and nobody can spell it.", &[(Name, "Saoirse")]),
    ("I left because Mrs Tregenza shouted at me.", &[(Name, "Tregenza")]),
    ("I don't know what to do any more.\n\nBest, Marjorie", &[(Name, "Marjorie")]),
    ("Thank you all for listening to me.\nLove, Hattie x", &[(Name, "Hattie")]),
    ("It is four in the morning and I am still up.\n- Philippa", &[(Name, "Philippa")]),
    ("We live in Ashby Magna and there is nobody here.", &[(Place, "Ashby Magna")]),
    ("I moved to Todmorden last year and know no one.", &[(Place, "Todmorden")]),
    ("The health visitor from Penzance was kind to me.", &[(Place, "Penzance")]),
    ("The bus does not come to Birmingham on time.", &[(Place, "Birmingham")]),
    ("Berlin is lonely with a baby.", &[(Place, "Berlin")]),
    ("We are at 14 Larkspur Road and the lift is broken.", &[(Place, "Larkspur Road")]),
    ("Is there a group close to LE17 5NQ for us?", &[(Place, "LE17 5NQ")]),
    ("You can call me on +44 7911 123456 at night.", &[(Phone, "+44 7911 123456")]),
    ("My number is 07911 123 456 if you want to talk.", &[(Phone, "07911 123 456")]),
    ("Ring (415) 555-0132 and ask for me.", &[(Phone, "415) 555-0132")]),
    ("Write to me at tired.owl@example.org if you like.", &[(Mail, "tired.owl@example.org")]),
    ("I post about it on instagram.com/tiredowl every day.", &[(Mail, "instagram.com/tiredowl")]),
    ("You find me as @tired_owl_mum over there.", &[(Mail, "@tired_owl_mum")]),
    ("My insta: tired.owl.mum is all about this.", &[(Mail, "tired.owl.mum")]),
    ("He starts at St Brannock's Primary School in autumn.", &[(School, "St Brannock's Primary School")]),
    ("The staff at Sunny Meadow Nursery looked at me.", &[(School, "Sunny Meadow Nursery")]),
    ("I work for Harlow Biscuits and they want me back.", &[(School, "Harlow Biscuits")]),
    ("She was born on 12 March 2021 and I missed my train.", &[(Date, "12 March 2021")]),
    ("Her birthday is 03/11/2019 and I have no cake.", &[(Date, "03/11/2019")]),
    ("He was born March 4th, 2022 by emergency section.", &[(Date, "March 4th, 2022")]),
    // English, not telling
    ("I am so tired that I cried in the car park.", &[]),
    ("My daughter is three and hits me every morning.", &[]),
    ("In January I go back to work and I feel sick.", &[]),
    ("On Monday my boss asked whether I was committed.", &[]),
    ("At Christmas it was worse than ever before.", &[]),
    ("I read in English and my mum reads in German.", &[]),
    ("I saw it on Instagram and felt like a failure.", &[]),
    ("My baby is 12 weeks old and weighs 5.4 kilos.", &[]),
    ("It took 3 hours, from 07:30 to 10:30, to feed her.", &[]),
    ("I earn 24000 and the nursery costs 1200 a month.", &[]),
    ("The appraisal is on 12 March 2026 and I dread it.", &[]),
    ("My mum says I should be grateful. I am not.", &[]),
    ("I hope it gets better. Thank you for reading.", &[]),
    ("Thanks everyone.\n\nI will try tomorrow.", &[]),
    ("The school rang me twice and I did not hear it.", &[]),
    ("You can call 0800 1111 if it gets too much.", &[]),
    ("As @3 said, it is the nights.", &[]),
    // German, telling
    ("Meine Tochter Frieda schläft nicht und ich bin müde.", &[(Name, "Frieda")]),
    ("Mein Mann Torben hilft mir nicht mit dem Baby.", &[(Name, "Torben")]),
    ("Unser Sohn heißt Levke-Jan und ist zwei.", &[(Name, "Levke-Jan")]),
    ("Ich kann nicht mehr.\n\nLiebe Grüße, Swantje", &[(Name, "Swantje")]),
    ("Wir wohnen in Quakenbrück und ich habe hier niemanden.", &[(Place, "Quakenbrück")]),
    ("Wir wohnen in Oldenburg und ich habe hier niemanden.", &[(Place, "Oldenburg")]),
    ("Wir sind aus Hamburg und ich bin oft allein.", &[(Place, "Hamburg")]),
    ("Wir wohnen in der Ahornstraße 7 und die Nachbarn klopfen.", &[(Place, "Ahornstraße 7")]),
    ("Ich bin in 04109 Leipzig und suche eine Gruppe.", &[(Place, "04109 Leipzig")]),
    ("Die Kita Sonnenschein hat mich wieder angerufen.", &[(School, "Kita Sonnenschein")]),
    ("Ich arbeite bei Brauhold und die wollen mich zurück.", &[(School, "Brauhold")]),
    ("Er ist am 3. Mai 2020 geboren und redet noch nicht.", &[(Date, "3. Mai 2020")]),
    ("Sie ist am 03.05.2020 geboren und ich war allein.", &[(Date, "03.05.2020")]),
    ("Meine Nummer ist 0176 1234567, ruf mich an.", &[(Phone, "0176 1234567")]),
    // German, not telling
    ("Ich habe in Panik die Tür zugemacht und geweint.", &[]),
    ("Meine Tochter Angst machen, das will ich nicht.", &[]),
    ("Das Baby hat Fieber und ich bin im Büro.", &[]),
    ("Mein Mann sagt, ich soll mich nicht so anstellen.", &[]),
    ("Wir haben keinen Kitaplatz und die Oma ist krank.", &[]),
    ("Ich bin heute 10000 Schritte gelaufen und fühle nichts.", &[]),
    ("Am Montag muss ich wieder ins Büro, und das ist gut.", &[]),
    // French, telling
    ("Ma fille Capucine ne dort pas et je suis épuisée.", &[(Name, "Capucine")]),
    ("Mon mari Yannick ne comprend pas que je pleure.", &[(Name, "Yannick")]),
    ("Elle s'appelle Maëlle et elle est née trop tôt.", &[(Name, "Maëlle")]),
    ("Je n'en peux plus.\n\nBises, Solène", &[(Name, "Solène")]),
    ("Nous habitons à Plouharnel et je ne connais personne.", &[(Place, "Plouharnel")]),
    ("J'habite 12 rue des Lilas et les murs sont fins.", &[(Place, "12 rue des Lilas")]),
    ("Je travaille chez Biscotin et mon chef me juge.", &[(School, "Biscotin")]),
    ("Elle va à l'école Jules Verne et elle pleure.", &[(School, "école Jules Verne")]),
    ("Il est né le 4 février 2021 et je n'étais pas prête.", &[(Date, "4 février 2021")]),
    // French, not telling
    ("Je suis fatiguée et personne ne le voit.", &[]),
    ("À Noël tout le monde m'a dit de sourire.", &[]),
    ("Ma fille ne mange pas et je me sens coupable.", &[]),
    ("Le matin je pleure dans la voiture, et puis je travaille.", &[]),
];

#[test]
#[allow(clippy::print_stdout, reason = "the counts are wanted")]
fn what_tells_is_found_and_what_does_not_is_left_alone() {
    assert!(SAID.len() >= 60);
    let (mut hits, mut missed, mut alarms) = (0, Vec::new(), Vec::new());
    for (text, telling) in SAID {
        let mut told = hints::in_order(text, rules::all().find(text));
        for (kind, words) in *telling {
            let found =
                told.iter().position(|hint| hint.kind == *kind && hint.excerpt.as_deref().is_some_and(|own| own.contains(words)));
            match found {
                Some(place) => {
                    told.remove(place);
                    hits += 1;
                }
                None => missed.push(format!("{kind:?} {words} in {text:?}")),
            }
        }
        alarms.extend(told.into_iter().map(|hint| format!("{:?} {:?} ({}) in {text:?}", hint.kind, hint.excerpt, hint.why)));
    }
    println!("{} sentences: {hits} hits, {} missed, {} false alarms", SAID.len(), missed.len(), alarms.len());
    for line in
        missed.iter().map(|line| format!("missed: {line}")).chain(alarms.iter().map(|line| format!("false alarm: {line}")))
    {
        println!("{line}");
    }
    assert!(missed.is_empty() && alarms.is_empty(), "{missed:#?} {alarms:#?}");
}
