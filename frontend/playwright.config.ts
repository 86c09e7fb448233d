import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// The browser of the system, where there is one; else the one Playwright brought along.
const browser = [process.env.GOODENOUGH_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
	(path) => path && existsSync(path),
);

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1360, height: 860 } };
const plain = { javaScriptEnabled: false };

export default defineConfig({
	testDir: 'e2e',
	globalSetup: './e2e/site/start.ts',
	// One site for all stories on a small machine: one at a time, in the order they stand.
	workers: 1,
	retries: 0,
	timeout: 90_000,
	expect: { timeout: 10_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: [['list']],
	use: {
		locale: 'en-GB',
		timezoneId: 'Europe/London',
		screenshot: 'only-on-failure',
		actionTimeout: 15_000,
		launchOptions: {
			executablePath: browser,
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
	projects: [
		{ name: 'phone', use: phone },
		{ name: 'phone, no script', use: { ...phone, ...plain } },
		{ name: 'desktop', use: desktop },
		{
			name: 'desktop, no script',
			// Without script a page is the same at every width but for its style sheet: the long ways through it are enough.
			testMatch: /(desk|home|joining|leaving|moderation|settings|storm|terms)\.spec\.ts$/,
			use: { ...desktop, ...plain },
		},
	],
});
