import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CorrectCommand } from '../../domain/code/command.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RowId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { askCodes } from './ask-codes.ts';
import { createStore, heldFor, op, payingTerms, type Store } from './fixture.ts';
import { sweepOverhangs } from './overhang-sweep.ts';

const byHand = { actor: 'olga', reason: 'case 7' };

let store: Store;
const { ask, redeemed } = askCodes(() => store);
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

/** Ann's codes, of which the third invitee brings both sides three yuan. */
async function codesOf(count: number): Promise<readonly [Terms, ...CodeRow[]]> {
  const terms = await store.publishOwn(
    payingTerms(
      { code: { ...payingTerms().code, perPerson: count } },
      {
        to: ['inviter', 'invitee'],
        schedule: {
          ...{ kind: 'ladder', over: 'person' },
          steps: [{ invitees: 3, minor: minorUnits(300) }],
        },
        payout: heldFor(3_600_000),
      },
    ),
  );
  const issued = await Promise.all(
    Array.from({ length: count }, async () => (await store.issue(terms, 'ann')).code),
  );
  return [terms, ...issued];
}

const correct = (kind: 'cancel' | 'reopen', redemption: RowId): CorrectCommand => ({
  ...{ kind, opId: op(), redemption },
  ...byHand,
});

/** Who has which side of the step; the books are sound. */
async function holders(terms: Terms): Promise<readonly string[]> {
  expect(await checkInvariants(store.pool)).toEqual([]);
  const rows = await query<{ who: string }>(
    store.pool,
    `SELECT side || ' ' || beneficiary AS who FROM reward
     WHERE campaign = $1 AND state IN ('held', 'due', 'paid') ORDER BY side DESC, beneficiary`,
    [terms.campaign],
  );
  return rows.map(({ who }) => who);
}

it('a reopened invitee has their step again, unless it was reached through another code', async () => {
  const [terms, one, other] = await codesOf(2);
  if (one === undefined || other === undefined) throw new Error('two codes');
  await redeemed(one, 'a');
  await redeemed(one, 'b');
  const third = await redeemed(one, 'c');
  const fourth = await redeemed(one, 'd');
  await ask(one, correct('cancel', third));
  expect(await holders(terms)).toEqual(['inviter ann']);
  const again = await ask(one, correct('reopen', third));
  expect(await holders(terms)).toEqual(['inviter ann', 'invitee c']);
  if (!again.ok || again.redemption === undefined) throw new Error(JSON.stringify(again));
  await ask(one, correct('cancel', again.redemption));
  await ask(one, correct('cancel', fourth));
  await redeemed(other, 'e');
  expect(await holders(terms)).toEqual(['inviter ann', 'invitee e']);
  expect(await ask(one, correct('reopen', again.redemption))).toMatchObject({ rewards: [] });
  expect(await holders(terms)).toEqual(['inviter ann', 'invitee e']);
});

it('reopening while another code loses and takes the step leaves it standing once a side', async () => {
  const seen = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const [terms, one, other] = await codesOf(2);
    if (one === undefined || other === undefined) throw new Error('two codes');
    await redeemed(one, `a-${round}`);
    const second = await redeemed(other, `b-${round}`);
    const third = await redeemed(one, `c-${round}`);
    await redeemed(one, `d-${round}`);
    await ask(one, correct('cancel', third));
    expect(await holders(terms)).toEqual(['inviter ann']);
    const left = ask(other, correct('cancel', second));
    if (round % 2 === 1) await left;
    await Promise.all([
      ask(one, correct('reopen', third)),
      left.then(() => redeemed(other, `e-${round}`)),
      sweepOverhangs(store),
    ]);
    await sweepOverhangs(store);
    const [inviter, invitee, ...more] = await holders(terms);
    expect(more).toEqual([]);
    expect(inviter).toBe('inviter ann');
    seen.add(invitee?.split('-')[0] ?? '');
  }
  console.log(`the step was had by ${[...seen].sort().join(' and by ')}`);
});
