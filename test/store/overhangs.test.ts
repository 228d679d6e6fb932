import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RewardTerms, Scope, Step, Terms } from '../../domain/campaign/terms.ts';
import type { CorrectCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, plus } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { askCodes } from './ask-codes.ts';
import {
  createStore,
  heldFor,
  op,
  payingTerms,
  redeem,
  reload,
  revoke,
  start,
  type Store,
} from './fixture.ts';
import { sweepOverhangs } from './overhang-sweep.ts';
import { payAll } from './pay-all.ts';

const hour = 3_600_000;
const byHand = { actor: 'olga', reason: 'case 7' };

let store: Store;
const { ask, redeemed } = askCodes(() => store);
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** A hundred at every fifth invitee, and one more each time. */
const everyFifth = numbers(12).map((at) => ({
  invitees: (at + 1) * 5,
  minor: minorUnits(100 + at),
}));

function stepsAt(...at: readonly number[]): readonly Step[] {
  return at.map((invitees) => ({ invitees, minor: minorUnits(300) }));
}

function laddered(
  over: Scope,
  steps: readonly Step[],
  reward: Partial<RewardTerms> = {},
): Promise<Terms> {
  const schedule = { kind: 'ladder' as const, over, steps };
  const code = { ...payingTerms().code, perPerson: 60 };
  return store.publishOwn(
    payingTerms(
      { code, milestones: ['order-paid'] },
      { schedule, payout: heldFor(hour), ...reward },
    ),
  );
}

async function codesOf(terms: Terms, count: number): Promise<readonly CodeRow[]> {
  return Promise.all(numbers(count).map(async () => (await store.issue(terms, 'ann')).code));
}

const correct = (kind: 'cancel' | 'reopen', redemption: RowId): CorrectCommand => ({
  ...{ kind, opId: op(), redemption },
  ...byHand,
});

async function standing(terms: Terms): Promise<readonly number[]> {
  const rows = await query<{ minor: number }>(
    store.pool,
    `SELECT minor FROM reward WHERE campaign = $1 AND state IN ('held', 'due', 'paid')
     ORDER BY minor, id`,
    [terms.campaign],
  );
  return rows.map(({ minor }) => minor);
}

async function used(terms: Terms, key: string): Promise<number | undefined> {
  const text = 'SELECT used FROM counter WHERE campaign = $1 AND key LIKE $2';
  const [row] = await query<{ used: number }>(store.pool, text, [terms.campaign, key]);
  return row?.used;
}

async function expectNothingLeft(terms: Terms): Promise<void> {
  const left = 'SELECT * FROM overhang WHERE campaign = $1';
  expect(await query(store.pool, left, [terms.campaign])).toEqual([]);
  const budget = (await standing(terms)).reduce((sum, minor) => sum + minor, 0);
  expect(await used(terms, 'budget:%')).toBe(budget);
  expect(await checkInvariants(store.pool)).toEqual([]);
}

