import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Member } from './site/forum.js';
import { expect, forum, test, type Person } from './site/test.js';

/** Every page as a visitor, a member and a moderator see it; made once, looked at in each project. */
interface Pages {
	member: Member;
	/** Somebody a moderator has decided about. */
	decided: Member;
	moderator: Member;
	admin: Member;
	visitors: string[];
	members: string[];
	moderators: string[];
	admins: string[];
}

let pages: Pages;

test.beforeAll(async () => {
	const [author, member, rude, moderator, admin, other] = [
		await forum.member('Adele'),
		await forum.member('Britta'),
		await forum.member('Carl'),
		await forum.moderator('Dagny'),
		await forum.admin('Elke'),
		await forum.admin('Fenja'),
	];
	const thread = await forum.thread(member);
	await forum.answer(
		author,
		thread.id,
		'Mine was green, @1.\n\n> @1\n> It broke this morning\n\n- and the saucer\n- too, @9',
		{
			in_reply_to: 1,
		},
	);
	const bad = await forum.answer(rude, thread.id, 'It is only a cup.');
	const reported = await forum.answer(rude, thread.id, 'And only a saucer.');
	const own = await forum.answer(member, thread.id, 'Thank you.', { voice: 'alias', in_reply_to: 2 });
	const path = `/threads/${thread.id}/posts`;
	for (const { number } of [bad, reported]) {
		await forum.call(
			'POST',
			`${path}/${number}/reports`,
			{ reason: 'not_what_was_asked', note: 'She asked to be heard.' },
			member.token,
		);
	}
	const cases = await forum.call<{ items: { id: string; thread: string; number: number }[] }>(
		'GET',
		'/moderation/cases?state=open&limit=100',
		undefined,
		moderator.token,
	);
	const caseOf = (number: number) =>
		cases.items.find((one) => one.thread === thread.id && one.number === number)?.id;
	for (const { number } of [bad, reported]) {
		await forum.call('POST', `/moderation/cases/${caseOf(number)}/claim`, {}, moderator.token);
	}
	await forum.call(
		'POST',
		`/moderation/cases/${caseOf(bad.number)}/decision`,
		{
			action: 'remove',
			rule: 'kindness',
			facts: 'Makes light of it.',
			message: 'Please read what she asked for.',
			sanction: { kind: 'warn' },
		},
		moderator.token,
	);
	const away = await forum.thread(author, { notes: ['abuse'] });
	await forum.answer(author, away.id, 'There was a spoon in it.', { voice: 'alias' });
	await forum.call('PATCH', '/me/hidden', { notes: ['abuse'], words: ['spoon'] }, member.token);
	const { voice } = await forum.thread(author);
	await forum.call('PUT', `/voices/${voice.id}/block`, undefined, member.token);
	const { id } = thread;
	// The name behind the one who was decided about: asked for, and opened by another admin.
	const voices = await forum.call<{ items: { voice: { id: string } }[] }>(
		'GET',
		`${path}?from=${bad.number}&limit=1`,
	);
	const opening = await forum.call<{ id: string }>(
		'POST',
		`/moderation/voices/${voices.items[0]?.voice.id}/openings`,
		{ reason: 'To see how the page looks.' },
		admin.token,
	);
	await forum.call('POST', `/moderation/openings/${opening.id}/approval`, {}, other.token);
	const told = await forum.call<{ token: string; reference: string }>('POST', '/notices', {
		category: 'other',
		explanation: 'It is somewhere else.',
		urls: ['https://elsewhere.example.org/'],
		name: 'Gesa',
		email: 'gesa@example.org',
		good_faith: true,
	});
	const notices = await forum.call<{ items: { id: string; reference: string }[] }>(
		'GET',
		'/moderation/notices?limit=100',
		undefined,
		moderator.token,
	);
	const unplaced = notices.items.find(({ reference }) => reference === told.reference);
	pages = {
		member,
		decided: rude,
		moderator,
		admin,
		visitors: [
			'/',
			'/?order=waiting',
			'/?order=new',
			'/s/1',
			`/t/${id}`,
			'/sign-in',
			'/sign-up',
			'/reset',
			'/reset?token=abc',
			'/verify?token=abc',
			'/sign-in/link?token=abc',
			'/guidelines',
			'/transparency',
			'/terms',
			'/terms/2026-2',
			'/help',
			'/help?country=GB',
			'/safety',
			'/hiding',
			'/language',
			'/search',
			'/answers',
			'/columns',
			'/api/v1/letters/stop/abc',
			'/letters/manage/abc',
			'/letters/confirm/abc',
			'/erasure/abc',
			'/notice',
			`/notice/${told.token}`,
			'/nowhere',
		],
		members: [
			'/',
			`/t/${id}`,
			`/t/${id}?answer=2`,
			`/t/${id}?answer=2&quote=yes`,
			`/t/${id}/edit/${own.number}`,
			`/t/${id}/report/${reported.number}`,
			`/t/${id}/report/${reported.number}?sent=concern`,
			'/write',
			'/notices',
			'/reports',
			'/conversations',
			'/settings',
			'/hard-day',
			'/night',
			'/columns',
			`/t/${id}/keep/${reported.number}`,
			'/settings/hidden',
			'/settings/mail',
			'/settings/letters',
			`/t/${away.id}`,
			`/t/${away.id}?show=1`,
			'/settings/leave-for-good',
			'/me',
			'/sign-out',
		],
		moderators: [
			`/moderation/notices/${unplaced?.id}`,
			'/moderation',
			'/moderation/shift',
			'/moderation/storm',
			'/moderation/checks',
			'/moderation?state=claimed',
			'/moderation?state=closed',
			`/moderation/${caseOf(reported.number)}?state=claimed`,
			`/moderation/${caseOf(bad.number)}?state=closed`,
			'/moderation/log',
			'/moderation/nothing',
		],
		admins: [
			'/moderation',
			'/moderation/log',
			'/moderation/openings',
			'/moderation/health',
			'/moderation/disclosures',
			`/moderation/openings?case=${caseOf(reported.number)}`,
			`/moderation/openings/${opening.id}`,
			'/moderation/mail',
		],
	};
});

