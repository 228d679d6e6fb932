import { expect, it } from 'vitest';

import { dearestCase } from '../../domain/campaign/dearest-case.ts';
import type { CapTerms, RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { redPacket, termsLike } from '../support/terms.ts';

const budget = [{ asset: redPacket.asset, minor: minorUnits(1e12) }];
/** 1,000 codes open, thirty lifetimes, one use each: 30,000 uses. */
const redemption = { usesMax: 1, reserveForMs: duration(0), onRevoke: 'void' as const };

function pays(minor: number, more: Partial<RewardTerms> = {}): RewardTerms {
  const schedule = { kind: 'each' as const, minor: minorUnits(minor) };
  return { ...redPacket, caps: [], schedule, ...more };
}

function variant(name: string, rewards: readonly RewardTerms[], more: Partial<Terms> = {}): Terms {
  return { ...termsLike({ rewards, budget, redemption, ...more }), variant: name };
}

function dearest(
  variants: readonly Terms[],
  segment: string | null = null,
): number | null | undefined {
  const listed = variants.map(({ variant: id = '' }) => ({
    ...{ id, weight: 1, segment, digest: id as Digest },
  }));
  const own = termsLike({ rewards: [pays(900)], budget, redemption, variants: listed });
  return dearestCase(own, variants)[0]?.promised;
}

const campaign = (max: number, unit: CapTerms['unit'] = 'amount'): Partial<RewardTerms> => ({
  caps: [{ scope: 'campaign', unit, max, sides: 'each' }],
});

it('is of the dearest variant for every use, and neither of the sum nor of the first', () => {
  expect(dearest([variant('a', [pays(100)]), variant('b', [pays(300)])])).toBe(300 * 30_000);
});

it('counts the own terms only where somebody may have them', () => {
  const variants = [variant('a', [pays(100)])];
  expect(dearest(variants)).toBe(100 * 30_000);
  expect(dearest(variants, 'gold')).toBe(900 * 30_000);
});

it('goes on in another variant where a cap of the campaign stops one', () => {
  const gift = { ...pays(200), id: 'gift' as RewardTerms['id'] };
  const capped = variant('a', [pays(1000, campaign(5000))]);
  expect(dearest([capped, variant('b', [{ ...gift, ...campaign(7000) }])])).toBe(12_000);
  expect(dearest([capped, variant('b', [gift])])).toBe(5000 + 200 * 30_000);
});

it('is never more than the dearest without its caps of the campaign', () => {
  const most = 100 * 30_000;
  const gift = { ...pays(100), id: 'gift' as RewardTerms['id'] };
  expect(dearest([variant('a', [pays(100, campaign(most - 100))]), variant('b', [gift])])).toBe(
    most,
  );
});

it('counts a cap that variants share once, as the most generous has it', () => {
  const of = (name: string, minor: number, max: number): Terms =>
    variant(name, [pays(minor, campaign(max, 'count'))]);
  expect(dearest([of('a', 100, 50), of('b', 300, 50)])).toBe(15_000);
});

it('stops at a limit of all rewards together', () => {
  const gift = { ...pays(200), id: 'gift' as RewardTerms['id'] };
  const limits = [
    {
      ...{ of: { kind: 'scope' as const, scope: 'campaign' as const }, every: null },
      ...{ unit: 'amount' as const, max: 8000, asset: redPacket.asset },
    },
  ];
  const a = variant('a', [pays(1000, campaign(5000))], { limits });
  expect(dearest([a, variant('b', [gift], { limits })])).toBe(8000);
});
