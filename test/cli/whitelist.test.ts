import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
const policy = `apiVersion: usher/v1
kind: RiskPolicy
metadata: { id: default, title: By hand, owner: risk-team }
spec:
  rules:
    - id: no-posters
      title: what comes from posters is copied
      when: { fact: channel, operator: equal, value: poster }
      answer: { action: refuse }
  whitelist:
    - { group: advisers, rules: [no-posters], until: 2099-12-31 }
`;

let stage: CliStage;
let value: string;
let guests = 0;

beforeAll(async () => {
  stage = await createCliStage();
  const path = join(stage.directory, 'policy.yaml');
  await writeFile(path, policy);
  await stage.run('publish', '--sandbox', path, 'campaigns/registration.yaml');
  const issued = await stage.run('issue', 'registration', '--holder', 'lin');
  value = (issued.json as { codes: [{ value: string }] }).codes[0].value;
}, limitMs);

afterAll(async () => {
  await stage.close();
}, limitMs);

async function redeem(): Promise<unknown> {
  guests += 1;
  const byPoster = ['--invitee', `guest-${guests}`, '--channel', 'poster'];
  const { json } = await stage.run('redeem', value, ...byPoster);
  return (json as { outcome: unknown }).outcome;
}

test(
  'somebody is certified for a place and a number, and no further',
  { timeout: limitMs },
  async () => {
    const refused = { ok: false, code: 'RISK_REFUSED', rules: ['no-posters'] };
    expect(await redeem()).toMatchObject(refused);
    const lin = ['advisers', 'lin'];
    const until = ['--until', '2099-01-01T00:00:00Z', '--reason', 'contract 88', '--actor', 'olga'];
    const add = ['whitelist', 'add', ...lin, ...until];
    expect(await stage.run(...add, '--campaign', 'no-such')).toMatchObject({
      code: 1,
      json: { refused: { code: 'CAMPAIGN_UNKNOWN' } },
    });
    await stage.run(...add, '--programme', 'elsewhere');
    expect(await redeem()).toMatchObject(refused);

    const added = await stage.text(...add, '--campaign', 'registration', '--per-day', '2');
    expect(added.stdout).toMatch(/^ok {2}lin is in advisers, in registration, until 2099-/);
    expect(await redeem()).toMatchObject({ ok: true });
    expect(await redeem()).toMatchObject({ ok: true });
    expect(await redeem()).toMatchObject(refused);
    const { stdout: listed } = await stage.text('whitelist', 'list', 'advisers');
    expect(listed).toMatch(/advisers +lin +registration +2 of 2 a day .*olga: contract 88/);
    expect(listed).toMatch(/advisers +lin +programme elsewhere +no limit /);

    await stage.run(...add, '--campaign', 'registration');
    expect(await redeem()).toMatchObject({ ok: true });
    const removed = await stage.run('whitelist', 'remove', ...lin, '--reason', 'it ended');
    expect(removed).toMatchObject({ code: 0, json: { ended: true } });
    expect(await redeem()).toMatchObject(refused);
    const { stdout: nobody } = await stage.text('whitelist', 'list');
    expect(nobody).toBe('Nobody is certified.\n');
  },
);
