import { expect, test } from 'vitest';

import { printable, printableInColour } from '../../cli/output/printable.ts';

test('control characters are shown by their number, line breaks are kept', () => {
  expect(printable('a\u0001\u001b[31mb\u009b2J\tc\n中')).toBe(
    'a\\u0001\\u001b[31mb\\u009b2J\\u0009c\n中',
  );
});

test('of escapes only colours are left', () => {
  expect(printableInColour('\u001b[32mok\u001b[39m \u001b[2J\u001b]0;title\u0007')).toBe(
    '\u001b[32mok\u001b[39m \\u001b[2J\\u001b]0;title\\u0007',
  );
});
