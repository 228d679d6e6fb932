import { expect, test } from 'vitest';
import { readProperties } from '../../cli/properties.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Asset } from '../../domain/money.ts';

const terms: Pick<Terms, 'properties'> = {
  properties: {
    order: {
      amount: { kind: 'money', asset: 'CNY/2' as Asset },
      pieces: { kind: 'number', min: 1, max: null },
      first: { kind: 'flag' },
      note: { kind: 'text', oneOf: null },
    },
  },
};

test('each value is read as its property has it, and what does not fit is left for the answer', () => {
  const said = ['amount=128.50', 'pieces=2', 'first=true', 'note=a=b', 'colour=7'];
  expect(readProperties(said, 'order', terms)).toEqual({
    ...{ amount: '128.50', pieces: 2, first: true, note: 'a=b', colour: '7' },
  });
  expect(readProperties(['pieces=two', 'first=1'], 'order', terms)).toEqual({
    ...{ pieces: 'two', first: '1' },
  });
  expect(readProperties(undefined, 'order', terms)).toBeUndefined();
});

test.each([['amount'], ['=5'], ['amount='], ['pieces=1', 'pieces=2']])(
  '%s is wrong use',
  (...said) => {
    expect(() => readProperties(said, 'order', terms)).toThrow(/--property/);
  },
);
