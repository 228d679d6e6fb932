import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';
import { usher, usherJson, type Run } from './usher.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;

let stage: CliStage;
let value: string;
let receipt: string;
let file: string;

beforeAll(async () => {
  stage = await createCliStage();
  const files = ['rules/policies/default.yaml', 'campaigns/registration.yaml'];
  await stage.run('publish', '--sandbox', ...files);
  const issued = await stage.run('issue', 'registration', '--holder', 'alice');
  [{ value }] = (issued.json as { codes: [{ value: string }] }).codes;
  const redeemed = await stage.run('redeem', value, '--invitee', 'bob', '--op', 'bob-redeems');
  ({ receipt } = redeemed.json as { receipt: string });
  await stage.run('milestone', value, '--invitee', 'bob', '--reached', 'registered');
  const named = ['--op', 'bob-is-verified', '--reached', 'real-name-verified'];
  await stage.run('milestone', value, '--invitee', 'bob', ...named);
  file = join(stage.directory, 'bob.receipt');
  await writeFile(file, `${receipt}\n`);
}, limitMs);

afterAll(async () => {
  await stage.close();
}, limitMs);

/** Without a database, a server or anything else but the keys. */
function verify(...args: string[]): Promise<Run> {
  const { USHER_PEPPERS = '', USHER_SEALING_KEYS = '' } = stage.environment;
  return usher(['verify-receipt', ...args], { USHER_PEPPERS, USHER_SEALING_KEYS });
}

describe('a receipt on the command line', { timeout: limitMs }, () => {
  test('is printed by its operation and by its redemption, and nowhere else', async () => {
    const byOperation = await stage.text('receipt', 'bob-redeems');
    expect(byOperation).toMatchObject({ code: 0, stdout: `${receipt}\n` });
    const { json } = await stage.run('receipt', 'bob-redeems');
    const { redemption } = (json as { statement: { redemption: string } }).statement;
    expect((await stage.text('receipt', redemption)).stdout).toBe(`${receipt}\n`);
    const none = await stage.text('receipt', 'nobody-asked');
    expect(none).toMatchObject({ code: 1 });
    expect(none.stdout).toContain('refused  no redemption');
  });

  test('is said in words, in two languages', async () => {
    const paid = join(stage.directory, 'paid.receipt');
    await writeFile(paid, (await stage.text('receipt', 'bob-is-verified')).stdout);
    for (const [language, name] of [
      ['en', 'receipt.txt'],
      ['zh', 'receipt.zh.txt'],
    ] as const) {
      const { code, stdout } = await verify(paid, '--lang', language);
      expect(code).toBe(0);
      await expect(normalised(stdout)).toMatchFileSnapshot(`cases/${name}`);
    }
  });

  test('that was changed is refused, and so is one that another key has signed', async () => {
    const [head = '', body = '', signature = ''] = receipt.split('.');
    const changed = Buffer.from(body, 'base64url').toString().replace('"bob"', '"eve"');
    const altered = join(stage.directory, 'altered.receipt');
    const text = `${head}.${Buffer.from(changed).toString('base64url')}.${signature}`;
    await writeFile(altered, text);
    const wrong = await verify(altered);
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.stdout).toContain('The signature is wrong');
    const others = await usherJson(['keys', 'public'], keysOfSomebodyElse);
    const keys = join(stage.directory, 'others.json');
    await writeFile(keys, JSON.stringify(others.json));
    const unknown = await verify(file, '--public-keys', keys, '--output', 'json');
    expect(unknown).toMatchObject({ code: 1 });
    expect(JSON.parse(unknown.stdout)).toMatchObject({ valid: false, problem: 'UNKNOWN_KEY' });
    const none = await verify('README.md');
    expect(none).toMatchObject({ code: 1 });
    expect(none.stdout).toContain('This is no receipt');
  });

  test('is checked with the public keys alone', async () => {
    const keys = join(stage.directory, 'keys.json');
    await writeFile(keys, (await stage.text('keys', 'public')).stdout);
    const alone = await usher(['verify-receipt', file, '--public-keys', keys]);
    expect(alone).toMatchObject({ code: 0 });
    expect(alone.stdout).toContain('The receipt is right');
    const unfit = await usher(['verify-receipt', file, '--public-keys', 'package.json']);
    expect(unfit).toMatchObject({ code: 2 });
    expect(unfit.stderr).toContain('package.json has no public keys');
    expect(await usher(['verify-receipt', file])).toMatchObject({ code: 3 });
  });

  test('has a page that brings its keys and asks no network', async () => {
    const out = join(stage.directory, 'page.html');
    const written = await stage.text('receipt-page', '--out', out);
    expect(written.code).toBe(0);
    const html = await readFile(out, 'utf8');
    const { keys } = (await stage.run('keys', 'public')).json as { keys: [{ x: string }] };
    expect(html).toContain(keys[0].x);
    expect(html).not.toMatch(/https?:|"DATA"|"KEYS"|SCRIPT-DIGEST/);
  });
});

const someKey = Buffer.alloc(32, 7).toString('base64');
const keysOfSomebodyElse = {
  USHER_PEPPERS: `other:${someKey}`,
  USHER_SEALING_KEYS: `other:${someKey}`,
};

function normalised(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<code>')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replaceAll(/(?<= )[\w-]{43}\n/g, '<key>\n')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<digest>');
}
