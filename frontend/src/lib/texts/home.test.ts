import { describe, expect, it } from 'vitest';
import { hidingTexts, safetyTexts, type Part } from './home.js';

const said = (parts: readonly Part[]) => parts.flatMap(({ lines }) => lines).join('\n');
const part = (id: string) => safetyTexts.parts('Notes').filter((one) => one.id === id);

// S-20
describe('the safety page', () => {
	it.each([
		['history', /does not clear the browser’s history/],
		['clearing all of it', /Deleting the whole history can itself be noticed/],
		['mail', /does not reach your mail/],
		['backups', /does not reach backups.*cloud/],
		['spyware', /does not stop spyware/],
		['screen recordings', /screen recordings/],
		['shared accounts', /does not undo shared accounts/],
		['the network', /does not hide from the network/],
	])('says that Leave does nothing about %s', (_, sentence) => {
		expect(said(part('not'))).toMatch(sentence);
	});

	it('suggests a safer device and a separate mail address', () => {
		expect(said(part('safer'))).toMatch(/device that the other person has never had in hand/);
		expect(said(part('safer'))).toMatch(/separate mail address/);
	});

	it('never promises that traces are gone', () => {
		const all = [safetyTexts.lead, said(safetyTexts.parts('Notes'))].join('\n');
		expect(all).toMatch(/No site can promise that nothing is found/);
		expect(all).not.toMatch(/no trace|without a trace|completely|untraceable|cannot be found|nobody will/i);
	});

	it('calls the place by the name the operator chose', () => {
		expect(said(safetyTexts.parts('Garden'))).toContain('“Garden”');
		expect(said(safetyTexts.parts('Garden'))).not.toContain('Notes');
	});
});

describe('the page about hiding', () => {
	it.each([
		['an alias is for one thread', /another alias/],
		['what is sealed', /encrypted with a key that is not in the database/],
		['moderators act without seeing', /without seeing who it is/],
		[
			'a name is opened by an admin with a reason',
			/Only an admin can open a name, and only with a written reason/,
		],
		['by two, or after a day', /second admin has to agree, or 24 hours/],
		['it is logged', /stands in the log/],
		['she is told', /you are told, with the reason/],
		['the operator', /Whoever runs the server has the keys/],
		['a stolen database with its keys', /together with its keys hides nothing/],
		['writing style', /way you write can give you away/],
		['small crowds', /Small crowds hide badly/],
		['a letter’s date, live pages', /its date is the moment itself/],
		[
			'row order, journal, rows',
			/order in which a database lays its rows.*journal.*how many rows an account has/,
		],
		['blocks', /Blocking an alias hides that alias in that thread and nothing else/],
	])('says: %s', (_, sentence) => {
		expect(said(hidingTexts.parts)).toMatch(sentence);
	});
});

describe('both', () => {
	it('are plain: no exclamation marks', () => {
		expect(said([...safetyTexts.parts('Notes'), ...hidingTexts.parts])).not.toContain('!');
	});
});
