import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { CapTerms, RewardTerms, Side } from '../../domain/campaign/terms.ts';
import type { CodeId, SubjectId } from '../../domain/ids.ts';
import type { Bought } from '../../lint/purchase-brought.ts';
import { smallestPurchaseSplit } from '../../lint/purchase-splits.ts';
import type { ByPurchase } from '../../lint/purchase-shares.ts';
import { smallestSplit } from '../../lint/smallest-split.ts';
import { reward, Stage, use } from '../rules/stage.ts';
import { freshOpId } from '../support/commands.ts';
import { ladders, percents, purchaseBands, waiting } from './by-purchase.ts';

const settings = { numRuns: 60 };

/** What one person is granted for each purchase, all months of it: as both sides, or as invitee alone. */
async function played(own: RewardTerms, { codes, parts }: Bought): Promise<number[]> {
  const stage = await Stage.of({ rewards: [own] });
  const had = (): number =>
    stage.rewards
      .filter(([who]) => who.startsWith('mallory'))
      .reduce((sum, [, minor]) => sum + minor, 0);
  const shared = await stage.issue('mallory');
  const brought: number[] = [];
  for (const [at, price] of parts.entries()) {
    const code = codes === 'one' ? shared : await stage.issue(`inviter-${String(at)}`);
    const before = had();
    await buy(stage, code, { who: `mallory-${String(at)}`, price });
    brought.push(had() - before);
  }
  return brought;
}

async function buy(
  stage: Stage,
  code: CodeId,
  { who, price }: { readonly who: string; readonly price: number },
): Promise<void> {
  await stage.send(use(who), code);
  const reached = { invitee: who as SubjectId, milestone: 'registered' };
  const command = { kind: 'milestone', opId: freshOpId(), ...reached } as const;
  await stage.send({ ...command, purchaseAmountMinor: price }, code);
}

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);

/** Every way to share so much among four accounts at most, the larger part first. */
function sharings(purchase: number, accounts = 4, most = purchase): number[][] {
  if (purchase === 0) return [[]];
  if (accounts === 0) return [];
  return Array.from({ length: Math.min(purchase, most) }, (_, at) => at + 1).flatMap((first) =>
    sharings(purchase - first, accounts - 1, first).map((rest) => [first, ...rest]),
  );
}

/** The example of a finding pays what it says; without one no sharing of these purchases pays. */
async function expectToldOrProof(own: ByPurchase, caps: readonly CapTerms[]): Promise<void> {
  const months = own.recurring?.months ?? 1;
  const split = smallestPurchaseSplit(own, caps);
  if (split !== undefined) {
    const { codes, parts, brought, together } = split;
    const whole = { codes, parts: [sum(parts)] };
    expect(await played(own, whole)).toEqual([together * months]);
    expect(await played(own, split)).toEqual(brought.map((minor) => minor * months));
    expect(sum(brought)).toBeGreaterThan(together);
    return;
  }
  const ways = own.to.includes('inviter') ? (['one'] as const) : (['one', 'another'] as const);
  for (const codes of ways) {
    for (const purchase of [4, 7]) {
      const together = sum(await played(own, { codes, parts: [purchase] }));
      for (const parts of sharings(purchase)) {
        expect(sum(await played(own, { codes, parts }))).toBeLessThanOrEqual(together);
      }
    }
  }
}

const sides = fc.constantFrom<readonly Side[]>(['inviter'], ['invitee'], ['inviter', 'invitee']);
const monthly = fc.constantFrom({}, { recurring: { months: 2 } });

test('sharing a purchase pays only if the finding says so, and its example does', async () => {
  const schedules = fc.oneof(percents, purchaseBands(3), ladders);
  await fc.assert(
    fc.asyncProperty(schedules, waiting, sides, monthly, async (schedule, when, to, months) => {
      await expectToldOrProof({ ...reward({ when, to, ...months }), schedule }, []);
    }),
    settings,
  );
});

const scopes = fc.constantFrom('code', 'lineage', 'person', 'campaign');

test('under a cap too', async () => {
  const cap = fc.record({
    ...{ scope: scopes, unit: fc.constantFrom('amount', 'count'), more: fc.nat({ max: 12 }) },
    sides: fc.constantFrom('each', 'both'),
  });
  const schedules = fc.oneof(percents, purchaseBands(2));
  const side = fc.constantFrom<readonly Side[]>(['inviter'], ['invitee']);
  await fc.assert(
    fc.asyncProperty(schedules, waiting, side, cap, async (schedule, when, to, bound) => {
      const { more, ...rest } = bound;
      // A cap that lets less through than an amount of its reward is refused when it is compiled.
      const largest =
        schedule.kind === 'percent'
          ? schedule.ceiling
          : Math.max(...schedule.bands.map(({ minor }) => minor));
      const max = bound.unit === 'amount' ? largest + more : 1 + (more % 3);
      const caps: readonly CapTerms[] = [{ ...rest, max }];
      await expectToldOrProof({ ...reward({ when, to, caps }), schedule }, caps);
    }),
    { numRuns: 100 },
  );
});

test('what invitees of one inviter pay is one sum to a ladder, whoever pays it', async () => {
  await fc.assert(
    fc.asyncProperty(ladders, sides, async (schedule, to) => {
      const own = reward({ schedule, to, when: { milestones: ['registered'], condition: null } });
      const together = sum(await played(own, { codes: 'one', parts: [7] }));
      for (const parts of sharings(7)) {
        expect(sum(await played(own, { codes: 'one', parts }))).toBe(together);
      }
    }),
    { numRuns: 20 },
  );
});

test('several inviters gain by the purchases of a ladder only if SPLITTING_PAYS says so, and its example does', async () => {
  /** What accounts of one person have that invite one buyer each. */
  const invited = async (own: RewardTerms, parts: readonly number[]): Promise<number> => {
    const stage = await Stage.of({ rewards: [own] });
    for (const [at, price] of parts.entries()) {
      const code = await stage.issue(`mallory-${String(at)}`);
      await buy(stage, code, { who: `buyer-${String(at)}`, price });
    }
    return stage.rewards.reduce((all, [, minor]) => all + minor, 0);
  };
  await fc.assert(
    fc.asyncProperty(ladders, async (schedule) => {
      const own = reward({ schedule, when: { milestones: ['registered'], condition: null } });
      const split = smallestSplit(schedule);
      if (split !== undefined) {
        expect(await invited(own, [sum(split.parts)])).toBe(split.together);
        expect(await invited(own, split.parts)).toBe(split.apart);
        return;
      }
      const together = await invited(own, [7]);
      for (const parts of sharings(7)) {
        expect(await invited(own, parts)).toBeLessThanOrEqual(together);
      }
    }),
    settings,
  );
});
