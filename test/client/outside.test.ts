import { afterAll, beforeAll, expect, test } from 'vitest';

import { forOutsiders, type Outside } from '../../client/outside.ts';
import { identityIndex } from '../../client/subject.ts';
import { toldToUser } from '../../client/told.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { reject } from '../../domain/code/rejection.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { duration, instant, plus } from '../../domain/time.ts';
import { loadCode } from '../../store/codes/load-code.ts';
import { giveSanction } from '../../store/parties/by-hand.ts';
import { termsLike } from '../support/terms.ts';
import { atOnce } from '../support/at-once.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
let outside: Outside;
/** Without the grid, which has a test of its own. */
const here = termsLike({ campaign: 'here' as CampaignId });
const elsewhere = termsLike({ campaign: 'elsewhere' as CampaignId });
const once = termsLike({
  campaign: 'once' as CampaignId,
  redemption: { ...here.redemption, usesMax: 1 },
});
const opened = {
  on: 'share-opened',
  byMs: duration(3_600_000),
  upToMs: duration(7_200_000),
} as const;
const shared = termsLike({
  campaign: 'shared' as CampaignId,
  validity: { ...here.validity, extension: opened },
});
const unknown = '01890000-0000-7000-8000-000000000000';
const no = { ok: false, code: 'CODE_UNKNOWN', message: 'no such code' };

beforeAll(async () => {
  service = await createService();
  outside = forOutsiders(service.usher, { wait: atOnce });
  for (const terms of [here, elsewhere, once, shared]) await service.stage.publish(terms);
});
afterAll(() => service.close());

async function insertExpired(): Promise<CodeRow> {
  const { state } = await service.stage.insert(here);
  return service.stage.insert(here, { state: { ...state, expiresAt: instant(Date.now() - 1000) } });
}

test('codes that are unknown, expired or of elsewhere have one answer for outsiders', async () => {
  const expired = await insertExpired();
  const foreign = await service.stage.insert(elsewhere);
  const nos = [];
  for (const codeId of [unknown, expired.id, foreign.id]) {
    const call = { code: { codeId }, campaign: 'here' };
    const strange = { ...call, channel: 'no-such-channel' };
    nos.push(await outside.get(call));
    for (const asked of [call, strange]) {
      nos.push(await outside.check({ ...asked, invitee: somebody() }));
      nos.push(await outside.redeem({ ...asked, invitee: somebody(), opId: 'asked-before' }));
      expect(await outside.click({ ...asked, visitor: somebody() })).toEqual({ ok: true });
    }
  }
  expect(nos).toEqual(nos.map(() => no));
  // A service that is trusted is told more.
  const asked = { code: { codeId: expired.id }, campaign: 'here', invitee: somebody() };
  expect(await service.usher.check(asked)).toMatchObject({ code: 'CODE_SETTLED' });
});

test('a code whose inviter is kept out is told outsiders as one that there is not', async () => {
  const holder = somebody() as SubjectId;
  const { id } = await service.stage.insert(here, { holder });
  const party = partyKey('person', holder);
  const now = instant(Date.now());
  const given = { party, scope: here.campaign, until: plus(now, 3_600_000), now } as const;
  await giveSanction(service.stage.pool, { ...given, actor: 'olga', reason: 'case 4711' });
  const call = { code: { codeId: id }, campaign: 'here' };
  expect(await outside.get(call)).toEqual(no);
  expect(await outside.check({ ...call, invitee: somebody() })).toEqual(no);
  expect(await outside.redeem({ ...call, invitee: somebody() })).toEqual(no);
  // A service that is trusted is told until when, and what it may show of it.
  const refused = await service.usher.redeem({ ...call, invitee: somebody() });
  expect(refused).toMatchObject({ code: 'INVITER_SUSPENDED', until: given.until });
  if (refused.ok) throw new Error('it was redeemed');
  expect(toldToUser(refused, 'en')).toEqual({ texts: ['this code cannot be used'] });
  expect(toldToUser(refused, 'zh')).toEqual({ texts: ['该码无法使用'] });
});

test('somebody who is kept out is told on what it falls, until when, and how to appeal', async () => {
  const { stage, usher } = service;
  const { id } = await stage.insert(here);
  const now = instant(Date.now());
  const until = plus(now, 3_600_000);
  const device = { id: 'of-a-farm' };
  const party = partyKey('device', identityIndex(stage.keys, 'device', device.id) ?? '');
  const given = { party, scope: here.campaign, until, now, actor: 'olga', reason: 'case 4712' };
  await giveSanction(stage.pool, given);
  const call = { code: { codeId: id }, campaign: 'here', invitee: somebody(), device };
  const trusted = await usher.redeem(call);
  if (trusted.ok) throw new Error('it was redeemed');
  const told = toldToUser(trusted, 'en');
  expect(told).toMatchObject({ until, reference: expect.any(String) as string });
  for (const question of ['get', 'check', 'redeem'] as const) {
    const answer = await outside[question](call);
    if (answer.ok) throw new Error('let in');
    expect(toldToUser(answer, 'en')).toEqual(told);
    const { code, message, party, reference } = trusted;
    expect(answer).toEqual({ ok: false, code, message, party, reference, until });
  }
});

