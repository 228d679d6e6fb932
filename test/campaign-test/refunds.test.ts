import { expect, test } from 'vitest';
import { parseTest } from '../../campaign-test/parse.ts';
import { caseFile, failuresOf, fileOf, play } from './play.ts';

const ladder = caseFile('small.yaml')
  .replace(
    '      amount: "1.00"\n',
    '      ladder: { over: person, of: registered, steps: [{ purchases: "100.00", amount: "1.00" }, { purchases: "150.00", amount: "0.50" }] }\n',
  )
  .replace('      caps: { perLineage: "2.00" }\n', '');

const bought = `
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: [bob, cleo] }
      - { do: milestone, by: bob, reached: registered, purchase: 90.00 CNY }
      - { do: milestone, by: cleo, reached: registered, purchase: 60.00 CNY, then: { held: 1.50 CNY } }`;

test('a part that was refunded takes the steps back that the ladder is below, and no more', async () => {
  const steps = `${bought}
      - { do: cancel, by: bob, reached: registered, purchase: 10.00 CNY, then: { held: 1.00 CNY } }
      - { do: cancel, by: bob, reached: registered, purchase: 80.01 CNY, expect: MORE_THAN_LEFT }
      - { do: cancel, by: bob, reached: redeemed, purchase: 1.00 CNY, expect: MORE_THAN_LEFT }
      - { do: cancel, by: cleo, reached: registered, purchase: 40.01 CNY, then: { held: [] } }
      - { do: redeem, of: ann, by: bob, expect: ALREADY_REDEEMED, note: the redemption stands }`;
  const then = 'then: { paid: { ann: 20 points, bob: 10 points, cleo: 10 points } }';
  const played = await play(
    fileOf(`  - name: refunded\n    steps:${steps}\n    ${then}\n`),
    ladder,
  );
  expect(played.diagnostics).toEqual([]);
  expect(failuresOf(played)).toEqual([]);
});

test('a refund is in the currency of the purchases that the ladder counts', async () => {
  const steps = `${bought}
      - { do: cancel, by: bob, reached: registered, purchase: 10.00 USD }`;
  const { diagnostics } = await play(fileOf(`  - name: dollars\n    steps:${steps}\n`), ladder);
  expect(diagnostics.map(({ line, code }) => `${line} ${code}`)).toEqual(['13 WRONG_VALUE']);
});

test('a refund names how much, and by which milestone', () => {
  const parsed = parseTest(
    fileOf(`  - name: halves
    steps:${bought}
      - { do: cancel, by: bob, reached: registered }
      - { do: cancel, by: bob, purchase: 10.00 CNY }
      - { do: cancel, by: bob }
`),
    'small.test.yaml',
  );
  const told = parsed.ok ? [] : parsed.diagnostics.map(({ line, code }) => `${line} ${code}`);
  expect(told).toEqual(['13 MISSING_KEY', '14 MISSING_KEY']);
});
