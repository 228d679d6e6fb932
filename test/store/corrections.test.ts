import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query, queryOne } from '../../store/query.ts';
import {
  budgetOf,
  createStore,
  heldFor,
  op,
  payingTerms,
  redeem,
  reload,
  type Store,
} from './fixture.ts';

const rounds = 20;
const hour = 3_600_000;

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

function correct(kind: 'cancel' | 'reopen', redemption: RowId): Command {
  return { kind, opId: op(), redemption, actor: 'olga', reason: 'case 7' };
}

const cancel = (redemption: RowId): Command => correct('cancel', redemption);
const reopen = (redemption: RowId): Command => correct('reopen', redemption);

function heldTerms(
  changes: Partial<Terms> = {},
  reward: Partial<RewardTerms> = {},
): Promise<Terms> {
  return store.publishOwn(payingTerms(changes, { payout: heldFor(hour), ...reward }));
}

async function codeOf(terms: Terms, holder = 'ann'): Promise<CodeRow> {
  return (await store.issue(terms, holder)).code;
}

async function ask(code: CodeRow, ...commands: readonly Command[]): Promise<Outcome> {
  const { outcomes } = await store.commit(code, commands);
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('one command has one outcome');
  return outcome;
}

async function redemptionBy(code: CodeRow, invitee: string): Promise<RowId> {
  const outcome = await ask(code, redeem(invitee));
  if (!outcome.ok || outcome.redemption === undefined) throw new Error(JSON.stringify(outcome));
  return outcome.redemption;
}

const word = (outcome: Outcome): string => (outcome.ok ? 'ok' : outcome.code);

async function used(terms: Terms, key = 'budget:CNY/2'): Promise<number | undefined> {
  const row = await queryOne<{ used: number }>(
    store.pool,
    'SELECT used FROM counter WHERE campaign = $1 AND key = $2',
    [terms.campaign, key],
  );
  return row?.used;
}

async function standing(terms: Terms): Promise<readonly number[]> {
  const rows = await query<{ minor: number }>(
    store.pool,
    `SELECT minor FROM reward WHERE campaign = $1 AND state IN ('held', 'due', 'paid')
     ORDER BY minor, id`,
    [terms.campaign],
  );
  return rows.map(({ minor }) => minor);
}

