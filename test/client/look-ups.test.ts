import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId, Digest } from '../../domain/ids.ts';
import { duration, instant } from '../../domain/time.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { listSanctions } from '../../store/parties/by-hand.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { query } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
const hour = 3_600_000;

const fiveAnHour: RiskPolicy = {
  id: 'five',
  title: 'Five requests an hour',
  digest: 'five' as Digest,
  rules: [
    {
      id: 'hourly',
      title: 'more than five requests an hour freeze the network',
      when: { fact: 'sourceRequestsLastHour', operator: 'greaterThan', value: 5 },
      answer: {
        kind: 'freeze',
        party: 'source',
        forMs: duration(hour),
        upToMs: duration(24 * hour),
      },
    },
  ],
};

beforeAll(async () => {
  service = await createService();
  await publishPolicy(service.stage.pool, fiveAnHour);
  await service.stage.publish(termsLike());
  const watched = { campaign: 'watched' as CampaignId, risk: { policy: 'five' } };
  await service.stage.publish(termsLike(watched));
  // The stage's own campaigns are sandboxes, whose policies judge nobody outside.
  await publishVersion(service.stage.pool, {
    terms: termsLike({ ...watched, campaign: 'live' as CampaignId }),
    ...{ digest: 'live' as Digest, sandbox: false, by: 'test', source: '' },
    serverNow: instant(Date.now()),
  });
});

afterAll(async () => {
  await service.close();
});

test('look-ups of unknown codes count for their network and freeze it', async () => {
  const { usher } = service;
  const answers: string[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const code = `GUESS${String(attempt).padStart(7, '0')}`;
    const outcome = await usher.redeem({ code, invitee: somebody(), ip: `2001:db8::${attempt}` });
    answers.push(outcome.ok ? 'ok' : outcome.code);
  }
  expect(answers).toEqual([
    ...Array<string>(5).fill('CODE_UNKNOWN'),
    'PARTY_FROZEN',
    'PARTY_FROZEN',
  ]);
  const { value: code } = await service.issue('watched', somebody());
  const other = await usher.redeem({ code, invitee: somebody(), ip: '2001:db8:0:1::1' });
  expect(other).toMatchObject({ ok: true });
});

test.each([
  ['registration', 'CODE_UNKNOWN'],
  ['watched', 'PARTY_FROZEN'],
])('who guesses at %s is judged by its policy', async (campaign, last) => {
  const { usher } = service;
  const ip = campaign === 'watched' ? '203.0.113.20' : '203.0.113.21';
  const answers: string[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const code = `GUESS${String(attempt).padStart(7, '1')}`;
    const outcome = await usher.redeem({ code, campaign, invitee: somebody(), ip });
    answers.push(outcome.ok ? 'ok' : outcome.code);
  }
  expect(answers).toEqual([...Array<string>(5).fill('CODE_UNKNOWN'), last]);
  // What a sandbox has frozen is free outside.
  const { value: code } = await service.issue('live', somebody());
  expect(await usher.redeem({ code, invitee: somebody(), ip })).toMatchObject({ ok: true });
});

test('a frozen network is refused before anything else, whatever it asks', async () => {
  const { usher } = service;
  const ip = '203.0.113.9';
  const { value: code } = await service.issue('watched', somebody());
  for (let look = 0; look < 5; look += 1) await usher.get({ code, ip });
  const frozen = await usher.redeem({ code, invitee: somebody(), ip });
  expect(frozen).toMatchObject({ ok: false, code: 'PARTY_FROZEN', rules: ['hourly'] });
  const until = frozen.ok ? 0 : (frozen.until ?? 0);
  expect(until - Date.now()).toBeGreaterThan(hour - 60_000);
  const refused = { ok: false, code: 'PARTY_FROZEN', until };
  const mapped = '::ffff:203.0.113.9';
  expect(await usher.check({ code, invitee: somebody(), ip })).toMatchObject(refused);
  expect(await usher.click({ code, visitor: somebody(), ip: mapped })).toMatchObject(refused);
  expect(await usher.share({ code, ip })).toMatchObject(refused);
  expect(await usher.redeem({ code, invitee: somebody() })).toMatchObject({ ok: true });
});

test('what only looks is held to the same threshold', async () => {
  const { usher } = service;
  const ip = '203.0.113.10';
  const { value: code } = await service.issue('watched', somebody());
  for (let look = 0; look < 5; look += 1) {
    expect(await usher.check({ code, invitee: somebody(), ip })).toMatchObject({ ok: true });
  }
  const sixth = await usher.check({ code, invitee: somebody(), ip });
  const nearest = [
    { fact: 'sourceRequestsLastHour', found: 6, operator: 'lessThanInclusive', value: 5 },
  ];
  expect(sixth).toMatchObject({ code: 'PARTY_FROZEN', rules: ['hourly'], nearest });
  const again = await usher.check({ code, invitee: somebody(), ip });
  const reference: unknown = expect.stringMatching(/^[0-9A-Z]{10}$/);
  expect(again).toMatchObject({ code: 'PARTY_FROZEN', earnedBy: ['hourly'], reference });
  if (again.ok || sixth.ok) throw new Error('let through');
  expect(again.reference).toBe(sixth.reference);
  const given = await listSanctions(service.stage.pool, { all: true, limit: 9 });
  expect(given).toContainEqual(
    expect.objectContaining({ policy: 'five', facts: { sourceRequestsLastHour: 6 } }),
  );
});

test('addresses are kept as opaque ids alone', async () => {
  const { usher, stage } = service;
  const { value: code } = await service.issue('registration', somebody());
  await usher.redeem({ code, invitee: somebody(), ip: '192.0.2.77' });
  const kept = await query<{ text: string }>(
    stage.pool,
    `SELECT party AS text FROM party_window UNION ALL SELECT o.outcome::text FROM operation o
     UNION ALL SELECT d.judgement::text FROM decision d`,
  );
  expect(kept.length).toBeGreaterThan(0);
  for (const { text } of kept) expect(text).not.toContain('192.0.2');
});

test.each([
  ['', 'nothing'],
  ['   ', 'blanks'],
  ['x'.repeat(129), 'more than any code'],
  ["'; DROP TABLE code; --", 'SQL'],
  ['\u0000\ud800', 'no text'],
  ['../../../etc/passwd', 'a path'],
])('a malformed code is an unknown one: %j (%s)', async (code) => {
  const { usher } = service;
  const unknown = { ok: false, code: 'CODE_UNKNOWN' };
  expect(await usher.redeem({ code, invitee: somebody() })).toMatchObject(unknown);
  expect(await usher.get({ code })).toMatchObject(unknown);
  expect(await usher.get({ code: { codeId: code } })).toMatchObject(unknown);
});

test('what is too large for a command is refused before it is sent', async () => {
  const { usher } = service;
  const { value: code } = await service.issue('registration', somebody());
  const large = await usher.share({ code, share: 's'.repeat(129) });
  expect(large).toMatchObject({ ok: false, code: 'INVALID_COMMAND' });
  const long = await usher.revoke({ code, actor: 'me', reason: 'r'.repeat(501) });
  expect(long).toMatchObject({ ok: false, code: 'INVALID_COMMAND' });
});
