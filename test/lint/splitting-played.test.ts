import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { CapTerms, RewardTerms, Schedule, Side } from '../../domain/campaign/terms.ts';
import type { CodeId, SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { smallestFree, splitUnder } from '../../lint/false-names.ts';
import { firstEarned, smallestSplit } from '../../lint/smallest-split.ts';
import { randoms } from '../domain/randoms.ts';
import { reward, Stage, use } from '../rules/stage.ts';
import { freshOpId } from '../support/commands.ts';

const settings = { numRuns: 40 };
const minor = fc.integer({ min: 1, max: 50 }).map(minorUnits);
const steps = fc
  .uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
  .chain((at) =>
    fc
      .array(minor, { minLength: at.length, maxLength: at.length })
      .map((amounts) =>
        at
          .sort((a, b) => a - b)
          .map((invitees, n) => ({ invitees, minor: amounts[n] ?? minorUnits(1) })),
      ),
  );
const over = fc.constant('person' as const);
/** Schedules that count invitees. */
const counting: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ kind: fc.constant('ladder' as const), over, steps }),
  fc.record({ kind: fc.constant('bands' as const), over, bands: steps }),
  fc.record({
    ...{ kind: fc.constant('decay' as const), over, every: fc.integer({ min: 1, max: 2 }) },
    ...{ first: minor, keepPercent: fc.integer({ min: 0, max: 100 }) },
    floor: fc.constant(minorUnits(0)),
  }),
);
/** Those that do not. */
const plain: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ kind: fc.constant('each' as const), minor }),
  randoms,
  fc.record({
    ...{ kind: fc.constant('percent' as const), milestone: fc.constant('registered') },
    ...{ property: fc.constant(null), basisPoints: fc.integer({ min: 1, max: 10_000 }) },
    ...{ floor: minor, ceiling: fc.constant(minorUnits(1000)) },
  }),
);

/** What one person's accounts have been granted, all months of it. */
function had({ rewards }: Stage, accounts: readonly string[]): number {
  return rewards
    .filter(([who]) => accounts.includes(who))
    .reduce((sum, [, amount]) => sum + amount, 0);
}

/** What so many friends bring a person whose accounts share them as `parts` says. */
async function played(rewards: readonly RewardTerms[], parts: readonly number[]): Promise<number> {
  const stage = await Stage.of({ rewards });
  const accounts = parts.map((_, at) => `account-${String(at)}`);
  for (const [at, account] of accounts.entries()) {
    const code = await stage.issue(account);
    await bring(stage, code, { from: `${account}-friend`, count: parts[at] ?? 0 });
  }
  return had(stage, accounts);
}

async function bring(
  stage: Stage,
  code: CodeId,
  { from, count, price = 1000 }: { from: string; count: number; price?: number },
): Promise<void> {
  for (let friend = 1; friend <= count; friend += 1) {
    const who = `${from}-${String(friend)}`;
    await stage.send(use(who), code);
    const reached = { invitee: who as SubjectId, milestone: 'registered' };
    const command = { kind: 'milestone', opId: freshOpId(), ...reached } as const;
    await stage.send({ ...command, purchaseAmountMinor: price }, code);
  }
}

/** Every way to share so many among accounts, the larger part first. */
function sharings(count: number, most = count): number[][] {
  if (count === 0) return [[]];
  return Array.from({ length: Math.min(count, most) }, (_, at) => at + 1).flatMap((first) =>
    sharings(count - first, first).map((rest) => [first, ...rest]),
  );
}

const sides = fc.constantFrom<readonly Side[]>(['inviter'], ['inviter', 'invitee']);
const registered = { milestones: ['redeemed', 'registered'], condition: null };

test('nobody gains by several accounts where every invitee counts alone, for one side or both, once or monthly', async () => {
  await fc.assert(
    fc.asyncProperty(plain, sides, fc.boolean(), async (schedule, to, monthly) => {
      const recurs = monthly && schedule.kind !== 'random';
      const own = reward({
        ...{ schedule, to, when: registered },
        ...(recurs ? { recurring: { months: 2 } } : {}),
      });
      expect(smallestSplit(schedule)).toBeUndefined();
      const together = await played([own], [4]);
      expect(together).toBeGreaterThan(0);
      for (const parts of sharings(4)) {
        expect(await played([own], parts)).toBeLessThanOrEqual(together);
      }
    }),
    settings,
  );
});

