import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RowId } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { openReviews, reviewsOfCode } from '../../store/inspect/reviews.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { freshOpId } from '../support/commands.ts';
import { createStore, payingTerms, redeem, type Store } from './fixture.ts';

const policy: RiskPolicy = {
  ...{ id: 'two', title: 'Two people decide', digest: 'two' as RiskPolicy['digest'] },
  rules: [
    {
      ...{ id: 'all', title: 'all' },
      when: { fact: 'generation', operator: 'equal', value: 1 },
      answer: {
        kind: 'review',
        withinMs: duration(86_400_000),
        otherwise: 'refuse',
        secondPerson: true,
      },
    },
  ],
};

let store: Store;
beforeAll(async () => {
  store = await createStore(policy);
});
afterAll(async () => {
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.close();
});

interface Waiting {
  readonly code: CodeRow;
  readonly review: RowId;
}

async function waiting(): Promise<Waiting> {
  const terms = await store.publishOwn(payingTerms({ risk: { policy: 'two' } }));
  const { code } = await store.issue(terms, 'ann');
  const [opened] = (await store.commit(code, [redeem('bob')])).outcomes;
  if (opened?.ok !== true || opened.review === undefined) throw new Error('no review');
  return { code, review: opened.review };
}

async function decide(
  { code, review }: Waiting,
  actor: string,
  decision: 'approve' | 'refuse',
): Promise<Outcome> {
  const said = { opId: freshOpId(), review, decision, actor, reason: 'looked' };
  const { outcomes } = await store.commit(code, [{ kind: 'decideReview', ...said }]);
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

it('two decisions of one person do not count as two, at once or in other letters', async () => {
  const one = await waiting();
  const names = ['olga', 'OLGA', ' olga', 'olga', 'Olga', 'olga'];
  const outcomes = await Promise.all(names.map((name) => decide(one, name, 'approve')));
  expect(outcomes.filter(({ ok }) => ok)).toMatchObject([{ proposed: 'approve' }]);
  expect(outcomes.filter(({ ok }) => !ok)).toHaveLength(5);
  const [listed] = await openReviews(store.pool, one.code.campaign, 10);
  expect(listed).toMatchObject({
    ...{ id: one.review, state: 'open', secondPerson: true },
    proposed: { decision: 'approve', reason: 'looked' },
  });
});

it('a proposal is kept with who and why, and beside the decision', async () => {
  const one = await waiting();
  await decide(one, 'olga', 'approve');
  expect(await decide(one, 'ben', 'approve')).toMatchObject({ redemptionState: 'redeemed' });
  expect(await openReviews(store.pool, one.code.campaign, 10)).toEqual([]);
  expect(await reviewsOfCode(store.pool, one.code)).toMatchObject([
    {
      ...{ state: 'approved', decidedBy: 'ben', note: 'looked' },
      proposed: { decision: 'approve', actor: 'olga', reason: 'looked' },
    },
  ]);
  const { rows } = await store.pool.query(
    `SELECT data FROM event WHERE campaign = $1 AND kind = 'review' ORDER BY id`,
    [one.code.campaign],
  );
  expect(rows.map((row: { data: unknown }) => row.data)).toEqual([
    { review: one.review, state: 'open', proposed: 'approve', by: 'olga', reason: 'looked' },
    { review: one.review, state: 'approved', by: 'ben', reason: 'looked' },
  ]);
});

const mistakes = [
  ['without a proposal', `state = 'approved', decided_by = 'ben'`],
  [
    'by whoever proposed',
    `state = 'approved', decided_by = ' OLGA', proposed = '{"decision": "approve", "actor": "olga"}'`,
  ],
  [
    'against what was proposed',
    `state = 'approved', decided_by = 'ben', proposed = '{"decision": "refuse", "actor": "olga"}'`,
  ],
] as const;

it.each(mistakes)('the tables refuse an approval %s', async (_, changes) => {
  const { review } = await waiting();
  const update = `UPDATE review SET ${changes} WHERE id = $1`;
  await expect(store.owner.query(update, [review])).rejects.toThrow('review_second_person');
});
