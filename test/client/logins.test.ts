import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId, Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { forgetLoginRequests } from '../../store/devices/login-request.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const campaign = 'televisions' as CampaignId;
let service: Service;

/** Freezes an address, and bans a device, that asks more often than three times an hour. */
const threeAnHour: RiskPolicy = {
  id: 'three',
  title: 'Three requests an hour',
  digest: 'three' as Digest,
  rules: [
    {
      id: 'address',
      title: 'more than three requests an hour freeze the address',
      when: { fact: 'sourceRequestsLastHour', operator: 'greaterThan', value: 3 },
      answer: {
        kind: 'freeze',
        party: 'source',
        forMs: duration(3_600_000),
        upToMs: duration(86_400_000),
      },
    },
    {
      id: 'device',
      title: 'more than three requests an hour ban the device',
      when: { fact: 'deviceRequestsLastHour', operator: 'greaterThan', value: 3 },
      answer: { kind: 'ban', party: 'device' },
    },
  ],
};

beforeAll(async () => {
  service = await createService();
  const login = { digits: 6, everyMs: duration(300_000), drift: 1, attemptsAnHour: 10 };
  const scenario = { kind: 'device-login', ...login } as const;
  const redemption = { usesMax: 2, reserveForMs: duration(60_000), onRevoke: 'void' } as const;
  await service.stage.publish(termsLike({ campaign, scenario, redemption }));
  await service.stage.publish(termsLike({ campaign: 'without' as CampaignId }));
  await publishPolicy(service.stage.pool, threeAnHour);
  const watched = { campaign: 'watched' as CampaignId, scenario, risk: { policy: 'three' } };
  await service.stage.publish(termsLike(watched));
});

afterAll(() => service.close());

async function held(): Promise<{ code: string; holder: string }> {
  const holder = somebody();
  const { value: code } = await service.issue(campaign, holder);
  return { code, holder };
}

async function asked(invitee = somebody()): Promise<{ deviceCode: string; userCode: string }> {
  const login = await service.usher.askLogin({ campaign, invitee });
  if (!login.ok) throw new Error(login.message);
  return login;
}

/** A device that has waited long enough. */
async function patience(): Promise<void> {
  await service.stage.pool.query('UPDATE login_request SET polled_at = polled_at - 3600000');
}

function word(answer: { readonly ok: boolean; readonly code?: unknown; state?: unknown }): unknown {
  return answer.ok ? (answer.state ?? 'ok') : answer.code;
}

