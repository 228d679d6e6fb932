import { expect, test } from 'vitest';

import { languageFor, languageOfLocale } from '../../cli/language.ts';

test.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh' }, 'zh'],
  [{ LANG: 'zh-Hans' }, 'zh'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_TW.UTF-8' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
  [{ LANG: 'zha_CN' }, 'en'],
  [{ LANG: 'POSIX' }, 'en'],
  [{}, 'en'],
] as const)('%j speaks %s', (environment, language) => {
  expect(languageOfLocale(environment)).toBe(language);
});

test('programs are told in English unless a language is asked for', () => {
  const chinese = { LANG: 'zh_CN.UTF-8' };
  expect(languageFor({}, 'text', chinese)).toBe('zh');
  expect(languageFor({}, 'json', chinese)).toBe('en');
  expect(languageFor({}, 'sarif', chinese)).toBe('en');
  expect(languageFor({ lang: 'zh' }, 'json', {})).toBe('zh');
  expect(languageFor({ lang: 'en' }, 'text', chinese)).toBe('en');
});
