import { afterAll, beforeAll, expect, test } from 'vitest';

import { forOutsiders } from '../../client/outside.ts';
import { identityIndex, subjectId, type Person } from '../../client/subject.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { duration } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { listSanctions } from '../../store/parties/by-hand.ts';
import { query } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { atOnce } from '../support/at-once.ts';
import { createService, somebody, type Service } from './service.ts';

const hour = duration(3_600_000);
const campaign = 'guessed' as CampaignId;
let service: Service;
let addresses = 0;

beforeAll(async () => {
  service = await createService();
  const { pool } = service.stage;
  const freeze = { kind: 'freeze', forMs: hour, upToMs: hour } as const;
  await publishPolicy(pool, {
    ...{ id: 'guesses', title: 'Guesses', digest: 'guesses' as Digest },
    rules: [
      {
        ...{ id: 'guesses-of-person', title: 'guesses of a person' },
        when: { fact: 'personFailuresLastHour', operator: 'greaterThanInclusive', value: 3 },
        answer: { ...freeze, party: 'person' },
      },
      {
        ...{ id: 'guesses-from-device', title: 'guesses from a device' },
        when: { fact: 'deviceFailuresLastHour', operator: 'greaterThanInclusive', value: 3 },
        answer: { ...freeze, party: 'device' },
      },
    ],
  });
  const scenario = { kind: 'registration', phoneRegion: 'CN', inviterPhone: 'required' } as const;
  await service.stage.publish(termsLike({ campaign, scenario, risk: { policy: 'guesses' } }));
});
afterAll(() => service.close());

/** From where nobody asked before. */
function newIp(): string {
  addresses += 1;
  return `203.0.${String(addresses)}.1`;
}

async function newCode(): Promise<string> {
  const account = { phone: `+86138000${String(10_000 + addresses)}` };
  const issued = await service.usher.issue({ campaign, holder: somebody(), account });
  if (!issued.ok) throw new Error(issued.message);
  return issued.value;
}

/** With a phone that is not the inviter's: it never comes to a commit. */
async function guess(invitee: Person): Promise<unknown> {
  const code = await newCode();
  const asked = { code, invitee, inviterPhone: '13900000000', ip: newIp() };
  const answer = await service.usher.redeem(asked);
  return answer.ok ? 'ok' : answer.code;
}

test('whoever guesses with the id that the service knows them by is kept out of all codes', async () => {
  const eve = somebody();
  const answers = [];
  for (let n = 0; n < 5; n += 1) answers.push(await guess(eve));
  expect(answers).toEqual([
    ...Array<string>(3).fill('INVITER_PHONE_WRONG'),
    ...Array<string>(2).fill('PARTY_FROZEN'),
  ]);
});

test("guesses in the name of another's phone count against nobody, and close no codes of theirs", async () => {
  const { stage, usher } = service;
  const victim = { kind: 'phone', value: '+8613812345678' } as const;
  const issued = await usher.issue({ campaign, holder: victim, account: { phone: victim.value } });
  if (!issued.ok) throw new Error(issued.message);
  for (let n = 0; n < 5; n += 1) expect(await guess(victim)).toBe('INVITER_PHONE_WRONG');
  const unknown = { code: 'GUESS0000000', campaign, invitee: victim, ip: newIp() };
  for (let n = 0; n < 5; n += 1) {
    expect(await usher.redeem({ ...unknown, ip: newIp() })).toMatchObject({ code: 'CODE_UNKNOWN' });
  }
  const party = partyKey('person', subjectId(stage.keys, 'phone', victim.value));
  expect(await listSanctions(stage.pool, { party, all: true, limit: 9 })).toEqual([]);
  const counted = await query(stage.pool, 'SELECT FROM party_window WHERE party = $1', [party]);
  expect(counted).toEqual([]);
  expect(await usher.get({ code: issued.value })).toMatchObject({ public: { usable: true } });
});

test('outsiders are counted by their device, wherever they come from, and kept out by it', async () => {
  const { stage, usher } = service;
  const outside = forOutsiders(usher, {
    wait: atOnce,
  });
  const device = { id: 'guessing-phone' };
  const answers = [];
  for (let n = 0; n < 4; n += 1) {
    const asked = { code: `GUESS000001${String(n)}`, campaign, invitee: somebody(), device };
    const answer = await outside.redeem({ ...asked, ip: newIp() });
    answers.push(answer.ok ? 'ok' : answer.code);
  }
  expect(answers).toEqual(['CODE_UNKNOWN', 'CODE_UNKNOWN', 'PARTY_FROZEN', 'PARTY_FROZEN']);
  const code = await newCode();
  const look = { code, campaign };
  expect(await outside.get({ ...look, device, ip: newIp() })).toMatchObject({
    code: 'PARTY_FROZEN',
  });
  expect(await outside.get({ ...look, ip: newIp() })).toEqual({ ok: true });
  const key = partyKey('device', identityIndex(stage.keys, 'device', device.id) ?? '');
  const rows = await query<{ requests: number; failures: number }>(
    stage.pool,
    `SELECT sum(requests)::int AS requests, sum(failures)::int AS failures FROM party_window
     WHERE party = $1`,
    [key],
  );
  expect(rows).toEqual([{ requests: 3, failures: 3 }]);
});
