import { describe, expect, it } from 'vitest';

import type { SharedLimitTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Asset } from '../../domain/money.ts';
import { minorUnits } from '../../domain/money.ts';
import { termsLike } from '../support/terms.ts';
import type { RowId } from '../../domain/ids.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { duration } from '../../domain/time.ts';
import { byHand, earned, hour, op, redemptionOf, reward, Stage } from './stage.ts';

const yuan = 'CNY/2' as Asset;
const points = 'points/0' as Asset;
const validity = { ...termsLike().validity, lifetime: { kind: 'long-term' } as const };

function limit(changes: Partial<SharedLimitTerms>): SharedLimitTerms {
  return {
    ...{ of: { kind: 'scope', scope: 'person' }, every: 'day', unit: 'amount', max: 300 },
    ...{ asset: yuan, ...changes },
  };
}

/** Two rewards in yuan for the inviter and points for the invitee, for every redemption. */
function stageWith(...limits: readonly SharedLimitTerms[]): Promise<Stage> {
  const budget: Terms['budget'] = [yuan, points].map((asset) => ({
    ...{ asset, minor: minorUnits(10_000) },
  }));
  const payout = { ...reward().payout, holdMs: duration(5 * hour) };
  const rewards = [
    reward({ id: 'first', payout }),
    reward({ id: 'second', payout, limits: [limit({ max: 250 })] }),
    reward({ id: 'welcome', kind: 'points', asset: points, to: ['invitee'] }),
  ];
  return Stage.of({ validity, budget, rewards, limits });
}

function correct(stage: Stage, kind: 'cancel' | 'reopen', redemption: RowId): Promise<Outcome> {
  return stage.send({ kind, opId: op(`${kind} ${redemption}`), redemption, ...byHand });
}

describe('limits that rewards share', () => {
  it('count all rewards of one asset together, and begin anew with the day', async () => {
    const stage = await stageWith(limit({}));
    expect(earned(await stage.redeem('bob'))).toEqual([100, 100, 100]);
    const full = 'SHARED_LIMIT_REACHED: 3.00 CNY a person and day';
    expect(earned(await stage.redeem('cat'))).toEqual([100, full, 100]);
    await stage.at(14);
    expect(earned(await stage.redeem('dan'))).toEqual([100, 100, 100]);
  });

  it('stand beside the limits of each reward, which are named first', async () => {
    const stage = await stageWith(limit({ max: 500 }));
    await stage.redeem('bob');
    await stage.redeem('cat');
    expect(earned(await stage.redeem('dan'))).toEqual([
      ...[100, 'LIMIT_REACHED: 2.50 CNY a person and day', 100],
    ]);
  });

  it('count the rewards of every asset where none is said', async () => {
    const of = { kind: 'scope', scope: 'campaign' } as const;
    const stage = await stageWith(limit({ of, every: null, unit: 'count', max: 5, asset: null }));
    await stage.redeem('bob');
    expect(earned(await stage.redeem('cat'))).toEqual([
      ...[100, 100, 'SHARED_LIMIT_REACHED: 5 rewards a campaign'],
    ]);
  });

  it('are given back with a cancelled redemption, and taken again with a reopened one', async () => {
    const stage = await stageWith(limit({ max: 200 }));
    const bob = redemptionOf(await stage.redeem('bob'));
    const full = 'SHARED_LIMIT_REACHED: 2.00 CNY a person and day';
    expect(earned(await stage.redeem('cat'))).toEqual([full, full, 100]);
    await correct(stage, 'cancel', bob);
    expect(await correct(stage, 'reopen', bob)).toMatchObject({ ok: true });
    expect(earned(await stage.redeem('dan'))).toEqual([full, full, 100]);
  });

  it('have no room for a reopening when somebody else has taken it', async () => {
    const stage = await stageWith(limit({ max: 200 }));
    const bob = redemptionOf(await stage.redeem('bob'));
    await correct(stage, 'cancel', bob);
    expect(earned(await stage.redeem('cat'))).toEqual([100, 100, 100]);
    expect(await correct(stage, 'reopen', bob)).toMatchObject({
      ...{ ok: false, code: 'NO_ROOM_TO_REOPEN' },
      message: 'first: 2.00 CNY a person and day has no room for it',
    });
  });
});
