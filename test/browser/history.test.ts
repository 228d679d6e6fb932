import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { playStory, publishPolicies } from '../../cli/demo/run.ts';
import { registration } from '../../cli/demo/stories/registration.ts';
import { startLocalServices, type LocalServices } from '../../cli/local-services.ts';
import { createUsher } from '../../client/usher.ts';
import { chrome, flags } from './chrome.ts';

const docs = fileURLToPath(new URL('../../docs/history.png', import.meta.url));

let dataDir: string;
let services: LocalServices;
let browser: Browser;
let page: Page;
let code: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'usher-browser-'));
  services = await startLocalServices({
    dataDir,
    fresh: true,
    log: pino({ level: 'silent' }),
    progress: () => undefined,
    environment: {},
  });
  const { pool, temporal, keys } = services;
  const usher = createUsher({ temporal, pool, keys });
  const lines: string[] = [];
  const options = { services, suffix: '', print: (line: string) => void lines.push(line) };
  await publishPolicies(options);
  // Up to the end of the code, so that the history shows sharing, redeeming, paying and expiring.
  const steps = registration.steps.slice(0, -1);
  await playStory(options, usher, { ...registration, steps });
  await usher.close();
  code = /code%2F[^\s]+/.exec(lines.join('\n'))?.[0] ?? '';
  browser = await chromium.launch({ executablePath: chrome, args: flags });
  page = await browser.newPage({ viewport: { width: 1500, height: 1400 } });
}, 180_000);

afterAll(async () => {
  await browser.close();
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the history of a code in the Temporal UI', () => {
  it('says in sentences what happened and what comes next', async () => {
    const ui = services.stack.temporalUi ?? '';
    await page.goto(`${ui}/namespaces/default/workflows/${code}`);
    await page.getByText('Event History').first().waitFor();
    await page.waitForTimeout(2_000);
    if (process.env['KEEP_SCREENSHOT'] === '1') await page.screenshot({ path: docs });
    const text = await page.locator('body').innerText();
    for (const words of ['redeem', 'milestone', 'verify', 'reminder 20', 'expires 20']) {
      expect(text).toContain(words);
    }
  });
});
