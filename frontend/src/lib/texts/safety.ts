/** The help page. Nothing here is a number: numbers come from the API, which reads them from one checked list. */

export const helpTexts = {
	title: 'Help now',
	lead: 'If you or somebody near you is in danger, call. They would rather be called too often.',
	emergency: (country: string) => `Emergency, ${country}`,
	emergencyAnywhere: 'Emergency',
	call: 'Call',
	text: 'Text',
	open: 'Website',
	callNamed: (name: string, number: string) => `Call ${name}, ${number}`,
	textNamed: (name: string, number: string) => `Text ${name}, ${number}`,
	openNamed: (name: string) => `Website of ${name}`,
	noBill: 'does not stand on a telephone bill',
	onBill: 'stands on the telephone bill',
	free: 'free',
	crisisTitle: 'When you cannot keep yourself safe',
	listenTitle: 'To talk to somebody',
	worldwide: 'From anywhere',
	pick: 'Country',
	show: 'Show',
	anywhere: 'Choose your country',
	none: (country: string) =>
		`We know no line for ${country} that we can vouch for. These lists cover the world.`,
	noneHere: 'With your country chosen, its own lines stand here.',
	failed:
		'The list cannot be loaded at the moment. The emergency number of your country works from any phone.',
	note: 'This forum is not a crisis service: nobody here is on duty. The people on these lines are.',
	seen: 'If somebody must not see that you were here:',
	topics: {
		listening: 'listening',
		parents: 'for parents',
		abuse: 'violence at home',
	} as Record<string, string>,
} as const;
