import { expect, it } from 'vitest';
import { Together } from './together.js';

/** A question that is answered by hand. */
function questions() {
	const answers: ((answer: string) => void)[] = [];
	const refusals: ((why: Error) => void)[] = [];
	const ask = () =>
		new Promise<string>((resolve, reject) => {
			answers.push(resolve);
			refusals.push(reject);
		});
	return { answers, refusals, ask };
}

it('asks once for all who come while somebody asks, and after her', async () => {
	const together = new Together<string, string>();
	const { answers, ask } = questions();
	const first = together.ask('thread', ask);
	const [second, third] = [together.ask('thread', ask), together.ask('thread', ask)];
	expect(answers).toHaveLength(1);
	answers[0]?.('one');
	expect(await first).toBe('one');
	await new Promise(setImmediate);
	expect(answers).toHaveLength(2);
	answers[1]?.('two');
	expect(await Promise.all([second, third])).toEqual(['two', 'two']);
	const fourth = together.ask('thread', ask);
	expect(answers).toHaveLength(3);
	answers[2]?.('three');
	expect(await fourth).toBe('three');
});

it('asks again after a question that failed', async () => {
	const together = new Together<string, string>();
	const { answers, refusals, ask } = questions();
	const first = together.ask('thread', ask);
	const second = together.ask('thread', ask);
	refusals[0]?.(new Error('gone'));
	await expect(first).rejects.toThrow('gone');
	await new Promise(setImmediate);
	answers[1]?.('here');
	expect(await second).toBe('here');
});

it('keeps different questions apart', () => {
	const together = new Together<string, string>();
	const { answers, ask } = questions();
	void together.ask('one', ask);
	void together.ask('other', ask);
	expect(answers).toHaveLength(2);
});
