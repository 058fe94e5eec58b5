import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env.READOUT_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of an installed browser; null, with a notice, if there is none. */
export const browserPath = PLACES.find((path) => path !== undefined && existsSync(path)) ?? null;
if (!browserPath)
  console.warn(
    'No Chromium is installed: the tests in a real browser are skipped. Set READOUT_CHROMIUM to one.',
  );

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
