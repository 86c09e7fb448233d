//! What a voice is, inside and as readers see it.

use diesel::prelude::*;
use serde::Serialize;

use crate::accounts::Role;
use crate::storage::columns::{AccountId, ThreadId, VoiceId, word_enum};
use crate::storage::schema::voices;

word_enum! {
    /// Under which of her two names somebody speaks.
    VoiceKind {
        /// Her display name.
        Named = "named",
        /// A name that holds in this thread and nowhere else.
        Alias = "alias",
    }
}

word_enum! {
    /// A word beside a name.
    Badge {
        /// Wrote the opening post.
        Author = "author",
        /// Removes abuse.
        Moderator = "moderator",
        /// A verified professional.
        Professional = "professional",
    }
}

impl Badge {
    /// The badge that a role gives a named voice; an alias never has one.
    #[must_use]
    pub const fn of(role: Role) -> Option<Self> {
        match role {
            Role::Moderator | Role::Admin => Some(Self::Moderator),
            Role::Professional => Some(Self::Professional),
            Role::Member | Role::Listener => None,
        }
    }
}

/// A voice: one name of one member in one thread.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = voices)]
pub struct Voice {
    /// Where it speaks.
    pub thread: ThreadId,
    /// Its id.
    pub id: VoiceId,
    /// Her name or an alias.
    pub kind: VoiceKind,
    /// What it is called.
    pub name: String,
    /// Draws the emblem: random, 0 to 255.
    pub seed: i32,
    /// The badge of its owner's role, if it is a named voice.
    pub badge: Option<Badge>,
}

/// A voice and who is behind it: to judge what others want to hear of it, never to show.
#[derive(Clone, Copy, Debug)]
pub struct Speaker {
    /// Which voice.
    pub voice: VoiceId,
    /// Her name or an alias.
    pub kind: VoiceKind,
    /// Who is behind it; `None` when nobody is any more.
    pub account: Option<AccountId>,
}

/// A voice, as everybody sees it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct VoiceView {
    /// Opaque; holds in this thread only.
    pub id: VoiceId,
    /// The display name or the alias.
    pub name: String,
    /// Which of the two.
    pub kind: VoiceKind,
    /// Draws the emblem; from nothing but chance.
    #[schema(minimum = 0, maximum = 255)]
    pub seed: i32,
    /// A word beside the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub badge: Option<Badge>,
}

impl Voice {
    /// With its owner, whom the caller knows.
    #[must_use]
    pub const fn spoken_by(&self, account: AccountId) -> Speaker {
        Speaker { voice: self.id, kind: self.kind, account: Some(account) }
    }

    /// As everybody sees it in a thread that `opener` opened.
    #[must_use]
    pub fn view(&self, opener: VoiceId) -> VoiceView {
        let badge = if self.id == opener { Some(Badge::Author) } else { self.badge };
        VoiceView { id: self.id, name: self.name.clone(), kind: self.kind, seed: self.seed, badge }
    }
}

/// A name somebody could speak under.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct VoiceChoice {
    /// The voice, once it has spoken in this thread.
    pub id: Option<VoiceId>,
    /// What it is or would be called.
    pub name: String,
    /// Which of the two.
    pub kind: VoiceKind,
    /// Draws the emblem.
    #[schema(minimum = 0, maximum = 255)]
    pub seed: i32,
}

/// Her two names.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct VoiceOffer {
    /// Her display name.
    pub named: VoiceChoice,
    /// The alias.
    pub alias: VoiceChoice,
    /// Few people are here, so that the alias hides little; left out where there are enough.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub small_crowd: bool,
    /// Before a thread exists: keeps this alias for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub ticket: Option<String>,
    /// Until when she cannot speak under either, if she is muted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = DateTime)]
    pub muted_until: Option<String>,
}