describe('a cancellation', () => {
  it('that is asked for by twenty at once is made once', async () => {
    const terms = await heldTerms();
    const code = await codeOf(terms);
    const redemption = await redemptionBy(code, 'bob');
    const words = await Promise.all(numbers(20).map(() => ask(code, cancel(redemption)))).then(
      (outcomes) => outcomes.map(word).sort(),
    );
    expect(words).toEqual([...numbers(19).map(() => 'REDEMPTION_CANCELLED'), 'ok']);
    expect([await used(terms), await standing(terms)]).toEqual([0, []]);
    expect((await reload(store, code)).state).toMatchObject({ uses: 0, redemptions: 0 });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('gives the last use to one of those who redeem meanwhile, or to nobody', async () => {
    const { redemption: rules } = payingTerms();
    for (const round of numbers(rounds)) {
      const terms = await heldTerms({ redemption: { ...rules, usesMax: 1 } });
      const code = await codeOf(terms);
      const first = await redemptionBy(code, 'bob');
      const [cancelled, ...others] = await Promise.all([
        ask(code, cancel(first)),
        ...numbers(5).map((at) => ask(code, redeem(`guest-${String(round)}-${String(at)}`))),
      ]);
      expect(word(cancelled)).toBe('ok');
      const taken = others.filter(({ ok }) => ok).length;
      expect(taken).toBeLessThanOrEqual(1);
      expect((await reload(store, code)).state).toMatchObject({ uses: taken, redemptions: taken });
      expect([await used(terms), await standing(terms)]).toEqual([
        taken * 100,
        numbers(taken).map(() => 100),
      ]);
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('takes back what a milestone earns at the same time, or keeps it from being earned', async () => {
    const terms = await heldTerms(
      { milestones: ['registered'] },
      { when: { milestones: ['registered'], condition: null } },
    );
    for (const round of numbers(rounds)) {
      const code = await codeOf(terms, `inviter-${String(round)}`);
      const invitee = `guest-${String(round)}` as SubjectId;
      const redemption = await redemptionBy(code, invitee);
      const [cancelled, reached] = await Promise.all([
        ask(code, cancel(redemption)),
        ask(code, { kind: 'milestone', opId: op(), invitee, milestone: 'registered' }),
      ]);
      expect(word(cancelled)).toBe('ok');
      expect(['ok', 'NOT_REDEEMED']).toContain(word(reached));
      expect([await used(terms), await standing(terms)]).toEqual([0, []]);
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('frees the person for one other code, of all that they redeem meanwhile', async () => {
    const terms = await heldTerms();
    const codes = await Promise.all(numbers(6).map((at) => codeOf(terms, `h-${String(at)}`)));
    for (const round of numbers(rounds)) {
      const invitee = `guest-${String(round)}`;
      const [first, ...others] = codes as [CodeRow, ...CodeRow[]];
      const redemption = await redemptionBy(first, invitee);
      const settled = await Promise.allSettled([
        ask(first, cancel(redemption)),
        ...others.map((code) => ask(code, redeem(invitee))),
      ]);
      expect(settled[0]).toMatchObject({ value: { ok: true } });
      const places = await query(
        store.pool,
        `SELECT id FROM redemption WHERE campaign = $1 AND invitee = $2 AND state = 'redeemed'`,
        [terms.campaign, invitee],
      );
      expect(places.length).toBeLessThanOrEqual(1);
    }
    expect(await used(terms)).toBe((await standing(terms)).length * 100);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('a step of a ladder', () => {
  it('stands exactly when enough are counted, whatever comes and goes at once', async () => {
    const steps = [{ invitees: 3, minor: minorUnits(1000) }];
    for (const over of ['code', 'person'] as const) {
      for (const round of numbers(rounds)) {
        const terms = await heldTerms({}, { schedule: { kind: 'ladder', over, steps } });
        const code = await codeOf(terms);
        const ids: RowId[] = [];
        for (const at of numbers(3)) ids.push(await redemptionBy(code, `p-${String(at)}`));
        const comers = round % 3;
        await Promise.all([
          ...ids.slice(round % 2).map((id) => ask(code, cancel(id))),
          ...numbers(comers).map((at) => ask(code, redeem(`q-${String(at)}`))),
        ]);
        const left = (round % 2) + comers;
        expect((await reload(store, code)).state).toMatchObject({ redemptions: left });
        expect(await standing(terms)).toEqual(left >= 3 ? [1000] : []);
        expect(await used(terms)).toBe(left >= 3 ? 1000 : 0);
      }
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

describe('a reopening', () => {
  it('and the redemptions of others never share the last unit of a budget', async () => {
    const terms = await heldTerms({ budget: budgetOf(100) });
    const [code, other] = await Promise.all([codeOf(terms), codeOf(terms, 'ben')]);
    for (const round of numbers(rounds)) {
      const first = await redemptionBy(code, `bob-${String(round)}`);
      expect(word(await ask(code, cancel(first)))).toBe('ok');
      const [reopened, redeemed] = await Promise.all([
        ask(code, reopen(first)),
        ask(other, redeem(`guest-${String(round)}`)),
      ]);
      expect(await used(terms)).toBe(100);
      expect(await standing(terms)).toEqual([100]);
      expect(['ok', 'NO_ROOM_TO_REOPEN']).toContain(word(reopened));
      for (const [of, outcome] of [
        [code, reopened],
        [other, redeemed],
      ] as const) {
        if (outcome.ok && outcome.redemption) await ask(of, cancel(outcome.redemption));
      }
    }
    const last = await redemptionBy(code, 'bob-last');
    expect(word(await ask(code, cancel(last)))).toBe('ok');
    expect(word(await ask(other, redeem('guest-last')))).toBe('ok');
    expect(word(await ask(code, reopen(last)))).toBe('NO_ROOM_TO_REOPEN');
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('and others never share the last use', async () => {
    const { redemption: rules } = payingTerms();
    for (const round of numbers(rounds)) {
      const terms = await heldTerms({ redemption: { ...rules, usesMax: 1 } });
      const code = await codeOf(terms);
      const first = await redemptionBy(code, 'bob');
      await ask(code, cancel(first));
      const outcomes = await Promise.all([
        ...numbers(3).map(() => ask(code, reopen(first))),
        ...numbers(3).map((at) => ask(code, redeem(`guest-${String(round)}-${String(at)}`))),
        ask(code, cancel(first)),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await reload(store, code)).state).toMatchObject({ uses: 1, redemptions: 1 });
      expect([await used(terms), await standing(terms)]).toEqual([100, [100]]);
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

it('a step of another version stands where its ladder has come', async () => {
  const step = (invitees: number) => [{ invitees, minor: minorUnits(300) }];
  const ladder = (invitees: number) => ({
    schedule: { kind: 'ladder' as const, over: 'person' as const, steps: step(invitees) },
  });
  const first = await heldTerms({ code: { ...payingTerms().code, perPerson: 2 } }, ladder(3));
  const code = await codeOf(first);
  const [early] = [await redemptionBy(code, 'v-1'), await redemptionBy(code, 'v-2')];
  const [reward] = first.rewards;
  if (reward === undefined) throw new Error('no reward');
  const second = { ...first, rewards: [{ ...reward, ...ladder(4) }] };
  await store.publish(second);
  const later = await codeOf(second);
  await redemptionBy(code, 'v-3');
  await redemptionBy(later, 'v-4');
  expect(await standing(first)).toEqual([300, 300]);
  await ask(code, cancel(early));
  expect(word(await ask(later, redeem('v-5')))).toBe('ok');
  expect(await checkInvariants(store.pool)).toEqual([]);
});
