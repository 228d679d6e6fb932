import type { Outcome } from '../../domain/code/outcome.ts';
import { commandOf } from '../../reconcile/take-overhangs.ts';
import { loadCode } from '../../store/codes/load-code.ts';
import { openOverhangs } from '../../store/sweep/overhangs.ts';
import type { Store } from './fixture.ts';

/** What a sweep does, without workflows: asks each code once to take back what stands above its ladders. */
export async function sweepOverhangs(store: Store): Promise<readonly Outcome[]> {
  const open = await openOverhangs(store.pool, 200);
  const outcomes = await Promise.all(
    open.map(async (overhang) => {
      const code = await loadCode(store.pool, overhang.code);
      if (code === undefined) throw new Error('an overhang is of a code');
      return (await store.commit(code, [commandOf(overhang)])).outcomes;
    }),
  );
  return outcomes.flat();
}
