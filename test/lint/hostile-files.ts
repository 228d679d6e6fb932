import { stringify } from 'yaml';
import { base, edited, type Edit } from './base.ts';

/** A file that means no good: what it is, its bytes, and what is found first, as `line:column ID`. */
export type HostileFile = readonly [name: string, bytes: string | Buffer, found: readonly string[]];

/** Twenty places in the base, each a text that stands there once. */
const places: readonly string[] = [
  'autumn',
  'Invite a friend',
  'growth-team',
  'generic',
  'on-publish',
  '30d, timeZone',
  'automatic',
  'unambiguous',
  '100\n',
  'moments',
  '24h',
  '50,',
  '15m',
  '7d }',
  'gift',
  'points\n',
  'inviter',
  '"10"',
  'weekly',
  '"1000" }\n  budget',
];

function at(offset: number, text: string): string {
  const before = text.slice(0, offset);
  return `${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`;
}

/** One strange piece put in front of each of some places; it is found just there. */
function planted(name: string, piece: string, code: string, count = places.length): HostileFile[] {
  return places.slice(0, count).map((place): HostileFile => {
    const offset = base.indexOf(place);
    const text = base.slice(0, offset) + piece + base.slice(offset);
    return [
      `${name} before ${JSON.stringify(place.slice(0, 12))}`,
      text,
      [`${at(offset, text)} ${code}`],
    ];
  });
}

function nested(depth: number, open: string, close: string): string {
  return `x-deep: ${open.repeat(depth)}${close.repeat(depth)}\n`;
}

const bomb = Array.from({ length: 9 }, (_, index) =>
  index === 0
    ? 'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'
    : `a${index}: &a${index} [${Array(9)
        .fill(`*a${index - 1}`)
        .join(', ')}]`,
).join('\n');

const prototypeKeys = ['__proto__', 'constructor', 'prototype'].map((key): HostileFile => [
  `key ${key}`,
  edited(['  platform:', `  ${key}: { polluted: true }\n  platform:`]),
  ['8:3 RESERVED_KEY'],
]);

const twice: readonly Edit[] = [
  ['kind: Campaign', 'kind: Campaign\nkind: Campaign'],
  ['  title: Invite a friend', '  title: Invite a friend\n  title: Another'],
  ['  platform: generic', '  platform: generic\n  platform: wechat'],
  ['    lifetime: 24h', '    lifetime: 24h\n    lifetime: 25h'],
  ['      to: inviter', '      to: inviter\n      to: invitee'],
];
const twiceAt = ['3:1', '6:3', '9:3', '17:5', '25:7'];

const sizes: HostileFile[] = [
  ['ten megabytes of comment', `${base}# ${'x'.repeat(10_485_760)}`, ['1:1 FILE_TOO_LARGE']],
  ['ten megabytes of brackets', '['.repeat(10_485_760), ['1:1 FILE_TOO_LARGE']],
  ['64 KiB and a byte', base + '#'.repeat(65_537 - base.length), ['1:1 FILE_TOO_LARGE']],
  ['64 KiB in wide characters', `${base}# ${'红'.repeat(22_000)}`, ['1:1 FILE_TOO_LARGE']],
  ['64 KiB and no more', base + '#'.repeat(65_536 - base.length), []],
  [
    'two thousand keys',
    `${base}x-many:\n${Array.from({ length: 2000 }, (_, index) => `  k${index}: 1\n`).join('')}`,
    ['1983:8 TOO_MANY_KEYS'],
  ],
];

const depths: HostileFile[] = [
  ['a thousand lists', base + nested(1000, '[', ']'), ['30:40 NESTED_TOO_DEEP']],
  ['twenty thousand lists', base + nested(20_000, '[', ']'), ['30:40 NESTED_TOO_DEEP']],
  ['a thousand mappings', base + nested(1000, '{a: ', '}'), ['30:133 NESTED_TOO_DEEP']],
  ['lists that never close', `${base}x-deep: ${'['.repeat(900)}`, ['30:40 NESTED_TOO_DEEP']],
  [
    'forty block mappings',
    stringify(Array.from({ length: 40 }).reduce((value: unknown) => ({ a: value }), 'leaf')),
    ['33:66 NESTED_TOO_DEEP'],
  ],
  ['thirty lists', base + nested(30, '[', ']'), []],
];

