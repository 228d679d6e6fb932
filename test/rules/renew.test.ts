import { describe, expect, it } from 'vitest';
import type { Terms } from '../../domain/campaign/terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { after, earned, hour, op, redemptionOf, Stage, start, use } from './stage.ts';

const asset = 'CNY/2' as Asset;

/** Codes of a day that live a day longer at every second redemption, up to four days, for a yuan. */
function renewing(changes: Partial<Terms> = {}): Partial<Terms> {
  return {
    validity: {
      ...termsLike().validity,
      lifetime: { kind: 'for', ms: duration(24 * hour) },
      renewal: {
        everyUses: 2,
        byMs: duration(24 * hour),
        upToMs: duration(96 * hour),
        asset,
        priceMinor: minorUnits(100),
      },
    },
    ...changes,
  };
}

async function redeemAll(stage: Stage, ...people: readonly string[]): Promise<void> {
  for (const one of people) await stage.redeem(one);
}

function told(stage: Stage): readonly string[] {
  return stage.simulation.store.messages.map(({ template }) => template);
}

function charges(stage: Stage): readonly string[] {
  return stage.simulation.store.entries
    .filter(({ kind }) => kind === 'charge')
    .map(({ source, destination, minor }) => `${source} -> ${destination} ${String(minor)}`);
}

const charge = 'campaign:registration:operator -> campaign:registration:renewals 100';

describe('smart renewal', () => {
  it('lengthens a code at every so many redemptions, and charges the operator for each', async () => {
    const stage = await Stage.of(renewing());
    await redeemAll(stage, 'bob');
    expect(stage.state.expiresAt).toBe(after(24));
    await redeemAll(stage, 'cat');
    expect(stage.state.expiresAt).toBe(after(48));
    await redeemAll(stage, 'dan', 'eve');
    expect(stage.state.expiresAt).toBe(after(72));
    expect(charges(stage)).toEqual([charge, charge]);
    expect(told(stage)).toEqual(['renewed', 'renewed']);
    expect(stage.used(`operator:${asset}`)).toBe(200);
  });

  it('is refused and announced when the account is empty, and asked again after as many more', async () => {
    const stage = await Stage.of(renewing(), { operatorMinor: minorUnits(150) });
    await redeemAll(stage, 'bob', 'cat', 'dan', 'eve', 'fay', 'gus');
    expect(stage.state.expiresAt).toBe(after(48));
    expect(charges(stage)).toEqual([charge]);
    expect(told(stage)).toEqual(['renewed', 'renewal-refused', 'renewal-refused']);
    const renewals = stage.simulation.store.events.filter(({ kind }) => kind === 'renewal');
    expect(renewals.map(({ data }) => data['granted'])).toEqual([true, false, false]);
    await stage.at(48.5);
    expect(stage.state.endedAt).toBe(after(48));
  });

  it('charges for what it adds up to its bound, and nothing for what would add nothing', async () => {
    const stage = await Stage.of(renewing());
    await redeemAll(stage, ...Array.from({ length: 12 }, (_, at) => `p${String(at)}`));
    expect(stage.state.expiresAt).toBe(after(96));
    expect(charges(stage)).toHaveLength(3);
    expect(told(stage)).toHaveLength(3);
  });

  it('never goes beyond the end of the campaign', async () => {
    const period = {
      ...termsLike().period,
      ends: { kind: 'after', ms: duration(30 * hour) },
    } as const;
    const stage = await Stage.of(renewing({ period }));
    await redeemAll(stage, 'bob', 'cat');
    expect(stage.state.expiresAt).toBe(after(30));
    await redeemAll(stage, 'dan', 'eve');
    expect(charges(stage)).toHaveLength(1);
  });

  it('does not count uses that come to nothing, and does not renew a code that has ended', async () => {
    const stage = await Stage.of(renewing());
    const reserved = redemptionOf(
      await stage.send({ ...use('bob'), kind: 'reserve', opId: op('r') }),
    );
    await stage.close('release', reserved);
    await redeemAll(stage, 'cat');
    const late = redemptionOf(await stage.send({ ...use('dan'), kind: 'reserve', opId: op('s') }));
    await stage.operate('revoke');
    await stage.close('confirm', late);
    expect(charges(stage)).toEqual([]);
  });
});

describe('rewards for inviters further up', () => {
  const levels = [2, 3].map((level) => ({ level, minor: minorUnits(level) }));

  /** Ann's code, and one of each of the people, each of whom redeemed the code before. */
  async function line(...people: readonly string[]): Promise<Stage> {
    const when = { milestones: ['redeemed'], condition: null };
    const { rewards } = termsLike();
    const [base] = rewards;
    if (base === undefined) throw new Error('terms have a reward');
    const tiers = levels.map(({ level, minor }) => ({
      ...base,
      ...{ id: `level-${String(level)}`, level, when, to: ['inviter' as const], caps: [] },
      schedule: { kind: 'each' as const, minor },
    }));
    const stage = await Stage.of({ rewards: tiers });
    let code = stage.code;
    for (const one of people) {
      await stage.send(use(one), code);
      code = await stage.issue(one);
    }
    return stage;
  }

  async function redeemOf(stage: Stage, holder: string, invitee: string) {
    return earned(await stage.send(use(invitee), await stage.issue(holder)));
  }

  it('go to who invited the inviter, and one further', async () => {
    const stage = await line('bob', 'cat');
    expect(await redeemOf(stage, 'cat', 'dan')).toEqual([2, 3]);
    expect(stage.rewards.map(([who, minor]) => [who, minor])).toEqual([
      ['ann', 2],
      ['bob', 2],
      ['ann', 3],
    ]);
  });

  it('are refused where nobody invited that far up', async () => {
    const stage = await line('bob');
    expect(await redeemOf(stage, 'bob', 'cat')).toEqual([2, 'NO_INVITER_AT_LEVEL']);
    expect(await redeemOf(stage, 'ann', 'zoe')).toEqual([
      'NO_INVITER_AT_LEVEL',
      'NO_INVITER_AT_LEVEL',
    ]);
  });

  it('never come back to the invitee or to somebody who is paid on the way', async () => {
    const stage = await line('bob', 'cat');
    // Ann is invited by Cat, whom she invited at two removes: the line is a ring now.
    expect(await redeemOf(stage, 'cat', 'ann')).toEqual([2, 'NO_INVITER_AT_LEVEL']);
    expect(await redeemOf(stage, 'ann', 'dan')).toEqual([2, 3]);
    expect(await redeemOf(stage, 'bob', 'eve')).toEqual([2, 3]);
    const paid = stage.rewards.filter(([who]) => who === 'ann').length;
    expect(paid).toBeGreaterThan(0);
  });

  it('do not count an invitation that was never completed', async () => {
    const stage = await line();
    await stage.send({ ...use('bob'), kind: 'reserve', opId: op('r') });
    expect(await redeemOf(stage, 'bob', 'cat')).toEqual([
      'NO_INVITER_AT_LEVEL',
      'NO_INVITER_AT_LEVEL',
    ]);
    expect(stage.simulation.now).toBe(start);
  });
});
