import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { recordClick } from '../../store/codes/record-click.ts';
import { loadCode } from '../../store/codes/load-code.ts';
import {
  createStore,
  op,
  payingTerms,
  redeem,
  revoke,
  share,
  start,
  type Store,
} from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const day = 24 * 3_600_000;

/** Two holders with a code each; ben has clicked the first. */
async function clickedFirst(changes: Partial<Terms> = {}): Promise<{
  readonly first: CodeRow;
  readonly second: CodeRow;
}> {
  const terms = await store.publishOwn(payingTerms(changes));
  const first = (await store.issue(terms, 'anna')).code;
  const second = (await store.issue(terms, 'bert')).code;
  await click(first, 'ben', start);
  return { first, second };
}

async function click(code: CodeRow, who: string, at: Instant): Promise<void> {
  await recordClick(store.pool, { code, opId: op(), subject: who as SubjectId, at });
}

async function answer(code: CodeRow, who: string, at = plus(start, 10_000)): Promise<object> {
  const { outcomes } = await store.commit(code, [redeem(who)], at);
  return outcomes[0] ?? {};
}

describe('a first touch', () => {
  it('has the credit while its code takes redemptions', async () => {
    const { first, second } = await clickedFirst();
    expect(await answer(second, 'ben')).toMatchObject({
      code: 'ATTRIBUTED_ELSEWHERE',
      successor: first.id,
    });
  });

  it('on a code of one’s own keeps nobody from being invited', async () => {
    const { first, second } = await clickedFirst();
    await click(second, 'bert', plus(start, 10));
    expect(await answer(first, 'bert')).toMatchObject({ ok: true });
  });

  it('leads to whichever code of its line is open now', async () => {
    const { first, second } = await clickedFirst();
    await store.commit(first, [share()]);
    const { row } = await store.commit(first, [], plus(start, 2 * day));
    expect(row.state.status).toBe('replaced');
    expect(await answer(second, 'ben')).toMatchObject({ successor: row.successor });
  });

  it('has no credit to give once its line takes no redemption any more', async () => {
    const { first, second } = await clickedFirst();
    await store.commit(first, [share()]);
    const { row } = await store.commit(first, [], plus(start, 2 * day));
    const heir = row.successor && (await loadCode(store.pool, row.successor));
    if (!heir) throw new Error('no successor');
    await store.commit(heir, [revoke()], plus(start, 2 * day));
    expect(await answer(second, 'ben')).toMatchObject({ ok: true });
  });

  it('has none either once its code is used up', async () => {
    const redemption = { ...payingTerms().redemption, usesMax: 1 };
    const { first, second } = await clickedFirst({ redemption });
    await answer(first, 'carl');
    expect(await answer(second, 'ben')).toMatchObject({ ok: true });
  });
});

describe('a click that is sent again', () => {
  it('is told the same of the person and the share as the first time', async () => {
    const { first } = await clickedFirst();
    const again = { code: first, opId: op(), subject: 'dora' as SubjectId, at: start, share: 's' };
    const told = { firstOfShare: true, newPerson: true };
    expect(await recordClick(store.pool, again)).toEqual({ recorded: true, ...told });
    expect(await recordClick(store.pool, again)).toEqual({ recorded: false, ...told });
  });
});