describe('a step that came through another code', () => {
  it('is taken back after a cancellation, once, and given again', async () => {
    const terms = await laddered('person', stepsAt(3));
    const [one, other] = (await codesOf(terms, 2)) as [CodeRow, CodeRow];
    const [first] = [await redeemed(one, 'bob'), await redeemed(one, 'cid')];
    await redeemed(other, 'dan');
    const command = correct('cancel', first);
    const answer = await ask(one, command);
    expect(answer).toMatchObject({ ok: true, takenBack: [] });
    expect(await ask(one, command)).toEqual(answer);
    expect(await standing(terms)).toEqual([300]);
    expect(await checkInvariants(store.pool)).toEqual([]);
    const asked = await Promise.all(numbers(3).map(() => sweepOverhangs(store)));
    const taken = asked.flat().flatMap((outcome) => (outcome.ok ? outcome.takenBack : []));
    expect(taken).toMatchObject([{ minor: 300, state: 'voided' }]);
    expect(await standing(terms)).toEqual([]);
    const why = `SELECT reason, actor FROM entry WHERE campaign = $1 AND kind = 'void'`;
    expect(await query(store.pool, why, [terms.campaign])).toEqual([
      { reason: `redemption ${first} of another code was cancelled`, actor: 'olga' },
    ]);
    expect(await ask(one, correct('reopen', first))).toMatchObject({ rewards: [{ minor: 300 }] });
    await expectNothingLeft(terms);
  });

  it('is kept by whoever reaches it before it is taken back', async () => {
    const terms = await laddered('person', stepsAt(2, 3));
    const [one, other] = (await codesOf(terms, 2)) as [CodeRow, CodeRow];
    const first = await redeemed(one, 'kim');
    await redeemed(other, 'lea');
    await redeemed(other, 'max');
    await ask(one, correct('cancel', first));
    expect(await ask(one, redeem('nora'))).toMatchObject({ ok: true, rewards: [] });
    const [settled] = await sweepOverhangs(store);
    expect(settled).toMatchObject({ ok: true, takenBack: [] });
    expect(await standing(terms)).toEqual([300, 300]);
    await expectNothingLeft(terms);
  });

  it('goes with all of its months, and both sides', async () => {
    const terms = await laddered('campaign', stepsAt(2), {
      ...{ to: ['inviter', 'invitee'], recurring: { months: 3 } },
    });
    const [one, other] = (await codesOf(terms, 2)) as [CodeRow, CodeRow];
    const first = await redeemed(one, 'oda');
    await redeemed(other, 'pia');
    expect(await standing(terms)).toHaveLength(6);
    await ask(one, correct('cancel', first));
    await sweepOverhangs(store);
    expect(await standing(terms)).toEqual([]);
    await ask(one, correct('reopen', first));
    expect(await standing(terms)).toHaveLength(6);
    await expectNothingLeft(terms);
  });

  it('that somebody has taken back by hand meanwhile is let go', async () => {
    const terms = await laddered('person', stepsAt(2));
    const [one, other] = (await codesOf(terms, 2)) as [CodeRow, CodeRow];
    const first = await redeemed(one, 'quin');
    const second = await redeemed(other, 'rosa');
    await ask(one, correct('cancel', first));
    const reward = `${second}/red-packet/inviter` as never;
    await ask(other, { kind: 'reverse', opId: op(), reward, ...byHand });
    expect(await sweepOverhangs(store)).toMatchObject([{ ok: true, takenBack: [] }]);
    await expectNothingLeft(terms);
  });
});

async function states(terms: Terms): Promise<readonly string[]> {
  const text = 'SELECT state FROM reward WHERE campaign = $1 ORDER BY granted_at, due_at, id';
  const rows = await query<{ state: string }>(store.pool, text, [terms.campaign]);
  return rows.map(({ state }) => state);
}

describe('a step above its ladder that is with a provider', () => {
  it('holds back nothing but itself, and is owed once it was paid', async () => {
    const payout = heldFor(0);
    const terms = await laddered('person', stepsAt(2), { payout, recurring: { months: 3 } });
    const [one, other] = (await codesOf(terms, 2)) as [CodeRow, CodeRow];
    const first = await redeemed(one, 'tess');
    await redeemed(other, 'ugo');
    expect(await states(terms)).toEqual(['due', 'held', 'held']);
    await ask(one, correct('cancel', first));
    expect(await sweepOverhangs(store)).toMatchObject([{ ok: true, takenBack: [{}, {}] }]);
    expect(await states(terms)).toEqual(['due', 'voided', 'voided']);
    expect(await sweepOverhangs(store)).toEqual([]);
    await payAll(store.pool);
    expect(await sweepOverhangs(store)).toMatchObject([
      { ok: true, takenBack: [{ minor: 300, state: 'reversed' }] },
    ]);
    expect(await used(terms, 'debt:%')).toBe(300);
    await expectNothingLeft(terms);
  });

  it('keeps no other step standing', async () => {
    const terms = await laddered('person', stepsAt(2), { payout: heldFor(0) });
    const [reward] = terms.rewards;
    const later = { ...reward, id: 'later', payout: heldFor(hour) } as RewardTerms;
    const both = await store.publishOwn({ ...terms, rewards: [later, ...terms.rewards] });
    const [one, other] = (await codesOf(both, 2)) as [CodeRow, CodeRow];
    const first = await redeemed(one, 'vera');
    await redeemed(other, 'wim');
    await ask(one, correct('cancel', first));
    expect(await sweepOverhangs(store)).toMatchObject([{ ok: true, takenBack: [{ minor: 300 }] }]);
    expect(await standing(both)).toEqual([300]);
    await payAll(store.pool);
    await sweepOverhangs(store);
    expect(await used(both, 'debt:%')).toBe(300);
    await expectNothingLeft(both);
  });
});

