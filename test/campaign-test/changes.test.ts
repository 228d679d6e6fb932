import { expect, test } from 'vitest';
import { failuresOf, fileOf, play } from './play.ts';

async function told(changes: string): Promise<readonly string[]> {
  const { diagnostics } = await play(
    fileOf(`  - name: changed
    with: { ${changes} }
    steps: [{ do: issue, of: ann }]
  - name: as it is
    steps: [{ do: issue, of: ann }]
`),
  );
  return diagnostics.map(
    ({ line, column, code, message, expected, meant }) =>
      `${line}:${column} ${code} ${message}: ${[...(meant === undefined ? [] : [meant]), expected].join(' of ')}`,
  );
}

test('a path of `with` that leads nowhere is told at its key, and nothing is thrown', async () => {
  expect(await told('spec.rewards.packte.amount: "2"')).toEqual([
    '8:13 UNKNOWN_NAME the list has no item "packte": packet of one of: packet, welcome',
  ]);
  expect(await told('spec.purpose: register, spec.purpose.foo: 3')).toEqual([
    '8:37 UNKNOWN_NAME there is no "foo" in spec.purpose, which is a single value: the path of a value, or of one that can be added',
  ]);
  expect(await told('spec.milestones.x: y, spec.budget.CNY: "2.00"')).toEqual([
    '8:13 UNKNOWN_NAME the list has no item "x": 0',
  ]);
  expect(await told('spec.code.channels: [], spec.code.channels.7: y')).toEqual([
    '8:37 UNKNOWN_NAME the list has no item "7": another path: the list is empty',
  ]);
});

test('the other tests of the file are played', async () => {
  const { results } = await play(
    fileOf(`  - name: changed
    with: { spec.rewards.x.amount: "2" }
    steps: [{ do: issue, of: ann }]
  - name: as it is
    steps: [{ do: issue, of: ann }]
`),
  );
  expect(results.map(({ name }) => name)).toEqual(['as it is']);
});

test('a campaign that is wrong is told at the change that made it so, with the row', async () => {
  const { diagnostics, results } = await play(
    fileOf(`  - name: rows
    matrix: { amount: ["2.00", "2.001"] }
    with:
      spec.budget.CNY: "7.00"
      spec.rewards.packet.amount: "\${amount}"
    steps: [{ do: issue, of: ann }]
`),
  );
  expect(results.map(({ name }) => name)).toEqual(['rows (amount 2.00)']);
  expect(diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
    '11:7 in row (amount 2.001): with these changes the campaign is wrong at spec.rewards[0].amount: "amount" is no amount of CNY',
  ]);
});

test('who had a variant that the test takes away has none', async () => {
  const { diagnostics, results } = await play(
    fileOf(`  - name: without variants
    with: { spec.variants: [] }
    steps: [{ do: issue, of: ann }]
`).replace('ann: {}', 'ann: { variant: b }'),
  );
  expect(diagnostics).toEqual([]);
  expect(results).toHaveLength(1);
});

test('nothing of an asset is as good as nothing', async () => {
  const steps = 'steps: [{ do: issue, of: ann }]';
  const zeros = [
    '{ held: 0 points, paid: { ann: 0.00 CNY, bob: [0 points, 0 CNY] } }',
    '{ held: [0 points, 0 CNY], paid: {} }',
  ];
  for (const then of zeros) {
    const played = await play(fileOf(`  - { name: zero, ${steps}, then: ${then} }\n`));
    expect(failuresOf(played)).toEqual([]);
  }
});
