import { expect, test } from 'vitest';
import { compileCampaign } from '../../compile/campaign.ts';
import { base, edited } from '../lint/base.ts';

function told(text: string): unknown {
  const compiled = compileCampaign(text);
  return compiled.ok ? [] : compiled.diagnostics;
}

test('a misspelt kind is told as one, and another kind as what the file is', () => {
  expect(told(edited(['kind: Campaign', 'kind: campaign']))).toMatchObject([
    { code: 'WRONG_KIND', message: '"kind" cannot be "campaign"', expected: 'Campaign' },
  ]);
  expect(told(edited(['kind: Campaign', 'kind: Population']))).toMatchObject([
    { code: 'WRONG_KIND', message: 'the file is a Population', expected: 'Campaign' },
  ]);
});

test('a word of three letters is not taken for one of which it shares one or two', () => {
  expect(told(`${base}bin: {}\n`)).toMatchObject([{ code: 'UNKNOWN_KEY', path: 'bin' }]);
  expect(told(`${base}bin: {}\n`)).not.toMatchObject([{ meant: 'kind' }]);
  expect(told(edited(['kind: Campaign', 'knid: Campaign']))).toMatchObject([{ meant: 'kind' }]);
});
