/** The page behind "stop these letters". It says the same for every link, so that it tells nothing about an address. */

export const stopTexts = {
	title: 'Stop these letters',
	kinds: { replies: 'letters about answers' } as Record<string, string>,
	otherKind: 'letters of this kind',
	ask: (kind: string) => `Shall we stop sending ${kind} to this address?`,
	effect: 'You do not need to sign in. Everything you wrote stays, and answers still stand in your notices.',
	button: 'Stop them',
	done: (kind: string) => `No more ${kind} will come.`,
	again: 'If you change your mind, letters can be turned on again in your settings.',
	settings: 'Settings',
} as const;