test('where invitees are counted, a sharing gains only if the finding says so, and its example does', async () => {
  await fc.assert(
    fc.asyncProperty(counting, fc.boolean(), async (schedule, monthly) => {
      const own = reward({
        ...{ schedule, when: registered },
        ...(monthly ? { recurring: { months: 2 } } : {}),
      });
      const split = smallestSplit(schedule);
      if (split === undefined) {
        const together = await played([own], [4]);
        for (const parts of sharings(4)) {
          expect(await played([own], parts)).toBeLessThanOrEqual(together);
        }
        return;
      }
      const [more, less] = split.parts;
      const gained = (await played([own], [more, less])) - (await played([own], [more + less]));
      expect(gained).toBe((split.apart - split.together) * (monthly ? 2 : 1));
      expect(gained).toBeGreaterThan(0);
    }),
    settings,
  );
});

test('a level further up pays whoever invites a second account of their own, as the finding says', async () => {
  await fc.assert(
    fc.asyncProperty(minor, fc.oneof(counting, plain), async (first, schedule) => {
      const one = reward({
        id: 'first',
        schedule: { kind: 'each', minor: first },
        when: registered,
      });
      const two = reward({ id: 'second', level: 2, schedule, when: registered });
      const { invitees } = firstEarned(schedule);
      const honest = await Stage.of({ rewards: [one, two] });
      await bring(honest, await honest.issue('mallory'), { from: 'friend', count: invitees });
      const chain = await Stage.of({ rewards: [one, two] });
      await chain.send(use('mallory-2'), await chain.issue('mallory'));
      await bring(chain, await chain.issue('mallory-2'), { from: 'friend', count: invitees });
      const accounts = ['mallory', 'mallory-2'];
      expect(had(chain, accounts)).toBeGreaterThan(had(honest, accounts));
    }),
    settings,
  );
});

const fixed: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ kind: fc.constant('each' as const), minor }),
  fc.record({ kind: fc.constant('bands' as const), over, bands: steps }),
);
const cap: fc.Arbitrary<CapTerms> = fc.record({
  scope: fc.constantFrom('person', 'code', 'lineage'),
  ...{ unit: fc.constantFrom('amount', 'count'), max: fc.integer({ min: 1, max: 60 }) },
  sides: fc.constantFrom('each', 'both'),
});

test('a cap is escaped by a second account exactly as the finding says', async () => {
  await fc.assert(
    fc.asyncProperty(fixed, cap, sides, async (schedule, one, to) => {
      fc.pre(smallestSplit(schedule) === undefined);
      const bound = one.unit === 'count' ? { ...one, max: 1 + (one.max % 3) } : one;
      const own = reward({ schedule, to, when: registered, caps: [bound] });
      const split = splitUnder(own, bound);
      const most = split === undefined ? 4 : split.parts[0] + split.parts[1];
      fc.pre(most <= 12);
      const together = await played([own], [most]);
      if (split === undefined) {
        for (const parts of sharings(most)) {
          expect(await played([own], parts)).toBeLessThanOrEqual(together);
        }
        return;
      }
      expect(together).toBe(split.together);
      expect(await played([own], split.parts)).toBe(split.apart);
    }),
    settings,
  );
});

test('a purchase by oneself brings back what the finding says, and a smaller one less than it costs', async () => {
  const percent = fc.record({
    ...{ kind: fc.constant('percent' as const), milestone: fc.constant('registered') },
    ...{ property: fc.constant(null), basisPoints: fc.integer({ min: 1, max: 12_000 }) },
    ...{ floor: fc.integer({ min: 0, max: 5 }).map(minorUnits) },
    ceiling: fc.constant(minorUnits(100)),
  });
  await fc.assert(
    fc.asyncProperty(percent, sides, async (schedule, to) => {
      const own = reward({ schedule, to, when: registered });
      const back = async (price: number): Promise<number> => {
        const stage = await Stage.of({ rewards: [own] });
        await bring(stage, await stage.issue('mallory'), { from: 'mallory', count: 1, price });
        return had(stage, ['mallory', 'mallory-1']);
      };
      const free = smallestFree([{ ...own, schedule }]);
      for (let price = 1; price < (free ?? 12); price += 1) {
        expect(await back(price)).toBeLessThan(price);
      }
      if (free !== undefined) expect(await back(free)).toBeGreaterThanOrEqual(free);
    }),
    settings,
  );
});
