import type { Audience, FollowLevel, Need, Note, ReactionKind, Role } from '#lib/api/types.js';

/** What a writer asks for: as a label, as a question after her name, and as a choice of her own. */
export const NEEDS: Record<
	Need,
	{ label: string; asks: (name: string) => string; choice: string; tip: string }
> = {
	just_listen: {
		label: 'Just listen',
		asks: (name) => `${name} would like someone to just listen.`,
		choice: 'just listen',
		tip: 'No advice is asked for. That you read it, and what it stirred in you, is enough.',
	},
	has_this_happened_to_you: {
		label: 'Has this happened to you?',
		asks: (name) => `${name} asks: has this happened to you?`,
		choice: 'tell me whether this happened to them',
		tip: 'Tell how it was for you. One sentence is enough.',
	},
	advice_welcome: {
		label: 'Advice welcome',
		asks: (name) => `${name} welcomes advice.`,
		choice: 'give advice',
		tip: 'What helped you may help here. Say what worked for you rather than what one should do.',
	},
	celebrate: {
		label: 'Celebrate with me',
		asks: (name) => `${name} has something to celebrate.`,
		choice: 'celebrate with me',
		tip: 'Be glad along with them. Nothing needs to be put right.',
	},
};

export const NEED_ORDER: Need[] = ['just_listen', 'has_this_happened_to_you', 'advice_welcome', 'celebrate'];

export const NOTES: Record<Note, string> = {
	loss: 'loss',
	birth_trauma: 'birth trauma',
	abuse: 'abuse',
	self_harm: 'self-harm',
	eating: 'eating',
	illness: 'illness',
};

export const NOTE_ORDER: Note[] = ['loss', 'birth_trauma', 'abuse', 'self_harm', 'eating', 'illness'];

export const AUDIENCES: Record<Audience, { choice: string; hint: string }> = {
	public: { choice: 'everybody may read', hint: 'also people without an account' },
	members: { choice: 'only members may read', hint: 'nobody without an account' },
};

/** The buttons of warmth, in the order they stand in; the first three are always in sight. */
export const REACTIONS: { kind: ReactionKind; label: string }[] = [
	{ kind: 'same_here', label: 'Same here' },
	{ kind: 'hug', label: 'A hug' },
	{ kind: 'doing_great', label: 'You are doing great' },
	{ kind: 'thank_you', label: 'Thank you' },
	{ kind: 'light', label: 'A light' },
];

export const BADGES: Record<string, string> = {
	author: 'wrote this thread',
	moderator: 'moderator',
	professional: 'professional',
};

export const ROLES: Record<Role, string> = {
	member: 'member',
	listener: 'listener',
	professional: 'professional',
	moderator: 'moderator',
	admin: 'admin',
};

export const FOLLOWS: Record<FollowLevel, string> = {
	every_reply: 'Tell me about every answer',
	digest: 'Only once a day',
	muted: 'Tell me nothing',
};
