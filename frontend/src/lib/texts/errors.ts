/** A sentence for every code of the API: what happened, that nothing was lost, what to do. */
const PROBLEMS: Record<string, string> = {
	malformed: 'That could not be read. Please go back and try once more.',
	invalid: 'Something needs another look. Everything you typed is still here.',
	unauthenticated: 'You are signed out. Sign in again, then send this once more; your words are still here.',
	wrong_credentials:
		'That address and password do not belong together. You can also have a link mailed to you.',
	token_spent: 'This link has been used already or is too old. You can ask for a new one.',
	forbidden: 'This page is not open to you.',
	suspended:
		'Your account is suspended. You can read what was decided and why, take your data with you or have it erased, and sign out.',
	muted:
		'You can read here, and you cannot write for now. Your words are still here; the decision about it says until when.',
	reports_rest:
		'Two of your reports were found to be made in bad faith, so reports of yours rest for now. What worries you about somebody, or is against the law, is taken at any time.',
	already_asked: 'This name has been asked for already.',
	own_opening: 'You asked for this name yourself. Another admin has to agree.',
	own_disclosure: 'You began this yourself. Another admin has to look at it.',
	opening_settled: 'This is settled already.',
	last_admin: 'You are the only one who runs this place. Please make somebody else an admin first.',
	not_found: 'There is nothing here. It may have been taken back, or the address is not complete.',
	voice_fixed: 'A post keeps the name it was written under.',
	locked: 'This thread takes no new answers. Your words are still here, if you want to keep them.',
	idempotency_mismatch:
		'This was sent before with other words. Please look whether it is there, then send again.',
	somebody_writes: 'Another listener says that she is writing an answer. You can write all the same.',
	already_claimed: 'Somebody else is looking at this.',
	not_claimed: 'Please take this case first.',
	case_closed: 'This case is closed.',
	not_now: 'This has changed since. Please look at it again.',
	method_not_allowed: 'That could not be read. Please go back and try once more.',
	already_undone: 'This decision was undone already.',
	already_appealed: 'You have objected to this already. Somebody else looks at it.',
	set_by_moderator: 'A moderator set this. While the decision stands it stays; you can object to it.',
	trial_first: 'Try it on the last posts first, with the same numbers.',
	own_decision: 'Somebody else has to look at this, because the first decision was yours.',
	audience_fixed: 'Others have answered for members only, so this thread stays for members.',
	too_late: 'The time for this has passed.',
	too_large: 'This is more than one post can hold. Please make it shorter; it is still here.',
	unsupported_media_type: 'That could not be read. Please go back and try once more.',
	too_many: 'That was a lot at once. Please wait a little, then try again. Nothing is lost.',
	internal: 'Something went wrong on our side. Nothing you wrote was lost. Please try again.',
	unavailable: 'The forum cannot be reached at the moment. Please try again in a minute.',
};

const FIELDS: Record<string, string> = {
	required: 'Please fill this in.',
	too_short: 'This is too short.',
	too_long: 'This is too long.',
	not_over: 'This month is not over yet.',
	after_until: 'This comes after the end.',
	unknown_field: 'This is not known here.',
	warn_first: 'A suspension comes after a warning, unless the case is a grave one.',
	taken: 'This is taken already. Please choose another.',
	too_many: 'This is more than can be kept.',
	not_allowed: 'This cannot be used here.',
	unknown: 'Please choose one of the list.',
	wrong_type: 'This could not be read.',
	too_common: 'Many people use this one, so it is easy to guess. Please choose another.',
	bad_characters: 'It holds characters that cannot be seen or shown. Please type it again.',
	differs: 'The two are not the same.',
};

/** Where a field deserves better words than its code alone. */
const SPECIAL: Record<string, string> = {
	'email.required': 'Please write your mail address.',
	'email.wrong_type': 'This does not look like a mail address.',
	'email.not_allowed': 'This does not look like a mail address.',
	'email.bad_characters': 'This does not look like a mail address.',
	'email.unknown': 'This does not look like a mail address.',
	'password.required': 'Please write a password.',
	'password.too_short': 'Please use at least eight characters; a few words in a row are fine.',
	'password.too_common':
		'Many people use this password, so it is easy to guess. A few words in a row are better.',
	'name.required': 'Please choose a name others will see.',
	'name.taken': 'Somebody here has this name, or one that looks like it. Please choose another.',
	'name.not_allowed': 'This name is kept for others here. Please choose another.',
	'name.too_long': 'Please keep it to 40 characters.',
	'body.required': 'There are no words yet.',
	'body.too_long': 'A post holds 20,000 characters. Please make it a little shorter; it is still here.',
	'title.too_long': 'Please keep the title to 200 characters.',
	'note.too_long': 'Please keep it to 2,000 characters.',
	'message.required': 'Please write a sentence to the author.',
	'facts.required': 'Please say what was found.',
	'words.too_long': 'Please keep each of them to 60 characters.',
	'words.too_many': 'Fifty are the most that can be kept.',
	'reason.required': 'Please say why.',
	'reason.too_short': 'Please say it in ten characters or more.',
	'sanction.until.not_allowed': 'Please choose a day between tomorrow and a year from now.',
	'sanction.until.wrong_type': 'Please choose a day.',
	'space.unknown': 'Please choose a space.',
	'space.required': 'Please choose a space.',
	'need.required': 'Please say what you would like.',
	'time_zone.unknown': 'This time zone is not known.',
	'words.required': 'Please choose one of the two.',
	'words.unknown': 'Please choose one of the two.',
	'sure.required': 'Please tick this box, so that nobody leaves by a slip of the finger.',
	'country.unknown': 'This country is not known.',
	'password.wrong': 'This is not your password.',
	'reply_by_mail.not_with_discreet': 'Answering by mail goes only with letters that show the words.',
	'with_text.not_with_discreet': 'Please choose one of the two.',
	'quiet_from.unknown': 'Please write a time, such as 21:00.',
	'quiet_to.unknown': 'Please write a time, such as 07:00.',
	'pause_until.too_soon': 'Please choose a day at least.',
	'pause_until.too_late': 'Three months are the longest pause.',
	'pause_until.required': 'Please choose how long.',
};

/** The sentence of a refusal; how long to wait is said when the API says it. */
export function problemSentence(refusal: { code: string; retryAfter?: number | null }): string {
	if (refusal.code === 'too_many' && refusal.retryAfter) {
		return `That was a lot at once. Please try again in ${waiting(refusal.retryAfter)}. Nothing is lost.`;
	}
	return PROBLEMS[refusal.code] ?? PROBLEMS.internal ?? '';
}

/** The sentence beside a field. */
export function fieldSentence(field: string, code: string): string {
	return SPECIAL[`${field}.${code}`] ?? FIELDS[code] ?? 'This needs another look.';
}

function waiting(seconds: number): string {
	if (seconds < 60) return 'a minute';
	const minutes = Math.ceil(seconds / 60);
	if (minutes < 60) return `${minutes} minutes`;
	const hours = Math.ceil(minutes / 60);
	return hours === 1 ? 'an hour' : `${hours} hours`;
}
