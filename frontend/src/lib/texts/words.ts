import type { Audience, FollowLevel, Need, Note, ReactionKind, Role } from '#lib/api/types.js';

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
> = {
	just_listen: {
		label: 'Just listen',
		asks: (name) => `${name} would like someone to just listen.`,
		choice: 'just listen',
		tip: 'No advice is asked for. That you read it, and what it stirred in you, is enough.',
		tips: [
			'Say back what you heard, in your own words.',
			'Name the feeling, if you can tell which it is.',
			'Leave out what could be done. It may be asked for later.',
		],
		starter: 'I read every word of this. What stayed with me is ',
	},
	has_this_happened_to_you: {
		label: 'Has this happened to you?',
		asks: (name) => `${name} asks: has this happened to you?`,
		choice: 'tell me whether this happened to them',
		tip: 'Tell how it was for you. One sentence is enough.',
		tips: [
			'Begin with what was the same.',
			'Say what it was like in the middle, not only how it ended.',
			'Yours may be different, and still be company.',
		],
		starter: 'This happened to me too. For me it was ',
	},
	advice_welcome: {
		label: 'Advice welcome',
		asks: (name) => `${name} welcomes advice.`,
		choice: 'give advice',
		tips: [
			'Ask first what has been tried.',
			'One thing that worked for you is better than five that might.',
			'Say that it may not fit, and that this is all right.',
		],
		starter: 'What helped me a little was ',
		tip: 'What helped you may help here. Say what worked for you rather than what one should do.',
	},
	celebrate: {
		label: 'Celebrate with me',
		asks: (name) => `${name} has something to celebrate.`,
		choice: 'celebrate with me',
		tips: [
			'Say what in it made you glad.',
			'Small things are as large as they feel.',
			'Leave comparing for another day.',
		],
		starter: 'I am glad with you, above all about ',
		tip: 'Be glad along with them. Nothing needs to be put right.',
	},
};

/** Beside the reply box, for whoever looks for words. */
export const REPLYING = { tips: 'Looking for words?', starter: 'Begin with a sentence' } as const;

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
