import type { Case, Edit } from '../base.ts';
import { cash } from './cash.ts';

const format = (text: string): Edit => ['alphabet: unambiguous, length: 14', text];
const live = (count: number): Edit => ['liveCodesMax: 100', `liveCodesMax: ${count}`];
const login: Edit = ['    channels:', '    login: true\n    channels:'];
const manual: Edit = ['generation: automatic', 'generation: manual'];

const password = (text: string): Edit => ['  budget:', `  scenario: { kind: exclusive-coupon, password: { ${text} } }\n  budget:`];
const dynamic = (text: string): Edit => ['  budget:', `  scenario: { kind: device-login${text} }\n  budget:`];

export const codeCases: readonly Case[] = [
  ['nothing', [], []],
  ['sixteen digits that pay cash', [...cash, format('alphabet: digits, length: 16, checkCharacter: true'), live(100000)], []],
  ['the same behind a login', [...cash, format('alphabet: digits, length: 16, checkCharacter: true'), live(100000), login], []],
  ['ten characters, a million live, cash', [...cash, format('alphabet: unambiguous, length: 10'), live(1000000)], ['12:5 warning PAYING_CODE_GUESSABLE']],
  ['the same in points', [format('alphabet: unambiguous, length: 10'), live(1000000)], []],
  ['sixteen characters that pay cash', [...cash, format('alphabet: unambiguous, length: 16'), live(1000000)], []],
  ['ninety million of fifteen digits', [format('alphabet: digits, length: 15, checkCharacter: true'), live(90000000), login], ['13:19 info COLLISIONS_EXPECTED']],
  ['digits without a check character', [format('alphabet: digits, length: 14')], ['12:5 warning CHECK_CHARACTER_MISSING']],
  ['made by hand without a check character', [manual], ['12:5 warning CHECK_CHARACTER_MISSING']],
  ['made by hand with one', [manual, format('alphabet: unambiguous, length: 14, checkCharacter: true')], []],
  ['made by hand of mixed letters', [manual, format('alphabet: mixed')], ['12:5 warning HARD_TO_TYPE']],
  ['mixed letters made by the system', [format('alphabet: mixed')], []],
  ['a check character for mixed letters', [format('alphabet: mixed, checkCharacter: true')], ['12:32 error NOT_ALLOWED_HERE']],
  ['a check character that is no yes or no', [format('alphabet: digits, checkCharacter: "yes"')], ['12:49 error WRONG_TYPE']],
  ['passwords as they are unless said', [password('digits: 6')], []],
  ['passwords of nine thousand codes', [live(9000), password('digits: 6')], []],
  ['passwords of ten thousand codes', [live(10000), password('digits: 6')], ['29:59 warning ONE_TIME_CODE_GUESSABLE']],
  ['longer passwords of ten thousand codes', [live(10000), password('digits: 7')], []],
  ['passwords that are sent and tried often', [password('attemptsMax: 20, sendsMax: 5, sessionsPerDay: 10')], ['29:39 warning ONE_TIME_CODE_GUESSABLE']],
  ['passwords that are sent and tried without end', [password('attemptsMax: 20, sendsMax: 20, sessionsPerDay: 100')], ['29:39 error ONE_TIME_CODE_GUESSED']],
  ['dynamic codes as they are unless said', [dynamic('')], []],
  ['dynamic codes of ten thousand codes', [live(10000), dynamic('')], ['29:3 warning ONE_TIME_CODE_GUESSABLE']],
  ['longer dynamic codes of ten thousand codes', [live(10000), dynamic(', digits: 8')], []],
  ['dynamic codes that are tried often', [dynamic(', attemptsAnHour: 100')], ['29:3 warning ONE_TIME_CODE_GUESSABLE']],
  ['dynamic codes that are tried without end', [dynamic(', attemptsAnHour: 1000')], ['29:3 error ONE_TIME_CODE_GUESSED']],
];
