// npm run pictures:icon
// Draws docs/icon.png, the app's icon for Slack and Discord: 512 by 512 pixels, without rounded corners, which both cut
// themselves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../helpers/browser.ts';

const SIZE = 512;
const root = join(import.meta.dirname, '../..');
const svg = readFileSync(join(root, 'src/adapters/web/page/icon.svg'), 'utf8').replace(/ rx="\d+"/, '');

const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(`<style>*{margin:0}svg{display:block;width:${SIZE}px;height:${SIZE}px}</style>${svg}`);
await page.screenshot({ path: join(root, 'docs/icon.png') });
await browser.close();
