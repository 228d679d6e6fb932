import { spawn } from 'node:child_process';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';
import { usher, usherCommand, usherJson } from './usher.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;

let stage: CliStage;
let code: string;

beforeAll(async () => {
  stage = await createCliStage({ worker: false });
  const files = ['rules/policies/default.yaml', 'campaigns/registration.yaml'];
  await usherJson(['publish', ...files], stage.environment);
  const issue = ['issue', 'registration', '--holder', 'ann'];
  const issued = await usherJson(issue, stage.environment);
  [{ code }] = (issued.json as { codes: [{ code: string }] }).codes;
}, limitMs);

afterAll(() => stage.close(), limitMs);

test(
  'an operation that nobody answers is named, to be sent again',
  { timeout: limitMs },
  async () => {
    const redeem = ['redeem', code, '--invitee', 'bob', '--wait', '2s'];
    const [text, json] = await Promise.all([
      usher(redeem, stage.environment),
      usherJson([...redeem, '--op', 'bob-redeems'], stage.environment),
    ]);
    expect(text.code).toBe(3);
    expect(text.stderr).toMatch(/^operation [0-9a-f-]{36}\nNo answer came in time; send the same/);
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stderr)).toMatchObject({
      error: { code: 'OUTCOME_UNKNOWN', operation: 'bob-redeems' },
    });
  },
);

test('so is one that is interrupted', { timeout: limitMs }, async () => {
  const { PATH = '', HOME = '' } = process.env;
  const args = [
    'redeem',
    code,
    '--invitee',
    'eve',
    '--op',
    'eve-redeems',
    '-o',
    'json',
    '--wait',
    '2m',
  ];
  const child = spawn(process.execPath, [...usherCommand, ...args], {
    env: { PATH, HOME, ...stage.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
  const exit = new Promise((resolve) => child.once('exit', resolve));
  setTimeout(() => child.kill('SIGINT'), 25_000);
  expect(await exit).toBe(130);
  expect(JSON.parse(said)).toMatchObject({
    error: { code: 'INTERRUPTED', operation: 'eve-redeems' },
  });
});