describe('a step above its ladder whose code has settled', () => {
  it.each([
    ['instant', 'reversed', 300],
    ['weekly', 'voided', undefined],
  ] as const)('%s, is taken back still: %s', async (timing, state, owed) => {
    const terms = await laddered('person', stepsAt(2), { payout: { ...heldFor(0), timing } });
    const redemption = { ...terms.redemption, onRevoke: 'keep' as const };
    const validity = { ...terms.validity, settleForMs: duration(hour) };
    const settling = await store.publishOwn({ ...terms, redemption, validity });
    const [one, other] = (await codesOf(settling, 2)) as [CodeRow, CodeRow];
    const first = await redeemed(one, 'xena');
    await redeemed(other, 'yan');
    await payAll(store.pool);
    await store.commit(other, [revoke()]);
    await store.commit(other, [], plus(start, 2 * hour));
    await ask(one, correct('cancel', first));
    expect(await sweepOverhangs(store)).toMatchObject([{ ok: true, takenBack: [{ state }] }]);
    expect(await used(settling, 'debt:%')).toBe(owed);
    expect((await reload(store, other)).state.status).toBe('settled');
    await expectNothingLeft(settling);
  });
});

describe('fifty at once through ten codes', () => {
  it.each(['person', 'campaign'] as const)(
    'cancel, redeem and sweep, and the steps over the %s are those of who is left',
    async (over) => {
      const terms = await laddered(over, everyFifth);
      const codes = await codesOf(terms, 10);
      const at = (index: number): CodeRow => codes[index % 10] as CodeRow;
      const ids = await Promise.all(numbers(50).map((one) => redeemed(at(one), `${over}-${one}`)));
      expect(await standing(terms)).toEqual(everyFifth.slice(0, 10).map(({ minor }) => minor));
      for (const round of numbers(3)) {
        const leaving = ids.splice(0, 13);
        const [coming] = await Promise.all([
          Promise.all(numbers(12).map((one) => redeemed(at(one), `${over}-${round}-${one}`))),
          ...leaving.map((id, one) => ask(at(one + round * 3), correct('cancel', id))),
          ...numbers(3).map(() => sweepOverhangs(store)),
        ]);
        ids.push(...coming);
      }
      await sweepOverhangs(store);
      const counted = (await used(terms, 'qualified:%')) ?? 0;
      const left = `SELECT FROM redemption WHERE campaign = $1 AND state = 'redeemed'`;
      expect(await query(store.pool, left, [terms.campaign])).toHaveLength(counted);
      expect(await standing(terms)).toEqual(
        everyFifth.filter(({ invitees }) => invitees <= counted).map(({ minor }) => minor),
      );
      await expectNothingLeft(terms);
    },
  );

  it('buy, are refunded and cancelled, and the steps are those of the sum that is left', async () => {
    const steps = numbers(10).map((at) => ({
      ...{ purchases: minorUnits((at + 1) * 5000), minor: minorUnits(100 + at) },
    }));
    const of = { milestone: 'order-paid', property: null, asset: 'CNY/2' as Asset };
    const terms = await laddered('person', [], {
      schedule: { kind: 'purchase-ladder', over: 'person', of, steps },
      when: { milestones: ['order-paid'], condition: null },
    });
    const codes = await codesOf(terms, 10);
    const at = (index: number): CodeRow => codes[index % 10] as CodeRow;
    const ids = await Promise.all(numbers(50).map((one) => redeemed(at(one), `buyer-${one}`)));
    const buy = (one: number, purchaseAmountMinor: number): Promise<Outcome> => {
      const invitee = `buyer-${one}` as SubjectId;
      const what = { milestone: 'order-paid', purchaseAmountMinor };
      return ask(at(one), { kind: 'milestone', opId: op(), invitee, ...what });
    };
    await Promise.all(numbers(50).map((one) => buy(one, 1000)));
    const refund = { milestone: 'order-paid', asset: 'CNY/2' as Asset, minor: 700 };
    await Promise.all([
      ...ids.slice(0, 20).map((id, one) => ask(at(one), { ...correct('cancel', id), refund })),
      ...ids.slice(20, 35).map((id, one) => ask(at(one + 20), correct('cancel', id))),
      ...numbers(10).map((one) => buy(one + 40, 500)),
      ...numbers(3).map(() => sweepOverhangs(store)),
    ]);
    await sweepOverhangs(store);
    expect(await used(terms, 'purchases:%')).toBe(26_000);
    expect(await standing(terms)).toEqual([100, 101, 102, 103, 104]);
    await expectNothingLeft(terms);
  });
});
