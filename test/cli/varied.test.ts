import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';
import { usher, usherJson } from './usher.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
const file = 'test/client/cases/varied.yaml';
const goldsThanks = 'rewards: [{ id: thanks, amount: "300" }]';

let stage: CliStage;
let code: string;

beforeAll(async () => {
  stage = await createCliStage();
}, limitMs);

afterAll(async () => {
  await stage.close();
}, limitMs);

async function changed(from: string, to: string): Promise<string> {
  const path = join(stage.directory, 'varied.yaml');
  const before = await readFile(file, 'utf8');
  expect(before).toContain(from);
  await writeFile(path, before.replace(from, to));
  return path;
}

describe('a campaign with variants at the command line', { timeout: limitMs }, () => {
  test('is published with each of them', async () => {
    const published = await stage.run('publish', '--sandbox', 'rules/policies/none.yaml', file);
    expect(published).toMatchObject({
      code: 0,
      json: {
        published: [
          { kind: 'policy' },
          {
            ...{ kind: 'campaign', id: 'varied', changed: true },
            variants: ['a', 'b', 'hold-out', 'gold'].map((id) => ({ id })),
          },
        ],
      },
    });
    const { published: done } = published.json as {
      published: [object, { variants: readonly { digest: string }[]; schedules: string[] }];
    };
    expect(done[1].schedules).toHaveLength(3);
    expect(done[1].variants.map(({ digest }) => digest.length)).toEqual([64, 64, 64, 64]);
    expect(await stage.text('diff', 'published:varied', file)).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  test('gives a code of the segment, whose variant is shown', async () => {
    const issued = await stage.run('issue', 'varied', '--holder', 'gil', '--segment', 'gold');
    expect(issued.json).toMatchObject({ codes: [{ variant: 'gold' }] });
    [{ code }] = (issued.json as { codes: [{ code: string }] }).codes;
    await stage.run('redeem', code, '--invitee', 'ian');
    const earned = await stage.text(
      'milestone',
      code,
      '--invitee',
      'ian',
      '--reached',
      'registered',
    );
    expect(earned.stdout).toContain('thanks to the inviter: 300 points, held until');
    const { stdout } = await stage.text('inspect', code);
    expect(stdout).toContain(' · variant gold · ');
    const other = await stage.text('issue', 'varied', '--holder', 'hal', '--segment', 'gold');
    expect(other.stdout).toContain(', variant gold  ');
    const { json } = await stage.run('inspect', 'gil');
    expect(json).toMatchObject({ codes: [{ variant: 'gold' }] });
  });

  test('what is recorded is played again by the variant that a person has', async () => {
    const same = await stage.run('backtest', file, '--since', '1h');
    expect(same.json).toMatchObject({
      ...{ played: 2, agreed: 2, people: [], answersChanged: 0 },
      totals: [{ asset: 'points/0', before: 300, after: 300, recorded: 300 }],
    });
    expect(same.json).toMatchObject({ notTold: [expect.stringContaining('gold (for gold)')] });
    const dearer = await changed(goldsThanks, goldsThanks.replace('300', '450'));
    const other = await stage.run('backtest', dearer, '--since', '1h');
    expect(other.json).toMatchObject({
      people: [{ person: 'gil', before: 300, after: 450, change: 'more' }],
    });
  });

  test('goes to its end, and everything agrees', async () => {
    const forwarded = await stage.run('fast-forward', 'varied', '60d');
    expect(forwarded).toMatchObject({ code: 0, json: { refused: null } });
    expect((await stage.text('ledger', 'show', 'person:gil')).stdout).toMatch(/has 300 points\n/);
    expect(await stage.run('reconcile', '--check')).toMatchObject({ code: 0, json: { found: [] } });
    expect(await stage.run('ledger', 'check')).toMatchObject({ code: 0, json: { violations: [] } });
  });
});

describe('usher diff', { timeout: limitMs }, () => {
  test('tells the worst case of the dearest variant, also where only a variant changes', async () => {
    const dearer = await changed('amount: "200"', 'amount: "250"');
    const { code: exit, stdout } = await usher(['diff', file, dearer]);
    expect(exit).toBe(1);
    const [, kept = '', worst = ''] = stdout.split(
      /\nWhat does not change for codes that are already out\n|\nWorst case\n/,
    );
    expect(stdout).toContain('Codes of variant b issued from then on\n');
    expect(kept).toContain('rewards.thanks.amount of variant b\n    amount stays 200 points');
    expect(worst).toContain('300,000 points as before\n    before, variant gold: budget');
    expect(worst).not.toContain('on its own');
    const dearest = await changed('amount: "200"', 'amount: "400"');
    const { stdout: text } = await usher(['diff', file, dearest]);
    expect(text).toContain('300,000 points -> 400,000 points, 100,000 points more\n');
    expect(text).toContain('    before, variant gold: budget');
    expect(text).toContain('    after, variant b: budget');
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'rewards.thanks.amount of variant b, on its own: spends 100,000 points more at worst',
    );
  });

  test('tells of a new variant what it says otherwise than the campaign', async () => {
    const variant = `\n    - { id: c, weight: 1, spec: { rewards: [{ id: thanks, amount: "150" }] } }\n`;
    const gold = `spec: { validity: { lifetime: 72h }, ${goldsThanks} } }`;
    const more = await changed(gold, gold + variant);
    const { stdout } = await usher(['diff', file, more]);
    expect(stdout).toContain(': 1 change\n');
    expect(stdout).toContain('    c: (nothing) -> weight 1\n');
    expect(stdout).toContain(
      "Codes of the new variant c, against the campaign's own terms\n  rewards.thanks.amount (how much is earned)\n    amount: 100 points -> 150 points\n",
    );
    expect(stdout).not.toContain('of variant c');
  });
});

describe('usher explain', { timeout: limitMs }, () => {
  test('explains a variant by its terms', async () => {
    const args = ['explain', file, '--milestones', 'registered'];
    const b = await usher([...args, '--variant', 'b']);
    expect(b).toMatchObject({ code: 0, stderr: '' });
    expect(b.stdout).toMatch(/ in Asia\/Shanghai, by the terms of variant b\n/);
    expect(b.stdout).toContain('thanks to the inviter: 200 points');
    expect(b.stdout).toContain('badge to the inviter: 1 item:badge');
    const own = await usher(args);
    expect(own.stdout).toContain('thanks to the inviter: 100 points');
    expect(own.stderr).toMatch(/^note: .* --variant explains a, b, hold-out, gold\n$/);
    const { json } = await usherJson([...args, '--variant', 'hold-out']);
    expect(json).toMatchObject({ variant: 'hold-out', rewards: [] });
  });

  test('of a variant that there is not is wrong use', async () => {
    const none = await usher(['explain', file, '--variant', 'c']);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('no variant c, only a, b, hold-out, gold');
    const plain = await usher(['explain', 'campaigns/registration.yaml', '--variant', 'c']);
    expect(plain.stderr).toContain('no variant c, and no others');
  });
});