async function findings(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) =>
			nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
		);
}

async function look(person: Person, paths: string[]): Promise<void> {
	const found: string[] = [];
	// Colours are the same at every width: the phone looks at both.
	const isWide = (person.page.viewportSize()?.width ?? 0) > 600;
	const schemes = isWide ? (['light'] as const) : (['light', 'dark'] as const);
	for (const path of paths) {
		await person.page.goto(path, { waitUntil: 'networkidle' });
		for (const frame of await person.page.locator('iframe').all()) {
			await expect.soft(frame, `${path}: a frame says what is in it`).toHaveAttribute('title', /\S/);
		}
		await expect.soft(person.page, `${path} is titled as every page`).toHaveTitle('Notes');
		await expect
			.soft(person.page.locator('h1').filter({ visible: true }), `${path} has one heading`)
			.toHaveCount(1);
		// What is folded up must be readable too.
		await person.page.evaluate(() => {
			for (const one of document.querySelectorAll('details')) one.open = true;
			// No script may run in a letter that is shown, so axe cannot look inside; it does in `letters-gallery.spec.ts`.
			for (const one of document.querySelectorAll('iframe')) one.replaceWith(one.title);
		});
		for (const colorScheme of schemes) {
			await person.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			found.push(...(await findings(person.page)).map((finding) => `${path}, ${colorScheme}: ${finding}`));
		}
		const beside = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect.soft(beside, `${path} fits its width`).toBeLessThanOrEqual(0);
	}
	expect(found).toEqual([]);
}

test.describe('no page has a serious finding of axe', () => {
	test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the same pages, and axe is a script');
	test.setTimeout(240_000);

	test('for a visitor', async ({ comes, expects }) => {
		expects(/status of 404/);
		await look(await comes(), pages.visitors);
	});
	test('for a member', async ({ comes }) => {
		const person = await comes();
		await person.signsIn(pages.member);
		await look(person, pages.members);
	});
	test('for somebody a moderator has decided about', async ({ comes }) => {
		const person = await comes();
		await person.signsIn(pages.decided);
		await look(person, ['/decisions', '/notices']);
	});
	test('for an admin', async ({ comes }) => {
		const person = await comes();
		await person.signsIn(pages.admin);
		await look(person, pages.admins);
	});
	test('for a moderator', async ({ comes, expects }) => {
		expects(/status of 404/);
		const person = await comes();
		await person.signsIn(pages.moderator);
		await look(person, pages.moderators);
	});
});

// S-02
test('every page has the way to the words, the way to help and the way out', async ({ comes }) => {
	const person = await comes();
	for (const path of pages.visitors.filter((one) => one !== '/nowhere' && !one.startsWith('/erasure/'))) {
		await person.opens(path);
		await expect(person.page.getByRole('link', { name: 'Leave', exact: true })).toBeVisible();
		await expect(person.page.getByRole('link', { name: 'Help now' }).first()).toBeVisible();
		await expect(person.page.getByRole('link', { name: 'Skip to the words' })).toHaveAttribute(
			'href',
			'#main',
		);
		await expect(person.page.locator('main#main')).toHaveCount(1);
	}
});
