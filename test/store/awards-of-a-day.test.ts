import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { listAwards } from '../../store/awards/award-row.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { awardsStage, cny, type AwardsStage } from './awards-stage.ts';
import { budgetOf, createStore, payingTerms, type Store } from './fixture.ts';

const day = 86_400_000;

let store: Store;
let stage: AwardsStage;
beforeAll(async () => {
  store = await createStore();
  stage = awardsStage(store);
});
afterAll(async () => {
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.close();
});

/** A campaign in which a person gets 2.00 a day without a second person. */
function published(): Promise<Terms> {
  const awards = {
    approvalAbove: [{ asset: cny, minor: minorUnits(200) }],
    withinMs: duration(day),
  };
  return store.publishOwn(payingTerms({ budget: budgetOf(10_000), awards }));
}

describe('awards below what wants approval', () => {
  const states = async (
    terms: Terms,
    minors: readonly number[],
    person: string,
    actor = 'olga',
  ) => {
    const given = await Promise.all(
      minors.map((minor) => stage.give(terms, minor, { person: person as SubjectId, actor })),
    );
    return given.map((outcome) => (outcome.ok ? outcome.award.state : outcome.code)).sort();
  };

  it('are added up for a person and day, also at once, and the one that goes beyond waits', async () => {
    const terms = await published();
    expect(await states(terms, [50, 50, 50, 50, 50, 50], 'many')).toEqual([
      ...['due', 'due', 'due', 'due'],
      ...['held', 'held'],
    ]);
    expect(await states(terms, [200], 'another', 'ben')).toEqual(['due']);
    await stage.payAll();
  });

  it('are added up for whoever gives them, also at once and in small pieces to many people', async () => {
    const terms = await published();
    const given = await Promise.all(
      Array.from({ length: 10 }, (_, at) => states(terms, [50], `person-${String(at)}`)),
    );
    expect(given.flat().sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'due'),
      ...Array.from({ length: 6 }, () => 'held'),
    ]);
    // The same person, as people read the name; another one may still give.
    expect(await states(terms, [1], 'more', ' OLGA ')).toEqual(['held']);
    expect(await states(terms, [200], 'more', 'ben')).toEqual(['due']);
    await stage.payAll();
  });

  it('are added up for a person, whoever gives them', async () => {
    const terms = await published();
    expect(await states(terms, [150], 'ann', 'olga')).toEqual(['due']);
    expect(await states(terms, [100], 'ann', 'ben')).toEqual(['held']);
    expect(await states(terms, [50], 'ann', 'ben')).toEqual(['due']);
    await stage.payAll();
  });

  it('count anew the next day by the campaign, and not when they were taken back unsent', async () => {
    const terms = await published();
    const ann = { person: 'ann' as SubjectId };
    const first = await stage.given(terms, 150, ann);
    expect(await stage.reverse(first)).toMatchObject({ award: { state: 'voided' } });
    const second = await stage.given(terms, 150, ann);
    expect(await stage.reverse(second)).toMatchObject({ award: { state: 'voided' } });
    expect(await stage.give(terms, 200, ann)).toMatchObject({ award: { state: 'due' } });
    expect(await stage.give(terms, 1, ann)).toMatchObject({ award: { state: 'held' } });
    await store.owner.query('UPDATE award SET given_at = given_at - $2 WHERE campaign = $1', [
      ...[terms.campaign, day],
    ]);
    expect(await stage.give(terms, 200, ann)).toMatchObject({ award: { state: 'due' } });
    await stage.payAll();
  });
});

it('the latest awards of one campaign are found whatever others have given since', async () => {
  const [own, other] = [await published(), await published()];
  const first = await stage.given(own, 300);
  for (let at = 0; at < 3; at += 1) await stage.given(other, 300);
  const waiting = await listAwards(store.pool, {
    ...{ campaigns: [own.campaign], waiting: true, limit: 2 },
  });
  expect(waiting.map(({ award }) => award)).toEqual([first]);
});
