import { expect, test } from 'vitest';

import { codeFrame } from '../../cli/output/frame.ts';
import { table } from '../../cli/output/table.ts';

test('a mark stands under what it means, though Chinese characters are two columns wide', () => {
  const text = 'metadata: { title: 红包, id: 名 }\n';
  const column = text.indexOf('名') + 1;
  expect(codeFrame({ line: 1, column, value: '名' }, text)).toEqual([
    '    1 | metadata: { title: 红包, id: 名 }',
    '      |                              ^^',
  ]);
});

test('columns of a table stay in line', () => {
  const drawn = table(
    [{ title: '活动' }, { title: 'count' }],
    [
      ['spring', '1'],
      ['新春邀请', '2'],
    ],
  );
  expect(drawn.split('\n')).toEqual(['活动      count', 'spring    1', '新春邀请  2']);
});
