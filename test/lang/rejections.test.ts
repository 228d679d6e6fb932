import { expect, test } from 'vitest';

import { sayRejection } from '../../campaign-test/say-rejection.ts';
import { exactly, exactWords, type ExactWords } from '../../domain/code/exact-words.ts';
import { reportOf } from '../../domain/commit/report.ts';
import type { OpId, SubjectId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { say } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';

test.each(Object.keys(exactWords) as ExactWords[])(
  'the exact words of %s are said in Chinese',
  (name) => {
    const message = exactly(name, 7, 8, 9);
    expect(textOf(sayRejection(message), 'en')).toBe(message);
    expect(textOf(sayRejection(message), 'zh')).not.toMatch(/(?!true|false)\b[A-Za-z]/);
  },
);

test('what is wrong with a property is said in Chinese, with what would be right', () => {
  const properties = {
    order: {
      pieces: { kind: 'number', min: 1, max: 10 },
      first: { kind: 'flag' },
    },
  } as const;
  const told = (said: Readonly<Record<string, string | number>>): string => {
    const [opId, invitee] = ['op' as OpId, 'bob' as SubjectId];
    const command = { kind: 'milestone', opId, invitee, milestone: 'order' } as const;
    const no = reportOf({ properties }, { ...command, properties: said }, instant(0));
    return 'message' in no ? textOf(sayRejection(no.message), 'zh') : 'accepted';
  };
  expect(told({ pieces: 11 })).toBe('order.pieces 不能是 11：应为数字，至少 1，最多 10');
  expect(told({ first: 'yes' })).toBe('order.first 不能是 "yes"：应为 true 或 false');
  expect(told({ colour: 'red' })).toBe('里程碑 order 没有属性“colour”：它有 pieces, first');
});

test('a blank stands where Chinese and Latin meet, and none beside wide marks', () => {
  const inZh = (value: string): string => textOf(say`${value} times`, 'zh');
  expect(inZh('3')).toBe('3 次');
  const right = say`right would be: ${'true'}`;
  expect(textOf(right, 'zh')).toBe('应为：true');
  const fact = say`The fact ${'a'} is ${say`a number`}, not "${'x'}".`;
  expect(textOf(fact, 'zh')).toBe('事实 a 须是数字，而不是“x”。');
  expect(textOf(say`The fact ${'a'} is ${'4'}, not "${'x'}".`, 'zh')).toMatch('须是 4，');
});
