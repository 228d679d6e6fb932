import { expect, test } from 'vitest';

import { explainFailure } from '../../cli/failure.ts';
import { languageIn } from '../../cli/language.ts';
import { createProgram } from '../../cli/program.ts';
import type { Language } from '../../lang/say.ts';

async function told(words: string, language: Language): Promise<string> {
  const args = words.split(' ');
  const program = await createProgram(args[0]);
  const failed: unknown = await program
    .parseAsync(args, { from: 'user' })
    .then(() => undefined)
    .catch((error: unknown) => error);
  const { exitCode, code, message } = explainFailure(failed, language);
  expect({ exitCode, code }).toEqual({ exitCode: 2, code: 'WRONG_USE' });
  return message;
}

const campaign = 'campaigns/registration.yaml';

test.each([
  ['no-such-command', '错误：没有命令“no-such-command”\n（用法见 `--help`）'],
  ['explain', '错误：缺少参数“campaign”\n（用法见 `--help`）'],
  ['lint a --stric', '错误：没有选项“--stric”\n（是否想写 --strict？）\n（用法见 `--help`）'],
  ['resolve a b', '错误：“resolve”的参数太多：最多 1 个，给了 2 个\n（用法见 `--help`）'],
  ['explain a --at', '错误：选项“--at <time>”缺少值\n（用法见 `--help`）'],
  ['redeem X', '错误：缺少必需的选项“--invitee <id>”\n（用法见 `--help`）'],
  [
    'sanctions list --reference X --device a',
    '错误：选项“--reference <reference>”不能与选项“--device <id>”一起使用\n（用法见 `--help`）',
  ],
  [
    'simulate a --people many',
    '错误：选项“--people <count>”的值“many”不对。须是不小于 1 的整数。\n（用法见 `--help`）',
  ],
  [
    'lint a --format xml',
    '错误：选项“--format <form>”的值“xml”不对。可选的值有 text, json, github, sarif。\n（用法见 `--help`）',
  ],
  ['lint nowhere.yaml', '无法读取 nowhere.yaml：没有这个文件。'],
  ['lint nowhere.yaml campaigns/none', /^无法读取 .*\n无法读取 nowhere[.]yaml：没有这个文件。$/],
  ['test nowhere', '无法读取 nowhere：没有这个文件。'],
  ['resolve rules/policies/none.yaml', 'rules/policies/none.yaml 不是活动。'],
  [`diff ${campaign} rules/policies/none.yaml`, '活动和风控策略不能互相比较。'],
  [
    `simulate ${campaign} --budget EUR=1`,
    '--budget EUR=1：活动没有“EUR”的预算，它有 CNY 的预算；请写 --budget CNY=10000.00。',
  ],
  [`explain ${campaign} --fact foo=1`, /^没有可以假设的事实 foo，只有 [\w, ]+。$/],
  [`explain ${campaign} --fact accountAgeDays=x`, '事实 accountAgeDays 须是数字，而不是“x”。'],
  [`explain ${campaign} --milestones nope`, /^活动没有里程碑 nope，只有 [\w, -]+。$/],
  [`explain ${campaign} --at noon`, /^at：须是带时差的 ISO 8601 时间：/],
  [`explain ${campaign} --variant b`, '活动没有变体 b，也没有其他变体。'],
  ['init --id X', /^--id X：必须是 2 到 63 个/],
])('usher %s: what is wrong with it is said in Chinese', async (words, message) => {
  const zh = await told(words, 'zh');
  if (typeof message === 'string') expect(zh).toBe(message);
  else expect(zh).toMatch(message);
  expect(await told(words, 'en')).not.toMatch(/\p{Script=Han}/u);
});

test('its language is the one that the command line asks for, even where it cannot be read', () => {
  expect(languageIn(['explain', '--nope', '--lang', 'zh'], 'text')).toBe('zh');
  expect(languageIn(['explain', '--lang=zh', '-o', 'json'], 'json')).toBe('zh');
  expect(languageIn(['explain', '--lang', 'klingon'], 'json')).toBe('en');
});
