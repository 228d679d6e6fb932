import { afterAll, beforeAll, expect, it } from 'vitest';

import type { LimitTerms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RowId } from '../../domain/ids.ts';
import { duration } from '../../domain/time.ts';
import { openReviews } from '../../store/inspect/reviews.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { budgetOf, createStore, op, payingTerms, redeem, start, type Store } from './fixture.ts';

const hour = 3_600_000;
const limit: LimitTerms = {
  ...{ of: { kind: 'scope', scope: 'campaign' }, every: 'day', unit: 'count', max: 5 },
  review: { withinMs: duration(48 * hour), otherwise: 'refuse' },
};
const atOnce = 12;

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(async () => {
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.close();
});

interface Waiting {
  readonly code: CodeRow;
  readonly review: RowId;
}

async function decide(
  { code, review }: Waiting,
  decision: 'approve' | 'refuse',
): Promise<Outcome | undefined> {
  const said = { opId: op(), review, decision, actor: 'olga', reason: 'looked' };
  return (await store.commit(code, [{ kind: 'decideReview', ...said }])).outcomes[0];
}

async function countersOf(code: CodeRow): Promise<readonly unknown[]> {
  const text = `SELECT split_part(key, ':', 1) AS kind, used::int FROM counter
    WHERE campaign = $1 AND (key LIKE 'budget:%' OR key LIKE 'limit:%') ORDER BY key`;
  return query(store.pool, text, [code.campaign]);
}

it('of all who come at once as many earn as fit, the rest wait, and the budget bounds what is approved', async () => {
  const terms = await store.publishOwn(payingTerms({ budget: budgetOf(800) }, { limits: [limit] }));
  const codes: CodeRow[] = [];
  for (let n = 0; n < atOnce; n += 1) {
    codes.push((await store.issue(terms, `holder-${String(n)}`)).code);
  }
  const outcomes = await Promise.all(
    codes.map(async (code, n) => {
      const [outcome] = (await store.commit(code, [redeem(`guest-${String(n)}`)])).outcomes;
      if (outcome?.ok !== true) throw new Error('refused');
      return { code, outcome };
    }),
  );
  expect(outcomes.filter(({ outcome }) => outcome.rewards?.[0]?.granted)).toHaveLength(5);
  const waiting = outcomes.flatMap(({ code, outcome: { review } }): Waiting[] =>
    review === undefined ? [] : [{ code, review }],
  );
  expect(waiting).toHaveLength(atOnce - 5);
  const [first, second] = waiting;
  if (first === undefined || second === undefined) throw new Error('nobody waits');
  expect(await openReviews(store.pool, first.code.campaign, 20)).toHaveLength(atOnce - 5);
  // Twice at once: it is decided once.
  const twice = await Promise.all([decide(first, 'approve'), decide(first, 'refuse')]);
  expect(twice.filter((one) => one?.ok)).toHaveLength(1);
  const rest = await Promise.all(waiting.slice(1).map((one) => decide(one, 'approve')));
  const granted = [...twice, ...rest].filter((one) => one?.ok && one.rewards?.[0]?.granted);
  // Five by the limit, and three by approval: that is the budget.
  expect(granted).toHaveLength(3);
  expect(await countersOf(first.code)).toEqual([
    { kind: 'budget', used: 800 },
    { kind: 'limit', used: 5 },
  ]);
  expect(await openReviews(store.pool, first.code.campaign, 20)).toEqual([]);
});

it('why it was opened, who closed it and why are kept, and the deadline decides by its default', async () => {
  const terms = await store.publishOwn(payingTerms({}, { limits: [{ ...limit, max: 1 }] }));
  const { code } = await store.issue(terms, 'ann');
  const { outcomes } = await store.commit(
    code,
    ['ben', 'cat', 'dan'].map((one) => redeem(one)),
  );
  const [, cat, dan] = outcomes.map((one) => (one.ok && one.review) || null);
  if (!cat || !dan) throw new Error('no review');
  const waits = { reward: 'red-packet', side: 'inviter', limit: '1 reward a campaign and day' };
  expect(await openReviews(store.pool, code.campaign, 9)).toMatchObject([
    { id: cat, rules: [], beyond: [waits] },
    { id: dan, rules: [], beyond: [waits] },
  ]);
  await decide({ code, review: cat }, 'approve');
  await store.commit(code, [], (start + 49 * hour) as typeof start);
  const events = await query(
    store.pool,
    `SELECT data ->> 'state' AS state, data ->> 'by' AS by, data ->> 'reason' AS reason FROM event
      WHERE campaign = $1 AND kind = 'review' ORDER BY at`,
    [code.campaign],
  );
  expect(events).toEqual([
    { state: 'approved', by: 'olga', reason: 'looked' },
    { state: 'refused', by: 'deadline', reason: 'nobody decided by the deadline: refuse' },
  ]);
  const rewards = await query(store.pool, 'SELECT id FROM reward WHERE campaign = $1', [
    code.campaign,
  ]);
  expect(rewards).toHaveLength(2);
});