test('only a code that can be used comes to its workflow', async () => {
  const came: unknown[] = [];
  const { usher } = service;
  const watched = forOutsiders(
    {
      ...usher,
      redeem: (call) => {
        came.push('code' in call && call.code);
        return usher.redeem(call);
      },
    },
    { wait: atOnce },
  );
  const usable = await service.stage.insert(here);
  for (const codeId of [unknown, (await insertExpired()).id, usable.id]) {
    await watched.redeem({ code: { codeId }, campaign: 'here', invitee: somebody() });
  }
  expect(came).toEqual([{ codeId: usable.id }]);
});

test('whoever redeems is told of the redemption alone, and again when asked again', async () => {
  const { id } = await service.stage.insert(once);
  const call = { code: { codeId: id }, campaign: 'once' };
  const mine = { ...call, invitee: somebody(), opId: 'mine' };
  expect(await outside.get(call)).toEqual({ ok: true });
  expect(await outside.check(mine)).toEqual({ ok: true });
  const redeemed = await outside.redeem(mine);
  const redemption = expect.stringMatching(`^${id}\\.`) as string;
  expect(redeemed).toEqual({ ok: true, redemption, redemptionState: 'redeemed' });
  // It was used up by that.
  expect(await outside.redeem({ ...mine, opId: 'another' })).toEqual(no);
  expect(await outside.redeem(mine)).toEqual(redeemed);
  const another = await insertExpired();
  const elsewhereAgain = { ...mine, code: { codeId: another.id }, campaign: 'here' };
  expect(await outside.redeem(elsewhereAgain)).toEqual(no);
});

test('a person is told what is the matter with them, where the code could be used', async () => {
  const { id, holder } = await service.stage.insert(here);
  const call = { code: { codeId: id }, campaign: 'here' };
  const own = { ...call, invitee: holder };
  const refused = {
    ok: false,
    code: 'SELF_INVITE',
    message: 'nobody can redeem a code of their own',
  };
  expect(await outside.check(own)).toEqual(refused);
  expect(await outside.redeem(own)).toEqual(refused);
});

test('a share that is opened outside counts, once', async () => {
  const { id } = await service.stage.insert(shared);
  const sharesOf = async (): Promise<unknown> =>
    (await loadCode(service.stage.pool, id))?.state.shares;
  const opening = { code: { codeId: id }, campaign: 'shared', share: 'moments-1' };
  for (const visitor of [somebody(), somebody()]) {
    expect(await outside.click({ ...opening, visitor })).toEqual({ ok: true });
    await expect.poll(sharesOf, { timeout: 20_000 }).toBe(1);
  }
});

test('a request counts as one look-up, whatever becomes of it', async () => {
  const { id } = await service.stage.insert(elsewhere);
  for (const [at, codeId] of [id, unknown].entries()) {
    const ip = `203.0.113.${String(at)}`;
    const call = { code: { codeId }, campaign: 'elsewhere', ip };
    await outside.check({ ...call, invitee: somebody() });
    await outside.redeem({ ...call, invitee: somebody() });
    await outside.redeem({ ...call, invitee: somebody(), opId: 'one' });
  }
  const { rows } = await service.stage.pool.query<{ party: string; requests: string }>(
    `SELECT party, sum(requests) AS requests FROM party_window WHERE scope = 'elsewhere' AND party LIKE 'source:%'
     GROUP BY party`,
  );
  expect(rows.map(({ requests }) => Number(requests))).toEqual([3, 3]);
});

test('answers are given at lines of the grid that are counted from the call', async () => {
  for (const lines of [1, 2, 3]) {
    let lined = 0;
    const passed: (() => void)[] = [];
    const waits: number[] = [];
    const gridded = forOutsiders(
      {
        ...service.usher,
        // Comes a little before its line.
        get: () => new Promise((resolve) => passed.push(() => resolve(reject('CODE_UNKNOWN')))),
      },
      {
        wait: async (ms) => {
          waits.push(ms);
          lined += 1;
          if (lined === lines) passed.forEach((resolve) => resolve());
          await atOnce();
        },
      },
    );
    expect(await gridded.get({ code: 'NOSUCHCODE12', campaign: 'here' })).toEqual(no);
    expect(waits).toEqual(Array.from({ length: lines }, () => 250));
  }
});
