import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { readSituationFile, type SituationText } from '../../cli/explain/read-situation.ts';

async function read(text: string): Promise<SituationText> {
  const file = join(mkdtempSync(join(tmpdir(), 'usher-situation-')), 'situation.yaml');
  writeFileSync(file, text);
  return readSituationFile(file);
}

test.each([
  'properties: [order-paid.amount=128.50, order-paid.first=true]\nfacts: ["accountAgeDays=2", "deviceReports=emulator,rooted"]',
  'properties: { order-paid.amount: "128.50", order-paid.first: true }\nfacts: { accountAgeDays: 2, deviceReports: [emulator, rooted] }',
  'properties: { order-paid: { amount: "128.50", first: true } }\nfacts: { accountAgeDays: 2, deviceReports: [emulator, rooted] }',
])('a situation has properties and facts as a list or as a mapping', async (text) => {
  expect(await read(text)).toEqual({
    properties: ['order-paid.amount=128.50', 'order-paid.first=true'],
    facts: ['accountAgeDays=2', 'deviceReports=emulator,rooted'],
  });
});

test.each([
  ['checks: face', 'checks is "face", and should be a list such as [face].'],
  ['purchase: 49.00', 'purchase is 49, and should be an amount in quotes such as "49.00".'],
  ['milestones: [7]', 'milestones is [7], and should be a list such as [registered, order-paid].'],
  ['inviteesBefore: -1', /inviteesBefore is -1, and should be a number from 0 to [0-9]+[.]$/],
  ['chanel: poster', /there is no fact chanel, only at, channel, region, .*facts[.]$/],
  ['[at]', 'it is no mapping.'],
])('%s is refused with what would be right', async (text, why) => {
  await expect(read(text)).rejects.toThrow(why);
});
