import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { backtest } from '../../compare/backtest/backtest.ts';
import { trialOf, type InForce, type Proposal } from '../../compare/backtest/laws.ts';
import { Tally } from '../../compare/backtest/tally.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Recorded } from '../../domain/commit/recorded.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { Digest } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration, instant, plus, type Instant } from '../../domain/time.ts';
import { grantedSince } from '../../store/backtest/granted-since.ts';
import { readRecorded } from '../../store/backtest/read-recorded.ts';
import {
  createStore,
  digestOf,
  op,
  payingTerms,
  redeem,
  revoke,
  share,
  start,
  type Store,
} from './fixture.ts';

const minute = 60_000;
const day = 86_400_000;
const until = plus(start, 20 * day);

const policy: RiskPolicy = {
  id: 'none',
  title: 'three a day',
  digest: 'three' as Digest,
  rules: [
    {
      id: 'three-a-day',
      title: 'more than three a day',
      when: { fact: 'inviterInvitationsToday', operator: 'greaterThan', value: 3 },
      answer: { kind: 'refuse' },
    },
  ],
};

let store: Store;
let terms: Terms;
const codes = new Map<string, CodeRow>();

/** Ann: four redemptions on one day, the fourth refused, one milestone, a reservation confirmed, a reversal. */
beforeAll(async () => {
  store = await createStore(policy);
  terms = payingTerms({}, { caps: [] });
  await store.publish(terms);
  for (const holder of ['ann', 'ben', 'cat']) {
    codes.set(holder, (await store.issue(terms, holder)).code);
  }
  await ask('ann', 1, share());
  for (const [n, who] of ['d', 'e', 'f', 'g'].entries()) await ask('ann', 2 + n, redeem(who));
  await ask('ann', 8, {
    kind: 'milestone',
    opId: op(),
    invitee: 'd' as never,
    milestone: 'registered',
  });
  const reserved = await ask('ben', 3, redeem('h', { kind: 'reserve' }));
  const [outcome] = reserved.outcomes;
  if (outcome?.ok !== true || outcome.redemption === undefined) throw new Error('not reserved');
  await ask('ben', 9, { kind: 'confirm', opId: op(), redemption: outcome.redemption });
  await ask('cat', 10, redeem('i'));
  await ask('cat', 11, revoke());
});

afterAll(() => store.close());

async function ask(holder: string, minutes: number, command: Command): ReturnType<Store['commit']> {
  const code = codes.get(holder);
  if (code === undefined) throw new Error('no such code');
  return store.commit(code, [command], plus(start, minutes * minute));
}

function inForce(): InForce {
  const ends = plus(start, 30 * day);
  const current = { terms, startsAt: start, endsAt: ends };
  return {
    current,
    versions: new Map([[digestOf(terms), current]]),
    policies: new Map([[policy.digest, policy]]),
    currentPolicies: new Map([[policy.id, policy]]),
  };
}

async function replay(proposal: Proposal, since: Instant = instant(0)): Promise<Tally> {
  const tally = new Tally();
  const trial = trialOf(inForce(), proposal, { since, until });
  await backtest(trial, readRecorded(store.pool, terms.campaign), tally);
  return tally;
}

describe('what is recorded', () => {
  test('comes back in the order in which it happened, each line with its end', async () => {
    const all: Recorded[] = [];
    for await (const page of readRecorded(store.pool, terms.campaign)) all.push(...page);
    expect(all.map(({ code, what }) => `${code.holder} ${what.kind}`)).toEqual([
      ...['ann share', 'ann use', 'ann use', 'ben use', 'ann use', 'ann use', 'ann milestone'],
      ...['ben close', 'cat use', 'cat revoke'],
    ]);
    expect(all.filter(({ isLast }) => isLast).map(({ code }) => code.holder)).toEqual([
      ...['ann', 'ben', 'cat'],
    ]);
  });

  test('played by what was in force, it pays what was paid, and is answered as it was', async () => {
    const tally = await replay({ kind: 'campaign', terms });
    const granted = await grantedSince(store.pool, terms.campaign, instant(0));
    expect(granted).toHaveLength(1);
    for (const { asset, minor } of granted) {
      expect(tally.byAsset.get(asset)).toEqual({ before: minor, after: minor });
    }
    expect(tally.agreed).toBe(tally.played);
    expect(tally.played).toBe(10);
    expect(tally.peopleChanged()).toEqual([]);
  });

  test('may be left early: no connection is left in a transaction', async () => {
    for await (const page of readRecorded(store.pool, terms.campaign)) {
      expect(page.length).toBeGreaterThan(0);
      break;
    }
    const open = `SELECT count(*)::integer AS n FROM pg_stat_activity
      WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
    const left = async () => (await store.owner.query<{ n: number }>(open)).rows;
    await expect.poll(left).toEqual([{ n: 0 }]);
  });
});

describe('a proposal', () => {
  test('that doubles the amount pays everybody more', async () => {
    const doubled = payingTerms(
      {},
      { caps: [], schedule: { kind: 'each', minor: minorUnits(200) } },
    );
    const people = (await replay({ kind: 'campaign', terms: doubled })).peopleChanged();
    expect(people).toEqual([
      { person: 'ben', asset: 'CNY/2', before: 100, after: 200, change: 'more' },
      { person: 'cat', asset: 'CNY/2', before: 100, after: 200, change: 'more' },
      { person: 'ann', asset: 'CNY/2', before: 300, after: 600, change: 'more' },
    ]);
  });

  test('binds no codes that were issued before', async () => {
    const doubled = payingTerms({}, { schedule: { kind: 'each', minor: minorUnits(200) } });
    const tally = await replay({ kind: 'campaign', terms: doubled }, plus(start, minute));
    expect(tally.peopleChanged()).toEqual([]);
  });

  test('with a cap pays less, and with a shorter life nothing to who came late', async () => {
    const capped = payingTerms(
      {
        validity: {
          ...terms.validity,
          lifetime: { kind: 'for', ms: duration(9 * minute) },
          extension: null,
        },
      },
      { caps: [{ scope: 'code', unit: 'count', max: 2, sides: 'each' }] },
    );
    const tally = await replay({ kind: 'campaign', terms: capped });
    expect(tally.peopleChanged()).toEqual([
      { person: 'ann', asset: 'CNY/2', before: 300, after: 200, change: 'less' },
      { person: 'cat', asset: 'CNY/2', before: 100, after: 0, change: 'nothing' },
    ]);
    expect(tally.answers).toMatchObject([
      { inviter: 'cat', before: 'accepted', after: 'CODE_SETTLED' },
    ]);
  });

  test('a risk policy applies to all that was asked; whoever was refused may be accepted', async () => {
    const stricter = {
      ...policy,
      rules: policy.rules.map((rule) => ({ ...rule, when: { ...rule.when, value: 1 } as never })),
    };
    const less = await replay({ kind: 'policy', policy: stricter });
    expect(less.peopleChanged()).toMatchObject([{ person: 'ann', before: 300, after: 100 }]);
    expect(less.byRule.get('three-a-day')).toEqual({ before: 1, after: 3 });
    const none = await replay({ kind: 'policy', policy: { ...policy, rules: [] } });
    expect(none.answers).toEqual([
      {
        campaign: terms.campaign,
        code: codes.get('ann')?.id,
        inviter: 'ann',
        before: 'RISK_REFUSED',
        after: 'accepted',
        atMost: [{ asset: 'CNY/2', minor: 100 }],
      },
    ]);
    expect(none.peopleChanged()).toEqual([]);
  });
});