const shapes: HostileFile[] = [
  ['a bomb of aliases', bomb, ['1:9 ALIAS_NOT_ALLOWED']],
  ['an anchor that nobody uses', edited(['24h', '&life 24h']), ['16:21 ALIAS_NOT_ALLOWED']],
  ['an alias to nothing', edited(['24h', '*life']), ['16:15 ALIAS_NOT_ALLOWED']],
  ['a merge key', edited(['  platform:', '  <<: {}\n  platform:']), ['8:3 ALIAS_NOT_ALLOWED']],
  ['a tag', edited(['24h', '!!binary 24h']), ['16:24 TAG_NOT_ALLOWED']],
  ['a directive', `%YAML 1.1\n---\n${base}`, ['1:1 TAG_NOT_ALLOWED']],
  ['a directive of tags', `%TAG ! tag:x,2000:\n---\n${base}`, ['1:1 TAG_NOT_ALLOWED']],
  ['a directive that there is not', `# mine\n%USHER 1\n---\n${base}`, ['2:1 TAG_NOT_ALLOWED']],
  ['two documents', `${base}---\n${base}`, ['30:1 SEVERAL_DOCUMENTS']],
  ['a document that ends and begins', `${base}...\n---\n${base}`, ['31:1 SEVERAL_DOCUMENTS']],
  ['nothing', '', ['1:1 EMPTY_FILE']],
  ['only a comment', '# later\n', ['1:1 EMPTY_FILE']],
  ['a list', '- a\n- b\n', ['1:1 WRONG_TYPE']],
  ['a word', 'campaign', ['1:1 WRONG_TYPE']],
  ['JSON that breaks off', '{"apiVersion": "usher/v1", ', ['1:28 YAML_SYNTAX']],
  ['a script', '#!/bin/sh\nrm -rf /\n', ['1:1 WRONG_TYPE']],
  ['a web page', '<!doctype html><p>404</p>', ['1:1 WRONG_TYPE']],
  ['a tab as indentation', edited(['    lifetime', '\tlifetime']), ['16:1 YAML_SYNTAX']],
  ['another kind', edited(['kind: Campaign', 'kind: ConfigMap']), ['2:7 WRONG_KIND']],
  ['Windows line ends', base.replaceAll('\n', '\r\n'), []],
  ['a byte order mark', `\ufeff${base}`, []],
  ['two byte order marks', `\ufeff\ufeff${base}`, ['1:1 CONTROL_CHARACTER']],
  [
    'another encoding',
    Buffer.from(base.replace('Invite', 'Invité'), 'latin1'),
    ['5:15 BAD_ENCODING'],
  ],
  ['UTF-16', Buffer.from(`\ufeff${base}`, 'utf16le'), ['1:1 BAD_ENCODING']],
  [
    'half a wide character',
    Buffer.concat([Buffer.from(base), Buffer.from('# 红').subarray(0, 4)]),
    ['30:3 BAD_ENCODING'],
  ],
  [
    'random bytes',
    Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)),
    ['1:2 BAD_ENCODING'],
  ],
];

const characters: HostileFile[] = [
  ...planted('NUL', '\u0000', 'CONTROL_CHARACTER'),
  ...planted('escape', '\u001b[2J', 'CONTROL_CHARACTER', 8),
  ...planted('a lone surrogate', '\ud800', 'BAD_ENCODING', 8),
  ...planted('an override of direction', '\u202e', 'CONTROL_CHARACTER', 4),
  ...['\\ud800', '\\udfff', '\\u2066', '\\u202e', '\\ufeff', '\\e', '\\0', '\\N', '\\L'].map(
    (escape): HostileFile => [
      `${escape} in quotes`,
      edited(['Invite a friend', `"Invite ${escape}"`]),
      ['5:10 CONTROL_CHARACTER'],
    ],
  ),
  [
    'half a character in a key',
    edited(['lasts: 30d', '"lasts\\ud83d": 30d']),
    ['9:33 CONTROL_CHARACTER'],
  ],
  ['a whole character of two halves', edited(['Invite a friend', '"Invite \\U0001f9e7"']), []],
  ['line ends of old', `# Mine\r${base.replaceAll('\n', '\r')}`, ['1:7 CONTROL_CHARACTER']],
  ['line ends of mainframes', `# Mine\u0085${base}`, ['1:7 CONTROL_CHARACTER']],
  ['line ends of JavaScript', `# Mine\u2028${base}`, ['1:7 CONTROL_CHARACTER']],
];

/** Files made by a table rather than committed: most of them are large, or no text at all. */
export const hostileFiles: readonly HostileFile[] = [
  ...characters,
  ...prototypeKeys,
  ...twice.map((edit, index): HostileFile => [
    `a key twice, ${edit[0].trim()}`,
    edited(edit),
    [`${twiceAt[index] ?? ''} DUPLICATE_KEY`],
  ]),
  ...sizes,
  ...depths,
  ...shapes,
];
