import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { resolveCampaign } from '../../compile/extend/resolve.ts';

interface Whole {
  readonly spec: { readonly period: object; readonly rewards: readonly object[] };
}

/** The whole of what says `spec` over a base that has one reward. */
function over(reward: string, spec: string): Whole['spec'] {
  const base = `apiVersion: usher/v1
kind: Campaign
metadata: { id: base, title: Base, owner: team }
spec:
  period: { starts: 2027-01-01, lasts: 30d, timeZone: UTC }
  rewards: [{ id: thanks, ${reward} }]
`;
  const own = `apiVersion: usher/v1
kind: Campaign
extends: ./base.yaml
metadata: { id: own }
spec: ${spec}
`;
  return (parse(resolveCampaign(own, [{ file: 'base.yaml', ok: true, text: base }]) ?? '') as Whole)
    .spec;
}

const compared = 'condition: { fact: region, operator: equal, value: CN }';

// prettier-ignore
test.each([
  ['a schedule', 'bands: { bands: [] }', 'amount: "5"', { amount: '5' }],
  ['an end of points', 'expiresAfter: 9d', 'expiresAt: "2028-01-01"', { expiresAt: '2028-01-01' }],
  ['a total', 'caps: { quantity: "9", perCode: "1" }', 'caps: { perCampaign: "8" }', { caps: { perCode: '1', perCampaign: '8' } }],
  ['a condition', 'condition: { all: [] }', 'condition: { not: { any: [] } }', { condition: { not: { any: [] } } }],
  ['what is inside of not', 'condition: { not: { all: [] } }', 'condition: { not: { any: [] } }', { condition: { not: { any: [] } } }],
  ['several comparisons', compared, 'condition: { any: [] }', { condition: { any: [] } }],
])('%s takes the place of what it excludes', (_, below, above, want) => {
  const { rewards } = over(below, `{ rewards: [{ id: thanks, ${above} }] }`);
  expect(rewards).toEqual([{ id: 'thanks', ...want }]);
});

test('an end takes the place of a length', () => {
  const { period } = over('amount: "5"', '{ period: { ends: "2027-03-01" } }');
  expect(period).toEqual({ starts: '2027-01-01', ends: '2027-03-01', timeZone: 'UTC' });
});

test('what excludes nothing is merged as ever, and null chooses nothing', () => {
  const { rewards } = over(
    `amount: "5", ${compared}`,
    '{ rewards: [{ id: thanks, bands: null, condition: { value: DE } }] }',
  );
  const condition = { fact: 'region', operator: 'equal', value: 'DE' };
  expect(rewards).toEqual([{ id: 'thanks', amount: '5', bands: null, condition }]);
});
