import type { Audience, FollowLevel, Need, Note, ReactionKind, Role } from '#lib/api/types.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** What a writer asks for: as a label, as a question after her name, and as a choice of her own. */
export const NEEDS: Record<
	Need,
	{
		label: string;
		asks: (name: string) => string;
		choice: string;
		tip: string;
		/** Three short ones, for whoever wants them. */
		tips: readonly [string, string, string];
		/** A first sentence for whoever finds none; to be changed. */
		starter: string;
	}
> = lazy({
	just_listen: {
		label: m.words_needs_just_listen_label,
		asks: (name: string) => m.words_needs_just_listen_asks({ name }),
		choice: m.words_needs_just_listen_choice,
		tip: m.words_needs_just_listen_tip,
		tips: [
			m.words_needs_just_listen_tips,
			m.words_needs_just_listen_tips_2,
			m.words_needs_just_listen_tips_3,
		],
		starter: m.words_needs_just_listen_starter,
	},
	has_this_happened_to_you: {
		label: m.words_needs_has_this_happened_to_you_label,
		asks: (name: string) => m.words_needs_has_this_happened_to_you_asks({ name }),
		choice: m.words_needs_has_this_happened_to_you_choice,
		tip: m.words_needs_has_this_happened_to_you_tip,
		tips: [
			m.words_needs_has_this_happened_to_you_tips,
			m.words_needs_has_this_happened_to_you_tips_2,
			m.words_needs_has_this_happened_to_you_tips_3,
		],
		starter: m.words_needs_has_this_happened_to_you_starter,
	},
	advice_welcome: {
		label: m.words_needs_advice_welcome_label,
		asks: (name: string) => m.words_needs_advice_welcome_asks({ name }),
		choice: m.words_needs_advice_welcome_choice,
		tips: [
			m.words_needs_advice_welcome_tips,
			m.words_needs_advice_welcome_tips_2,
			m.words_needs_advice_welcome_tips_3,
		],
		starter: m.words_needs_advice_welcome_starter,
		tip: m.words_needs_advice_welcome_tip,
	},
	celebrate: {
		label: m.words_needs_celebrate_label,
		asks: (name: string) => m.words_needs_celebrate_asks({ name }),
		choice: m.words_needs_celebrate_choice,
		tips: [m.words_needs_celebrate_tips, m.words_needs_celebrate_tips_2, m.words_needs_celebrate_tips_3],
		starter: m.words_needs_celebrate_starter,
		tip: m.words_needs_celebrate_tip,
	},
});

/** Beside the reply box, for whoever looks for words. */
export const REPLYING = lazy({ tips: m.words_replying_tips, starter: m.words_replying_starter });

export const NEED_ORDER: Need[] = ['just_listen', 'has_this_happened_to_you', 'advice_welcome', 'celebrate'];

export const NOTES: Record<Note, string> = lazy({
	loss: m.words_notes_loss,
	birth_trauma: m.words_notes_birth_trauma,
	abuse: m.words_notes_abuse,
	self_harm: m.words_notes_self_harm,
	eating: m.words_notes_eating,
	illness: m.words_notes_illness,
});

export const NOTE_ORDER: Note[] = ['loss', 'birth_trauma', 'abuse', 'self_harm', 'eating', 'illness'];

export const AUDIENCES: Record<Audience, { choice: string; hint: string }> = lazy({
	public: { choice: m.words_audiences_public_choice, hint: m.words_audiences_public_hint },
	members: { choice: m.words_audiences_members_choice, hint: m.words_audiences_members_hint },
});

/** The buttons of warmth, in the order they stand in; the first three are always in sight. */
export const REACTIONS: readonly { kind: ReactionKind; label: string }[] = lazy([
	{ kind: 'same_here', label: m.words_reactions_label },
	{ kind: 'hug', label: m.words_reactions_label_2 },
	{ kind: 'doing_great', label: m.words_reactions_label_3 },
	{ kind: 'thank_you', label: m.words_reactions_label_4 },
	{ kind: 'light', label: m.words_reactions_label_5 },
]);

export const BADGES: Record<string, string> = lazy({
	author: m.words_badges_author,
	moderator: m.words_badges_moderator,
	professional: m.words_badges_professional,
});

export const ROLES: Record<Role, string> = lazy({
	member: m.words_roles_member,
	listener: m.words_roles_listener,
	professional: m.words_roles_professional,
	moderator: m.words_roles_moderator,
	admin: m.words_roles_admin,
});

export const FOLLOWS: Record<FollowLevel, string> = lazy({
	every_reply: m.words_follows_every_reply,
	digest: m.words_follows_digest,
	muted: m.words_follows_muted,
});
