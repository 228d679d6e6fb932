import { expect, test } from 'vitest';
import { fileOf, play } from './play.ts';

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
