import { expect, it } from 'vitest';

import { describeDifference } from '../../compare/terms-difference.ts';
import { differencesOfTerms } from '../../compare/written-terms.ts';
import { writtenPath } from '../../compare/written-path.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { shippedText } from '../simulate/people.ts';

const caps = 'caps: { perLineage: "5.00" }';

/** The shipped file with some lines in place of others. */
function termsWith(...changes: readonly (readonly [string, string])[]): Terms {
  const from = shippedText('campaigns/registration.yaml');
  const made = compileCampaign(changes.reduce((text, [old, now]) => text.replace(old, now), from));
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return made.terms;
}

const old = termsWith();

it.each([
  [
    'a budget',
    ['CNY: "10000.00"', 'CNY: "20000.00"'],
    ['budget.CNY: 10000.00 CNY -> 20000.00 CNY'],
  ],
  [
    'caps',
    [
      caps,
      'caps: { perCode: "5.00", perLineage: "7.00", redemptions: 9, times: { perPerson: 3 } }',
    ],
    [
      'rewards.red-packet.caps.perLineage: 5.00 CNY -> 7.00 CNY',
      'rewards.red-packet.caps.redemptions: undefined -> 9',
      'rewards.red-packet.caps.times.perPerson: undefined -> 3',
    ],
  ],
  [
    'limits',
    [
      caps,
      `${caps}\n      limits: [{ of: person, every: day, amount: "2.00" }, { of: channel, times: 7 }]`,
    ],
    [
      'rewards.red-packet.limits[of: person, every: day].amount: undefined -> 2.00 CNY',
      'rewards.red-packet.limits[of: channel].times: undefined -> 7',
    ],
  ],
  [
    'limits that rewards share',
    ['spec:\n', 'spec:\n  limits: [{ of: person, every: day, asset: CNY, amount: "10.00" }]\n'],
    ['limits[of: person, every: day, asset: CNY].amount: undefined -> 10.00 CNY'],
  ],
  [
    'a ladder',
    ['amount: "1.00"', 'ladder: { over: code, steps: [{ invitees: 2, amount: "2.00" }] }'],
    [
      'rewards.red-packet.amount: 1.00 CNY -> undefined',
      'rewards.red-packet.over: undefined -> code',
      'rewards.red-packet.ladder.steps[0].invitees: undefined -> 2',
      'rewards.red-packet.ladder.steps[0].amount: undefined -> 2.00 CNY',
    ],
  ],
  [
    'the day of a batch',
    ['payout: { timing: instant, hold: 0s }', 'payout: { timing: weekly, weekday: friday }'],
    [
      'rewards.red-packet.payout.timing: instant -> weekly',
      'rewards.red-packet.payout.weekday: monday -> friday',
    ],
  ],
] as const)('%s is told in the words of the file', (_, change, wanted) => {
  const told = differencesOfTerms(old, termsWith([change[0], change[1]])).map(
    ({ path, before, after }) => `${writtenPath(path)}: ${before} -> ${after}`,
  );
  expect(told.sort()).toEqual([...wanted].sort());
});

it('a reward under another name has no line that its file could not have', () => {
  const told = differencesOfTerms(old, termsWith(['id: red-packet', 'id: packet'])).map(
    ({ path }) => writtenPath(path),
  );
  const names = [
    'asset',
    'kind',
    'amount',
    'to.inviter',
    'when.invitee.real-name-verified',
    'when.invitee.registered',
  ];
  const lines = [
    ...[...names, 'caps.perCode', 'caps.perLineage'],
    ...['payout.hold', 'payout.timing', 'payout.weekday', 'payout.hour'],
  ];
  const wanted = ['packet', 'red-packet'].flatMap((id) =>
    lines.map((line) => `rewards.${id}.${line}`),
  );
  expect(told.sort()).toEqual(wanted.sort());
});

it.each([
  ['channels: [moments, group, poster]', 'channels: [poster, moments, group]', []],
  [
    'channels: [moments, group, poster]',
    'channels: [tv, moments, group]',
    ['code.channels: poster taken out', 'code.channels: tv added'],
  ],
  ['invitee: [registered, real-name-verified]', 'invitee: [real-name-verified, registered]', []],
  [
    'invitee: [registered, real-name-verified]',
    'inOrder: true, invitee: [real-name-verified, registered]',
    [
      'rewards.red-packet.when.inOrder: (nothing) -> true',
      'rewards.red-packet.when.invitee: (nothing) -> real-name-verified, registered',
    ],
  ],
  [
    'invitee: [registered, real-name-verified]',
    'invitee: [{ milestone: registered, times: 2, atLeast: "5.00" }, registered, real-name-verified]',
    [
      'rewards.red-packet.when.invitee.registered[1].atLeast.amount: (nothing) -> 5.00 CNY',
      'rewards.red-packet.when.invitee.registered[1].times: (nothing) -> 2',
    ],
  ],
] as const)('of a list, what comes and goes is told by name: %s -> %s', (before, after, wanted) => {
  expect(differencesOfTerms(old, termsWith([before, after])).map(describeDifference)).toEqual(
    wanted,
  );
});

it('where milestones count in order, another order is a change', () => {
  const inOrder = (order: string): Terms =>
    termsWith(['invitee: [registered, real-name-verified]', `inOrder: true, invitee: [${order}]`]);
  const [one, other] = ['registered, real-name-verified', 'real-name-verified, registered'];
  expect(differencesOfTerms(inOrder(one), inOrder(other)).map(describeDifference)).toEqual([
    `rewards.red-packet.when.invitee: ${one} -> ${other}`,
  ]);
});