test('a device shows a user code, waits, and is let in by the holder of a code: one redemption', async () => {
  const { usher, stage } = service;
  const { code, holder } = await held();
  const invitee = somebody();
  const { deviceCode, userCode } = await asked(invitee);
  expect(userCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(word(await usher.pollLogin({ deviceCode }))).toBe('waiting');
  const decision = { campaign, code, holder } as const;
  const typed = ` ${userCode.toLowerCase().replace('-', ' ')} `;
  const approved = await usher.approveLogin({ ...decision, userCode: typed });
  expect(word(approved)).toBe('ok');
  const again = await usher.approveLogin({ ...decision, userCode });
  expect(again).toEqual(approved);
  const polled = await usher.pollLogin({ deviceCode, opId: 'poll' });
  expect(polled).toMatchObject({ ok: true, state: 'approved', outcome: approved });
  const { rows } = await stage.pool.query<{ invitee: string }>(
    'SELECT invitee FROM redemption WHERE invitee = $1',
    [invitee],
  );
  expect(rows).toHaveLength(1);
  const stored = await stage.pool.query('SELECT r::text FROM login_request r');
  expect(JSON.stringify(stored.rows)).not.toContain(deviceCode);
  expect(JSON.stringify(stored.rows)).not.toContain(userCode);
});

test('of fifty polls at once, one is told that the device was let in, and told again when it asks again', async () => {
  const { usher } = service;
  const { code, holder } = await held();
  const { deviceCode, userCode } = await asked();
  const decision = { campaign, code, holder, userCode } as const;
  const approvals = await Promise.all([usher.approveLogin(decision), usher.approveLogin(decision)]);
  expect(approvals.map(word)).toEqual(['ok', 'ok']);
  const polls = Array.from({ length: 50 }, (_, n) => ({ deviceCode, opId: `poll-${n}` }));
  const answers = await Promise.all(polls.map((poll) => usher.pollLogin(poll)));
  const told = polls.filter((_, n) => answers[n]?.ok === true);
  expect(told).toHaveLength(1);
  expect(answers.filter((one) => word(one) === 'LOGIN_UNKNOWN')).toHaveLength(49);
  for (const poll of told) expect(word(await usher.pollLogin(poll))).toBe('approved');
});

test('of codes that let a device in at once, one does', async () => {
  const { usher, stage } = service;
  const holders = await Promise.all(Array.from({ length: 5 }, held));
  const invitee = somebody();
  const { userCode } = await asked(invitee);
  const decisions = holders.map((one) => usher.approveLogin({ campaign, ...one, userCode }));
  const words = (await Promise.all(decisions)).map(word);
  expect(words.filter((one) => one === 'ok')).toHaveLength(1);
  expect(words.filter((one) => one === 'USER_CODE_UNKNOWN')).toHaveLength(4);
  const { rows } = await stage.pool.query('SELECT FROM redemption WHERE invitee = $1', [invitee]);
  expect(rows).toHaveLength(1);
});

test('a device that polls too soon is slowed, one that is sent away is told so, and none is let in later', async () => {
  const { usher, stage } = service;
  const { code, holder } = await held();
  const { deviceCode, userCode } = await asked();
  expect(await usher.pollLogin({ deviceCode })).toMatchObject({ pollEveryMs: 5000 });
  expect(word(await usher.pollLogin({ deviceCode }))).toBe('LOGIN_POLLED_TOO_SOON');
  await patience();
  expect(await usher.pollLogin({ deviceCode })).toMatchObject({ pollEveryMs: 10_000 });
  const decision = { campaign, code, holder, userCode } as const;
  expect(word(await usher.denyLogin(decision))).toBe('denied');
  expect(word(await usher.pollLogin({ deviceCode }))).toBe('LOGIN_DENIED');
  expect(word(await usher.approveLogin(decision))).toBe('USER_CODE_UNKNOWN');
  const late = await asked();
  await stage.pool.query('UPDATE login_request SET expires_at = 1');
  expect(word(await usher.pollLogin(late))).toBe('LOGIN_EXPIRED');
  expect(word(await usher.approveLogin({ ...decision, userCode: late.userCode }))).toBe(
    'USER_CODE_UNKNOWN',
  );
  await forgetLoginRequests(stage.pool, Date.now());
  expect(word(await usher.pollLogin(late))).toBe('LOGIN_UNKNOWN');
});

test('a code that may not be used lets nobody in, and the device may be let in by another', async () => {
  const { usher } = service;
  const [full, other] = [await held(), await held()];
  for (let n = 0; n < 2; n += 1) {
    const { userCode } = await asked();
    const decision = { campaign, ...full, userCode } as const;
    expect(word(await usher.approveLogin(decision))).toBe('ok');
  }
  const { deviceCode, userCode } = await asked();
  const by = (one: typeof full): Promise<{ ok: boolean; code?: unknown }> =>
    usher.approveLogin({ campaign, ...one, userCode });
  expect(word(await by(full))).toBe('CODE_EXHAUSTED');
  expect(word(await usher.pollLogin({ deviceCode }))).toBe('waiting');
  expect(word(await by(other))).toBe('ok');
  expect(word(await usher.pollLogin({ deviceCode }))).toBe('approved');
});

test('user codes are guessed as often as dynamic codes, by the holder who signed in, and typing mistakes are free', async () => {
  const { usher } = service;
  const { code, holder } = await held();
  const { userCode } = await asked();
  const by = (userCode: string): Promise<{ ok: boolean; code?: unknown }> =>
    usher.approveLogin({ campaign, code, holder, userCode });
  const foreign = { campaign, code, holder: somebody(), userCode } as const;
  expect(word(await usher.approveLogin(foreign))).toBe('NOT_THE_HOLDER');
  const last = userCode.at(-1) === '7' ? '8' : '7';
  const mistyped = `${userCode.slice(0, -1)}${last}`;
  for (let n = 0; n < 12; n += 1) expect(word(await by(mistyped))).toBe('USER_CODE_UNKNOWN');
  for (let n = 0; n < 10; n += 1) expect(word(await by(`guess ${n}`))).toBe('USER_CODE_UNKNOWN');
  expect(word(await by(userCode))).toBe('DYNAMIC_CODE_TRIES_USED');
});

test('what is asked is in order, and only campaigns that log devices in are asked', async () => {
  const { usher } = service;
  const invitee = somebody();
  expect(word(await usher.askLogin({ campaign: 'none', invitee }))).toBe('CAMPAIGN_UNKNOWN');
  expect(word(await usher.askLogin({ campaign: 'without', invitee }))).toBe(
    'DYNAMIC_CODE_NOT_WANTED',
  );
  expect(word(await usher.askLogin({ campaign, invitee: 'a b' }))).toBe('INVALID_COMMAND');
  expect(word(await usher.pollLogin({ deviceCode: 'guessed' }))).toBe('LOGIN_UNKNOWN');
});

test('devices that ask count for their address and themselves, and whoever is kept out leaves no request', async () => {
  const { usher, stage } = service;
  const ask = async (from: { ip?: string; device?: { id: string } }): Promise<unknown> =>
    word(await usher.askLogin({ campaign: 'watched', invitee: somebody(), ...from }));
  const ip = '203.0.113.77';
  const device = { id: 'a-television' };
  const kept = ['ok', 'ok', 'ok'];
  for (const [from, no] of [
    [{ ip }, 'PARTY_FROZEN'],
    [{ device }, 'PARTY_BANNED'],
  ] as const) {
    const words: unknown[] = [];
    for (let times = 0; times < 5; times += 1) words.push(await ask(from));
    expect(words).toEqual([...kept, no, no]);
  }
  const { rows } = await stage.pool.query(
    `SELECT count(*) AS requests FROM login_request WHERE campaign = 'watched'`,
  );
  expect(rows).toEqual([{ requests: 6 }]);
  expect(await ask({ ip: '203.0.113.78' })).toBe('ok');
});

test('whoever approved and died before noting it leaves a device that is let in, not one that waits', async () => {
  const { usher, stage } = service;
  const { code, holder } = await held();
  const { deviceCode, userCode } = await asked();
  const decision = { campaign, code, holder, userCode } as const;
  const approved = await usher.approveLogin(decision);
  const note = (what: string): Promise<unknown> =>
    stage.pool.query(
      `UPDATE login_request SET ${what} WHERE code IS NOT NULL AND taken_by IS NULL`,
    );
  await note(`state = 'asked'`);
  expect(word(await usher.denyLogin(decision))).toBe('USER_CODE_UNKNOWN');
  await note('expires_at = 1');
  expect(await usher.pollLogin({ deviceCode })).toMatchObject({
    ...{ ok: true, state: 'approved', outcome: approved },
  });
});
