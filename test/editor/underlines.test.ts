import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  startLanguageServer,
  type LanguageServer,
  type Underline,
} from '../support/language-server.ts';

let server: LanguageServer;
/** Files opened so far: each text is a file of its own. */
let opened = 0;

beforeAll(async () => {
  server = await startLanguageServer();
});

afterAll(async () => {
  await server.stop();
});

const shipped = ['campaigns', 'rules/policies'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`),
);

test.each(shipped)('%s is underlined nowhere', async (path) => {
  expect(await server.open(path, readFileSync(path, 'utf8'))).toEqual([]);
});

const registration = readFileSync('campaigns/registration.yaml', 'utf8');
const policy = readFileSync('rules/policies/reviewed.yaml', 'utf8');

/** The text under a line of an editor's, with what it says. */
function readUnderline(text: string, { range, message }: Underline): string {
  const { start, end } = range;
  const line = text.split('\n')[start.line] ?? '';
  const under = line.slice(start.character, start.line === end.line ? end.character : undefined);
  return `${under}: ${message}`;
}

interface Mistake {
  readonly says: string;
  readonly in?: string;
  readonly from: string;
  readonly to: string;
  readonly want: readonly string[];
}

const mistakes: readonly Mistake[] = [
  {
    says: 'an unknown key',
    from: '    perPerson: 1',
    to: '    perPersn: 1',
    want: ['perPersn: Property perPersn is not allowed.'],
  },
  {
    says: 'an unknown key in a short mapping',
    from: 'by: 6h',
    to: 'bye: 6h',
    want: ['extension: Missing property "by".', 'bye: Property bye is not allowed.'],
  },
  {
    says: 'a wrong type',
    from: 'liveCodesMax: 100000',
    to: 'liveCodesMax: many',
    want: ['many: Incorrect type. Expected "integer".'],
  },
  {
    says: 'an amount without quotes',
    from: 'amount: "1.00"',
    to: 'amount: 1.00',
    want: ['1.00: Incorrect type. Expected "string".'],
  },
  {
    says: 'a word that there is not, and nothing of what goes with it',
    from: 'action: regenerate',
    to: 'action: renew',
    want: [
      'renew: Value is not accepted. Valid values: "expire", "regenerate", "archive", "convert".',
    ],
  },
  {
    says: 'a template that there is not, and nothing of what goes with it',
    from: 'template: cash',
    to: 'template: money',
    want: [
      'money: Value is not accepted. Valid values: "cash", "points", "privilege", "coupon", "virtual-item".',
    ],
  },
  {
    says: 'a missing key, at the key above it',
    from: '    lifetime: 24h\n',
    to: '',
    want: ['validity: Missing property "lifetime".'],
  },
  {
    says: 'a key that goes with another template',
    from: '      currency: CNY\n',
    to: '      currency: CNY\n      item: lantern\n',
    want: ['item: Property item is not allowed.'],
  },
  {
    says: 'what a template wants',
    from: '      currency: CNY\n',
    to: '',
    want: ['i: Missing property "currency".'],
  },
  {
    says: 'keys that exclude each other',
    from: '      currency: CNY\n',
    to: '      currency: CNY\n      decay: { first: "3" }\n',
    want: [
      'decay: Only one of amount, ladder, bands, decay, percent, random may be there.',
      'amount: Only one of amount, ladder, bands, decay, percent, random may be there.',
    ],
  },
  {
    says: 'that one of several keys is wanted',
    from: '      amount: "1.00"\n',
    to: '',
    want: ['i: One of amount, ladder, bands, decay, percent, random is missing.'],
  },
  {
    says: 'a text of another form, in words',
    from: 'lifetime: 24h',
    to: 'lifetime: one day',
    want: ['one day: Write a number and a unit (24h, 7d), until-campaign-end, or long-term.'],
  },
  {
    says: 'a number out of bounds',
    from: 'length: 12',
    to: 'length: 3',
    want: ['3: Value is below the minimum of 6.'],
  },
  {
    says: 'a currency that there is not',
    from: '{ CNY: "10000.00" }',
    to: '{ CYN: "10000.00" }',
    want: ['CYN: Property CYN is not allowed.'],
  },
  {
    says: 'a fact that there is not',
    in: policy,
    from: 'fact: channel',
    to: 'fact: chanel',
    want: [expect.stringMatching(/^chanel: Value is not accepted\. .*"channel"/)],
  },
  {
    says: 'what an answer of a policy wants',
    in: policy,
    from: ', otherwise: refuse',
    to: '',
    want: ['answer: Missing property "otherwise".'],
  },
];

test.each(mistakes)('it underlines $says', async ({ in: text = registration, from, to, want }) => {
  expect(text).toContain(from);
  const broken = text.replace(from, to);
  const folder = text === policy ? 'rules/policies' : 'campaigns';
  const underlined = await server.open(`${folder}/broken-${(opened += 1)}.yaml`, broken);
  expect(underlined.map((one) => readUnderline(broken, one))).toEqual(want);
});
