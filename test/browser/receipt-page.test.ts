import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { receiptPage } from '../../cli/receipt/page.ts';
import { signStatement } from '../../client/receipts/jws.ts';
import type { Statement } from '../../client/receipts/statement.ts';
import { generateKeyRing, parseKeyRing, type KeyRing } from '../../store/keys/key-ring.ts';
import { receiptJwks, receiptKey } from '../../store/keys/receipt-keys.ts';
import { chrome, flags } from './chrome.ts';

const code = '01a21867-75e1-7358-beb6-31881696297e';
const statement = {
  receipt: 1,
  campaign: 'registration',
  title: '</script><b>Invite a friend</b>',
  version: 3,
  digest: 'f0276d93c91da17f5460d58d0bc5710e78262aabc526d4eadc371222d23769bd',
  sandbox: true,
  code,
  operation: 'bob-is-verified',
  kind: 'milestone',
  at: '2026-12-01T02:00:05.000Z',
  timeZone: 'Asia/Shanghai',
  outcome: 'accepted',
  redemption: `${code}.2`,
  invitee: 'bob',
  rules: [],
  facts: { region: 'CN-GD', milestones: ['registered'] },
  rewards: [
    {
      ...{ granted: true, reward: 'red-packet', side: 'inviter', state: 'due', timing: 'instant' },
      ...{ id: `${code}.2/red-packet/inviter`, amount: '1.00', asset: 'CNY/2' },
      ...{ purchase: '40.00', invitees: 3 },
      ...{ dueAt: '2026-12-01T02:00:05.000Z', paidBy: 'provider' },
    },
    { granted: false, reward: 'welcome', side: 'invitee', reason: 'CAP_REACHED' },
  ],
} as unknown as Statement;

let directory: string;
let browser: Browser;
let page: Page;
const asked: string[] = [];
const faults: string[] = [];
const ring = ringOf('k-2', ringOf('k-1'));
const receipt = signStatement(statement, receiptKey(ring));

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'usher-page-'));
  const file = join(directory, 'page.html');
  await writeFile(file, await receiptPage(receiptJwks(ring)));
  browser = await chromium.launch({ executablePath: chrome, args: flags });
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 820, height: 1250 },
  });
  page = await context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(pathToFileURL(file).href);
});

afterAll(async () => {
  await browser.close();
  await rm(directory, { recursive: true });
});

function ringOf(id: string, former?: KeyRing): KeyRing {
  const read = parseKeyRing(generateKeyRing(id, former));
  if (!read.ok) throw new Error(read.problems.join());
  return read.ring;
}

/** What the page says of a text. */
async function said(text: string): Promise<string> {
  await page.evaluate("document.getElementById('said').replaceChildren()");
  await page.locator('#receipt').fill(text);
  await page.locator('#check').click();
  await page.locator('#said .verdict').waitFor();
  return page.locator('#said').innerText();
}

describe('the page that checks receipts', () => {
  it('says in words what a right one says, in English and in Chinese', async () => {
    const text = await said(` ${receipt}\n`);
    for (const words of [
      ...['The receipt is right', '</script><b>Invite a friend</b>', '2026-12-01 10:00:05', 'bob'],
      ...[
        'Asia/Shanghai',
        '1.00 CNY',
        '40.00 CNY',
        'step for so many invitees',
        'a payout provider',
        'the cap is reached',
        'CN-GD',
      ],
      ...['nothing that is promised here is real', receiptJwks(ring)[0]?.kid ?? ''],
    ]) {
      expect(text).toContain(words);
    }
    await keepScreenshot('en');
    await page.locator('#language').click();
    const chinese = await page.locator('body').innerText();
    for (const words of ['查验回执', '回执有效', '上报里程碑', '发放服务商', '已达到上限']) {
      expect(chinese).toContain(words);
    }
    expect(chinese).not.toContain('undefined');
    await keepScreenshot('zh');
    await page.locator('#language').click();
  });

  it('takes one from behind the # of a link', async () => {
    await page.locator('#receipt').fill('');
    await page.evaluate(`location.hash = '${receipt}'`);
    await page.getByText('The receipt is right').waitFor();
    expect(await page.locator('#receipt').inputValue()).toBe(receipt);
  });

  it('takes one that a former key has signed, as long as that key is among them', async () => {
    const former = { ...ring, current: 'k-1' };
    expect(await said(signStatement(statement, receiptKey(former)))).toContain('is right');
  });

  it('refuses what was changed, what a withdrawn key has signed, and what is none', async () => {
    const [head = '', body = '', signature = ''] = receipt.split('.');
    const more = Buffer.from(body, 'base64url').toString().replace('"1.00"', '"100.00"');
    const changed = `${head}.${Buffer.from(more).toString('base64url')}.${signature}`;
    const text = await said(changed);
    expect(text).toContain('The signature is wrong');
    expect(text).not.toContain('100.00');
    await keepScreenshot('wrong');
    const withdrawn = signStatement(statement, receiptKey(ringOf('k-0')));
    expect(await said(withdrawn)).toContain('signed with a key that is not among the public keys');
    expect(await said('bob redeemed it')).toContain('This is no receipt');
    const newer = signStatement(
      { ...statement, receipt: 2 } as unknown as Statement,
      receiptKey(ring),
    );
    expect(await said(newer)).toContain('of a version that is not known here');
  });

  it('goes by the keys that are pasted, whatever they call themselves', async () => {
    const keys = page.locator('#keys');
    const own = await keys.inputValue();
    await page.locator('summary').click();
    await keys.fill('{"keys":[]}');
    expect(await said(receipt)).toContain('These are no public keys');
    const [kid, [other]] = [receiptJwks(ring)[0]?.kid, receiptJwks(ringOf('k-2'))];
    await keys.fill(JSON.stringify({ keys: [{ ...other, kid }] }));
    expect(await said(receipt)).toContain('not among the public keys');
    await keys.fill(own);
    expect(await said(receipt)).toContain('is right');
  });

  it('has asked for nothing but itself, and met no fault', () => {
    expect(asked.map((url) => url.replace(/#.*/, ''))).toEqual([asked[0]]);
    expect(faults).toEqual([]);
  });
});

async function keepScreenshot(name: string): Promise<void> {
  const folder = process.env['KEEP_SCREENSHOTS'];
  if (folder === undefined) return;
  await page.screenshot({ path: join(folder, `receipt-${name}.png`), fullPage: true });
}
