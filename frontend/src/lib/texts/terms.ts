/** What the pages about the terms, and about what somebody agreed to, say. */
export const termsTexts = {
	link: 'Terms',
	title: 'Terms',
	from: (day: string) => `In force from ${day}.`,
	coming: (day: string) => `They hold from ${day} on. Until then the earlier ones do.`,
	earlier: 'All versions',
	version: (version: string) => `Version ${version}`,
	now: 'holds now',
	changed: 'What changed',
	changedNone: 'This is the first version.',
	was: 'Gone',
	is: 'New',
	whole: 'The whole text',
	rules: 'The rules',
	data: 'The same for programs',
} as const;

/** Signing up and settings. */
export const agreeTexts = {
	tick: 'I am 18 or older, and I accept the',
	terms: 'terms',
	missing: 'Please tick this: who writes here is 18 or older and accepts the terms.',
	title: 'What you agreed to',
	accepted: (version: string, day: string) => `You accepted the terms, version ${version}, on ${day}.`,
	acceptedNone: 'You have not accepted the terms yet.',
	acceptNow: (version: string) => `Accept version ${version}`,
	given: (day: string) => `You agreed on ${day} that what you write about health is kept and shown here.`,
	notGiven: 'You have not agreed that what you write about health is kept and shown here.',
	withdrawn: (day: string) => `You took your consent back on ${day}.`,
	give: 'Agree',
	withdraw: 'Take it back',
	erase: 'What you wrote is still here. You can take it with you, and have it erased.',
	toErase: 'Leave for good',
	done: 'Kept.',
	consent:
		'What I write here may say something about health, mine or my family’s. I agree that it is kept and shown here.',
	consentHint: 'Asked before your first post. You can take it back in your settings at any time.',
	children: 'Please leave out names of children and of schools, so that nobody can find them.',
} as const;
