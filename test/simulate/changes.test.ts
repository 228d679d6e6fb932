import { expect, test } from 'vitest';

import { changesBetween } from '../../cli/simulate/changes.ts';
import { whole } from '../../cli/simulate/words.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import { shippedText } from './people.ts';

const registration = shippedText('campaigns/registration.yaml');

function version(...lines: readonly string[]): Parameters<typeof changesBetween>[0] {
  const compiled = compileCampaign(`${registration}  variants:\n    - ${lines.join('\n    - ')}\n`);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const { terms, variants } = compiled;
  return { terms, variants: new Map(variants.map((one) => [one.digest, one])) };
}

const plain = '{ id: plain, weight: 50 }';
const twice = (amount: string): string =>
  `{ id: twice, weight: 50, spec: { rewards: [{ id: red-packet, amount: "${amount}" }] } }`;

test('what only a variant says otherwise is told of the variant, and no digests', () => {
  expect(changesBetween(version(plain, twice('2.00')), version(plain, twice('3.00')))).toEqual([
    'variants.twice.spec.rewards.red-packet.amount: 2.00 CNY -> 3.00 CNY',
  ]);
});

test('variants that come, go and are weighted otherwise are told in a line each', () => {
  const fresh = version('{ id: plain, weight: 60 }', '{ id: gold, weight: 1, segment: gold }');
  expect(changesBetween(version(plain, twice('2.00')), fresh)).toEqual([
    'variants.gold: (nothing) -> weight 1, of segment gold',
    'variants.plain: weight 50 -> weight 60',
    'variants.twice: weight 50 -> (nothing)',
  ]);
});

test('nothing is written without a sign', () => {
  expect([-0.4, 0, -3, 1234].map(whole)).toEqual(['0', '0', '-3', '1,234']);
});
