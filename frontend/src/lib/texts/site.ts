/** What stands on every page. */
export const SITE = {
	skip: 'Skip to the words',
	leave: 'Leave',
	leaveHint: 'Leaves this site at once. Pressing Shift three times does the same.',
	help: 'Help now',
	crisis: 'This is not a crisis service.',
	home: 'Home',
	write: 'Write',
	notices: 'Notices',
	newNotices: 'something new',
	me: 'Me',
	signIn: 'Sign in',
	spaces: 'Spaces',
	alike: 'Others feel the same',
	search: 'Search',
	guidelines: 'How we treat each other',
	books: 'What moderation did',
	answers: 'How soon somebody answers',
	columns: 'Columns',
	hardDay: 'A hard day',
	newsreader: 'For newsreaders',
	howItWorks: 'How this place works',
	safety: 'Safety at home',
	hiding: 'How hiding works',
	terms: 'Terms',
	illegal: 'Tell us of something illegal',
} as const;

/** The place in three lines. */
export const THREE_LINES = [
	'Write what is on your mind, under your name or under a name that holds for one thread only.',
	'Say what you need: an ear, company, advice, or somebody to be glad with. Others answer that.',
	'Nobody is ranked and nothing is scored. A person looks after the rules, and says why.',
] as const;

/** Signing in where others can sit down afterwards. */
export const SHARED = {
	label: 'This device is shared',
	hint: 'You are signed out after half an hour of rest, when the browser closes, and when you press Leave. Nothing is kept on the device.',
} as const;

export const SENDING = {
	failed: 'This did not go through. Your words are still here. Please try again.',
	offline: 'There is no network at the moment. Your words are still here; send them when it is back.',
	unkept: 'Not kept yet: no answer from the forum. Your words are on this page.',
} as const;
