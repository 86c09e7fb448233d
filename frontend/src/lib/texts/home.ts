/**
 * Two pages in plain words: what keeps a visit from being seen at home, and how a name is hidden here.
 * Both say what does not work as clearly as what does: whoever relies on them may be in danger.
 */

export interface Part {
	id: string;
	title: string;
	lines: readonly string[];
}

export const safetyTexts = {
	title: 'Safety at home',
	lead: 'What keeps a visit here from being seen by somebody near you, and what it cannot do. No site can promise that nothing is found.',
	leadIs: (lead: string) => `Who answers for safety here: ${lead}.`,
	review: (day: string) => `What is written here is looked at again by ${day}.`,
	danger:
		'If somebody controls what you do or hurts you, people who know about this will think it through with you:',
	parts: (name: string): readonly Part[] => [
		{
			id: 'leave',
			title: 'What Leave does',
			lines: [
				'“Leave” is on every page, above. Pressing Shift three times does the same. The page is blank at once, and a page nobody wonders about takes its place, in every tab of this browser that shows us.',
				`For half an hour after that, the Back button and every address of ours show an empty page with one small button that says “${name}”. Press it when you want to come back; a link in a letter works after that one tap too.`,
				'You stay signed in, unless you said that the device is shared or chose in your settings to be signed out by Leave.',
				'Without JavaScript, Leave is an ordinary link. It works, but a few browsers may show the last page again by Back, from their memory; closing the tab prevents that.',
			],
		},
		{
			id: 'signing-out',
			title: 'Signing out',
			lines: [
				'Signing out asks the browser to forget everything it holds of us: cookies, stored pages, storage. Words you have not sent wait on our server, for when you sign in again, or are discarded if you say so.',
				'On a device that is not yours alone, tick “This device is shared” when you sign in. Then you are signed out after half an hour of rest, when the browser closes and when you press Leave.',
			],
		},
		{
			id: 'discretion',
			title: 'What stands in tabs and letters',
			lines: [
				`Tabs, their icon and the browser’s history say “${name}”. Addresses hold numbers and letters without a meaning, never a title. Letters are discreet too: their sender is “${name}” and their subject says nothing. You can change both in your settings, if nobody but you looks.`,
				'No page asks another company for anything: no pictures, letters of a typeface, counters or maps from elsewhere.',
			],
		},
		{
			id: 'not',
			title: 'What all this does not do',
			lines: [
				'It does not clear the browser’s history. The history says that this site was opened, and when. A private window keeps none; single visits can be deleted by hand.',
				'Deleting the whole history can itself be noticed and make somebody suspicious. Removing only some entries, or using a private window from the start, stands out less.',
				'It does not reach your mail. Letters from us lie in your mailbox, also on every phone and computer that receives your mail, and may show on a locked screen.',
				'It does not reach backups. Phones and computers copy themselves to a cloud or another disk, and what was there may be in the copy.',
				'It does not stop spyware. A program that watches the device sees what you see, key by key, whatever a site does. If somebody had your phone in hand or set it up for you, think of that.',
				'It does not stop screen recordings, screenshots, cameras or somebody behind you.',
				'It does not undo shared accounts. Where a browser or phone is signed in to an account somebody else can open, history, passwords and open tabs may be copied to their devices.',
				'It does not hide from the network. Whoever runs the Wi-Fi or the connection can see that a device spoke with this site, though not what was read or written.',
			],
		},
		{
			id: 'safer',
			title: 'What is safer',
			lines: [
				'A device that the other person has never had in hand: at work, in a library, at a friend’s, at an advice centre.',
				'A separate mail address that nobody knows about, with a new password, opened only on that device. You can join with it and never tell anybody.',
				'A name here that nobody knows you by, and an alias for what must not lead to you.',
				'A private window, closed afterwards.',
				'Changing a habit all at once can be noticed. If you think you are being watched, talk to a helpline from a safer device before you change anything.',
			],
		},
	],
} as const;

export const hidingTexts = {
	title: 'How hiding works',
	lead: 'You can write under your name, or under an alias that holds for one thread only. This is what happens then, and where it ends.',
	parts: [
		{
			id: 'alias',
			title: 'An alias is for one thread',
			lines: [
				'In each thread you hide, you get another alias, two words and a small drawing made by chance. Nothing about it comes from you, and nothing joins it to your alias in another thread.',
				'A post keeps the name it was written under, for ever. It cannot be turned into your name afterwards, not even by you.',
				'Others see no difference: the same times, in quarter hours, the same buttons, the same answers, whether you are new here or have written for years.',
			],
		},
		{
			id: 'sealed',
			title: 'What the database holds',
			lines: [
				'The line between your account and a hidden post is sealed: encrypted with a key that is not in the database. The same goes for what you follow, have read, drafted and reported, and for the warmth you sent.',
				'Whoever steals the database, or a backup of it, finds accounts on one side and posts on the other and nothing that joins them.',
				'Your mail address is sealed as well. It is opened to show it to you and to send you a letter, and for nothing else.',
			],
		},
		{
			id: 'act',
			title: 'Who can act, and how',
			lines: [
				'Moderators can warn, mute and suspend whoever is behind an alias without seeing who it is. They see that an alias was moderated before in rough numbers only.',
				'Only an admin can open a name, and only with a written reason. A second admin has to agree, or 24 hours have to pass. It stands in the log for good.',
				'If that ever happens to you, you are told, with the reason.',
				'Blocking a member who wrote under her name hides all she writes under her name. Blocking an alias hides that alias in that thread and nothing else, so that nobody can find out by blocking who is behind it. Nobody is ever shown that she was blocked.',
			],
		},
		{
			id: 'limits',
			title: 'Where it ends',
			lines: [
				'Whoever runs the server has the keys while it runs, and could look if they broke these rules. You trust them as you trust whoever keeps a letter for you.',
				'A stolen database together with its keys hides nothing. That is why they are kept, and backed up, apart.',
				'The way you write can give you away: a turn of phrase, a spelling, a story you have told before. Before you post under an alias, a second look points out names, places, numbers and copied sentences, to you alone. It cannot find everything.',
				'Small crowds hide badly. If few people write at a certain hour, or only one has twins in that town, others may guess.',
				'When a letter about an answer goes out, its date is the moment itself, and so is a page that shows an answer as it arrives. Somebody who watches closely learns when, not who.',
				'Some traces are outside of what we test: the order in which a database lays its rows on a disk, its journal of recent changes, and how many rows an account has.',
				'What you tell about yourself, you tell. You can take a post back, but not out of somebody’s memory or screenshot.',
			],
		},
	] satisfies readonly Part[],
	more: 'This is about people here. About people at home:',
} as const;
