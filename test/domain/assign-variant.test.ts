import { expect, test } from 'vitest';

import { assignVariant } from '../../domain/campaign/assign-variant.ts';
import type { VariantTerms } from '../../domain/campaign/terms.ts';
import type { CampaignId, Digest, SubjectId } from '../../domain/ids.ts';

const people = Array.from({ length: 100_000 }, (_, index) => `person-${index}` as SubjectId);

function campaignOf(weights: Readonly<Record<string, number>>, id = 'autumn') {
  const variants = Object.entries(weights).map(([name, weight]): VariantTerms => {
    const [variant = '', segment = null] = name.split('@');
    return { id: variant, weight, segment, digest: `digest-${name}` as Digest };
  });
  return { campaign: id as CampaignId, variants };
}

type Campaign = ReturnType<typeof campaignOf>;

function assigned(campaign: Campaign): readonly string[] {
  return people.map((holder) => assignVariant(campaign, { holder })?.id ?? '');
}

function moved(before: readonly string[], after: readonly string[]): readonly [string, string][] {
  return before.flatMap((was, index): [string, string][] => {
    const is = after[index] ?? '';
    return was === is ? [] : [[was, is]];
  });
}

const usual = campaignOf({ a: 50, b: 40, 'hold-out': 10 });

test('a hundred thousand people are divided by the weights', () => {
  const found = assigned(usual);
  // Chi-squared with two degrees of freedom: above 13.8 once in a thousand.
  const chi = usual.variants.reduce((sum, { id, weight }) => {
    const wanted = people.length * (weight / 100);
    return sum + (found.filter((one) => one === id).length - wanted) ** 2 / wanted;
  }, 0);
  expect(chi).toBeLessThan(13.8);
});

test('campaigns divide people independently of each other', () => {
  const [one, other] = [
    assigned(usual),
    assigned(campaignOf({ a: 50, b: 40, 'hold-out': 10 }, 'winter')),
  ];
  const both = one.filter((id, index) => id === 'a' && other[index] === 'a').length;
  // A quarter; the standard deviation is 137.
  expect(Math.abs(both - people.length / 4)).toBeLessThan(4 * 137);
});

test('the same person gets the same one, in whatever order they are listed', () => {
  const reversed = { ...usual, variants: [...usual.variants].reverse() };
  expect(moved(assigned(usual), assigned(reversed))).toEqual([]);
  expect(
    ['ann', 'bob', 'cem', 'dee'].map(
      (holder) => assignVariant(usual, { holder: holder as SubjectId })?.id,
    ),
  ).toMatchInlineSnapshot(`
    [
      "b",
      "a",
      "a",
      "a",
    ]
  `);
});

test('a change of weights moves only those whom it must', () => {
  const found = moved(assigned(usual), assigned(campaignOf({ a: 50, b: 20, 'hold-out': 10 })));
  // b falls from 40 of 100 to 20 of 80; everybody who moves comes from there.
  expect(new Set(found.map(([from]) => from))).toEqual(new Set(['b']));
  expect(Math.abs(found.length - people.length * 0.15)).toBeLessThan(4 * 113);
});

test('a new variant takes from each in proportion, and gives back when it goes', () => {
  const wider = campaignOf({ a: 50, b: 40, 'hold-out': 10, c: 25 });
  const found = moved(assigned(usual), assigned(wider));
  expect(new Set(found.map(([, to]) => to))).toEqual(new Set(['c']));
  expect(Math.abs(found.length - people.length / 5)).toBeLessThan(4 * 127);
  const fromA = found.filter(([from]) => from === 'a').length;
  expect(Math.abs(fromA - found.length / 2)).toBeLessThan(4 * 71);
});

test('who has had a code stays with its variant as long as there is one of that name', () => {
  const holder = 'ann' as SubjectId;
  for (const former of ['a', 'b', 'hold-out']) {
    expect(assignVariant(usual, { holder, former })?.id).toBe(former);
    expect(assignVariant(usual, { holder, former, segment: 'gold' })?.id).toBe(former);
  }
  expect(assignVariant(usual, { holder, former: 'gone' })).toEqual(
    assignVariant(usual, { holder }),
  );
});

test('a segment with variants has them for itself', () => {
  const [holder, segment] = ['ann' as SubjectId, 'gold'];
  const both = campaignOf({ a: 1, 'g@gold': 1 });
  expect(assignVariant(both, { holder, segment })?.id).toBe('g');
  expect(assignVariant(both, { holder })?.id).toBe('a');
  expect(assignVariant(both, { holder, segment: 'silver' })?.id).toBe('a');
  expect(assignVariant(campaignOf({ 'g@gold': 1 }), { holder })).toBeUndefined();
  expect(assignVariant({ campaign: 'autumn' as CampaignId }, { holder })).toBeUndefined();
});
