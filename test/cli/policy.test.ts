import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
const head = `apiVersion: usher/v1
kind: RiskPolicy
metadata: { id: default, title: By channel, owner: risk-team }
spec:
  rules:
`;
const rule = (id: string, channel: string): string => `    - id: ${id}
      title: what comes from there is copied
      when: { fact: channel, operator: equal, value: ${channel} }
      answer: { action: refuse }
`;

let stage: CliStage;
let value: string;
let shipped: string;
let stricter: string;
let guests = 0;

beforeAll(async () => {
  stage = await createCliStage();
  const file = async (name: string, rules: string): Promise<string> => {
    const path = join(stage.directory, name);
    await writeFile(path, `${head}${rules}`);
    return path;
  };
  shipped = await file('lenient.yaml', rule('no-farms', 'farm'));
  stricter = await file('stricter.yaml', rule('no-farms', 'farm') + rule('no-posters', 'poster'));
  await stage.run('publish', shipped, 'campaigns/registration.yaml');
  const issued = await stage.run('issue', 'registration', '--holder', 'alice');
  value = (issued.json as { codes: [{ value: string }] }).codes[0].value;
}, limitMs);

afterAll(async () => {
  await stage.close();
}, limitMs);

async function redeem(...more: string[]): Promise<unknown> {
  guests += 1;
  const { json } = await stage.run('redeem', value, '--invitee', `guest-${guests}`, ...more);
  return (json as { outcome: unknown }).outcome;
}

test('a policy is tried, put in force and rolled back', { timeout: limitMs }, async () => {
  const none = await stage.text('policy', 'report', 'default');
  expect(none).toMatchObject({ code: 1 });
  expect(none.stdout).toContain('No version of default is in the shadow');
  const same = await stage.text('policy', 'try', shipped, '--reason', 'by mistake');
  expect(same).toMatchObject({ code: 1 });
  expect(same.stdout).toContain('is the version in force');

  const tried = await stage.text('policy', 'try', stricter, '--reason', 'copied posters');
  expect(tried.stdout).toContain('without effect');
  await vi.waitFor(
    async () => {
      expect(await redeem('--channel', 'poster')).toMatchObject({ ok: true });
      const { json } = await stage.run('policy', 'report', 'default');
      expect(json).toMatchObject({
        trial: {
          differences: [
            expect.objectContaining({
              ...{ answer: 'allow', instead: 'refuse', rules: ['no-posters'], codes: 1 },
            }),
          ],
        },
      });
    },
    { timeout: 60_000 },
  );
  expect(await redeem()).toMatchObject({ ok: true });
  const shown = await stage.text('policy', 'report', 'default');
  expect(shown.stdout).toMatch(/Of \d uses it would have answered \d otherwise \(\d+\.\d %\)\./);
  expect(shown.stdout).toMatch(/allowed +refused +no-posters +\d +1/);
  expect(shown.stdout).toContain('channel "poster"');

  await stage.run('publish', stricter);
  await vi.waitFor(
    async () => {
      expect(await redeem('--channel', 'poster')).toMatchObject({
        ...{ code: 'RISK_REFUSED', rules: ['no-posters'] },
      });
    },
    { timeout: 60_000 },
  );
  expect(await stage.text('policy', 'end', 'default', '--reason', 'done')).toMatchObject({
    code: 1,
  });
  const back = await stage.text('policy', 'roll-back', 'default', '--reason', 'too strict');
  expect(back.stdout).toContain('in force again, for all codes');
  await vi.waitFor(
    async () => expect(await redeem('--channel', 'poster')).toMatchObject({ ok: true }),
    { timeout: 60_000 },
  );
  const history = await stage.text('policy', 'history', 'default');
  expect(history.stdout.match(/in force|in the shadow/g)).toEqual([
    'in force',
    'in force',
    'in the shadow',
    'in force',
  ]);
  expect(history.stdout).toContain('too strict');
});
