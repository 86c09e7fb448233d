//! Column types: ids that cannot be mistaken for one another, and how they look outside.

use std::fmt;

use diesel_derive_newtype::DieselNewType;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An account. Never leaves the API, so it cannot be serialised into an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DieselNewType)]
pub struct AccountId(pub i64);

/// Letters in the text form of an id.
const WIDTH: usize = 11;

/// Writes a positive 63-bit number in base58, padded with `1` (the alphabet's zero) to 11 characters.
#[must_use]
pub fn base58(number: i64) -> String {
    let bytes = number.to_be_bytes();
    let significant = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    let short = bs58::encode(bytes.get(significant..).unwrap_or_default()).into_string();
    format!("{short:1>WIDTH$}")
}

/// Reads what [`base58`] writes; every other spelling is `None`, so an id has one address.
#[must_use]
pub fn parse_base58(text: &str) -> Option<i64> {
    if text.len() != WIDTH {
        return None;
    }
    let bytes = bs58::decode(text.trim_start_matches('1')).into_vec().ok()?;
    let number = bytes.iter().try_fold(0_i64, |sum, byte| sum.checked_mul(256)?.checked_add(i64::from(*byte)))?;
    (number > 0 && base58(number) == text).then_some(number)
}

macro_rules! public_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DieselNewType)]
        pub struct $name(pub i64);

        impl $name {
            /// Reads the public spelling; `None` for any other.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                parse_base58(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&base58(self.0))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| de::Error::custom("not an id"))
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some("^[1-9A-HJ-NP-Za-km-z]{11}$"))
                    .description(Some("An opaque id: a random positive 63-bit number in base58."))
                    .into()
            }
        }
        impl utoipa::ToSchema for $name {}
    };
}

public_id!(/** A thread. */ ThreadId);
public_id!(/** A voice: one name of one member in one thread. */ VoiceId);
public_id!(/** A session. */ SessionId);
public_id!(/** A case: all reports about one post. */ CaseId);
public_id!(/** A report. */ ReportId);
public_id!(/** A decision about a post. */ DecisionId);
public_id!(/** An objection to a decision. */ AppealId);
public_id!(/** Decisions taken in one act. */ BatchId);
public_id!(/** What a check noticed. */ SignalId);
public_id!(/** A notice from outside. */ NoticeId);
public_id!(/** A note about a case, for staff alone. */ CaseNoteId);
public_id!(/** A message in the conversation about a case. */ CaseMessageId);
public_id!(/** A time on duty. */ ShiftId);
public_id!(/** A name that an admin asked for. */ OpeningId);
public_id!(/** What an authority was told, or is to be. */ DisclosureId);
public_id!(/** A job of the outbox. */ JobId);
public_id!(/** A letter to a member: its number among her rows, good for her alone. */ LetterId);
public_id!(/** A notification: its number among its owner's rows, good for her alone. */ NotificationId);

impl Serialize for AccountId {
    /// For sealed payloads only; no answer type holds an `AccountId`, and the architecture test sees to it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for AccountId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Self)
    }
}

/// An enumeration that is one lower-case word in JSON and in its column.
macro_rules! word_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for it in JSON and in the database.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value a word stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($word),+]))
                    .into()
            }
        }
        impl utoipa::ToSchema for $name {}

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let word = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(bytes)?;
                Self::from_word(&word).ok_or_else(|| concat!("a word that is no ", stringify!($name)).into())
            }
        }

        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, DB>>::to_sql(self.word(), out)
            }
        }
    };
}
pub(crate) use word_enum;
