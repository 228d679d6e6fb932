import { describe, expect, it } from 'vitest';
import { commandKinds, type CommandKind } from '../../domain/code/command.ts';
import { parseCommand, refuseMalformed } from '../../domain/code/parse-command.ts';

type Fields = Readonly<Record<string, unknown>>;

const hand = { actor: 'olga', reason: 'ticket 7, 投诉' };
const used: Fields = { invitee: 'bob' };
const usedWholly: Fields = {
  invitee: 'bob',
  channel: 'poster',
  share: 'share-1',
  source: 'ip-1',
  existingCustomer: false,
  region: 'CN',
  late: { ...hand, at: 1_000 },
};
const badUses: Fields[] = [
  { invitee: '' },
  { invitee: 'two words' },
  { invitee: 'é' },
  { invitee: 'x'.repeat(129) },
  { invitee: 7 },
  { ...used, channel: '' },
  { ...used, source: null },
  { ...used, existingCustomer: 'yes' },
  ...['de', 'De', 'DEU', 'DE-be', 'DE ', 'ＤＥ'].map((region) => ({ ...used, region })),
  { ...used, late: { ...hand } },
  { ...used, late: { ...hand, at: -1 } },
  { ...used, late: { ...hand, at: '2026-01-01' } },
  { ...used, late: { ...hand, at: 1, by: 'x' } },
  { ...used, late: [1] },
  { ...used, phone: '+86 138 0000 0000' },
];
const badHands: Fields[] = [
  { actor: 'olga' },
  { reason: 'x' },
  { ...hand, reason: '' },
  { ...hand, reason: 'a\0b' },
  { ...hand, reason: 'a\u001b[31mb' },
  { ...hand, reason: 'two\nlines' },
  { ...hand, reason: 'a\ud800b' },
  { ...hand, reason: 'x'.repeat(501) },
  { ...hand, actor: 7 },
  { ...hand, more: 1 },
];

/** Of each kind: the least, the most, and what is none. */
const correction = [
  { redemption: 'r.1', ...hand },
  { redemption: 'r.1', ...hand },
  [hand, { redemption: '', ...hand }, { redemption: 'r.1', actor: 'olga' }],
] as const;

const samples: Readonly<Record<CommandKind, readonly [Fields, Fields, readonly Fields[]]>> = {
  share: [
    { via: 'share-opened' },
    { via: 'share-reported', share: 's', channel: 'c', from: 'f' },
    [{}, { via: 'opened' }, { via: ['share-opened'] }, { via: 'share-opened', share: '' }],
  ],
  redeem: [used, usedWholly, badUses],
  reserve: [used, usedWholly, badUses],
  confirm: [{ redemption: 'r.1' }, { redemption: 'r.1' }, [{}, { redemption: 1 }]],
  release: [{ redemption: 'r.1' }, { redemption: 'r.1' }, [{}, { redemption: 'a b' }]],
  verify: [
    { subject: 'ann', check: 'face', result: 'passed' },
    { subject: 'ann', check: 'face', result: 'failed' },
    [
      { subject: 'ann', check: 'face' },
      { subject: 'ann', check: 'face', result: 'maybe' },
    ],
  ],
  milestone: [
    { invitee: 'bob', milestone: 'registered' },
    {
      ...{ invitee: 'bob', milestone: 'registered', purchaseAmountMinor: 0 },
      properties: { amount: '128.50', pieces: 2.5, first: true },
    },
    [
      ...[-1, 0.5, '5', NaN, 2 ** 53].map((purchaseAmountMinor) => ({ purchaseAmountMinor })),
      ...[[], 'amount', { amount: null }, { amount: NaN }, { amount: {} }, { 'a b': 1 }].map(
        (properties) => ({ properties }),
      ),
      { properties: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`p${n}`, n])) },
    ].map((wrong) => ({ invitee: 'bob', milestone: 'registered', ...wrong })),
  ],
  reset: [hand, { ...hand, appeal: true }, [...badHands, { ...hand, appeal: 1 }]],
  reviseWording: [
    { wording: 'k1.c2VhbGVk' },
    { wording: 'k-2.a_b-c' },
    [{}, { hits: 0 }, { wording: 'Join me' }, { wording: '' }, { wording: 'k1.' }, { wording: 7 }],
  ],
  decideReview: [
    { review: 'r.2', decision: 'approve', ...hand },
    { review: 'r.2', decision: 'refuse', ...hand },
    [
      { review: 'r.2', ...hand },
      { review: 'r.2', decision: 'yes', ...hand },
    ],
  ],
  freeze: [
    hand,
    { ...hand, until: 1_800_000_000_000 },
    [...badHands, { ...hand, until: null }, { ...hand, until: -1 }],
  ],
  unfreeze: [hand, hand, badHands],
  revoke: [hand, { ...hand, ban: true }, [...badHands, { ...hand, ban: 'yes' }]],
  reverse: [
    { reward: 'r.1/red-packet/inviter', ...hand },
    {
      ...{ reward: 'r.1/red-packet/inviter', part: { amountMinor: 1 }, returned: true },
      ...{ overhanging: true, ...hand },
    },
    [
      hand,
      { reward: '', ...hand },
      { reward: 'r.1/red-packet/inviter', overhanging: 'yes', ...hand },
      ...[
        ...[
          {},
          { amountMinor: 0 },
          { amountMinor: -1 },
          { amountMinor: 0.5 },
          { minor: 1 },
          1,
          null,
        ],
        { amountMinor: 1, refundedPurchaseMinor: 1 },
      ].map((part) => ({ reward: 'r.1/red-packet/inviter', part, ...hand })),
    ],
  ],
  cancel: correction,
  reopen: correction,
};

describe('a command from outside', () => {
  for (const kind of commandKinds) {
    const [least, most, bad] = samples[kind];
    it(`${kind} is read with what it needs and with all it may have`, () => {
      for (const fields of [least, most]) {
        const input = { kind, opId: 'op-1', ...fields };
        expect(parseCommand(JSON.parse(JSON.stringify(input)))).toEqual(input);
      }
    });

    it(`${kind} is refused with anything else`, () => {
      for (const fields of [...bad, { ...least, unknown: 1 }]) {
        const input = { kind, opId: 'op-1', ...fields };
        expect([input, parseCommand(input)]).toEqual([input, undefined]);
      }
    });
  }

  it.each([undefined, null, 'redeem', 7, [], [{ kind: 'redeem' }], {}, { kind: 'redeem' }])(
    '%j is none',
    (input) => {
      expect(parseCommand(input)).toBeUndefined();
    },
  );

  it.each(['constructor', 'toString', '__proto__', 'Redeem', '', 0, null])(
    'kind %j is none',
    (kind) => {
      expect(parseCommand({ kind, opId: 'op-1', invitee: 'bob' })).toBeUndefined();
    },
  );

  it.each(['', 'a b', 'é', 'x'.repeat(129), 7, null, undefined])('opId %j is none', (opId) => {
    expect(parseCommand({ kind: 'redeem', opId, invitee: 'bob' })).toBeUndefined();
  });

  it('names of the prototype are fields like others: unknown', () => {
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty']) {
      const text = `{"kind":"redeem","opId":"op-1","invitee":"bob","${name}":{"late":1}}`;
      expect(parseCommand(JSON.parse(text))).toBeUndefined();
    }
  });

  it.each([
    [{ kind: 'freeze', opId: 'op-1', actor: 'olga', reason: '' }, 'reason'],
    [{ kind: 'freeze', opId: 'op 1', ...hand }, 'opId'],
    [{ kind: 'share', opId: 'op-1', via: 'share-opened', share: 'a\tb' }, 'share'],
    [{ kind: 'fly', opId: 'op-1' }, 'kind'],
    [{ kind: 'unfreeze', opId: 'op-1', ...hand, colour: 'red' }, 'an unknown field'],
  ])('%j: the answer names the field at fault', (input, field) => {
    expect(refuseMalformed(input)).toMatchObject({
      code: 'INVALID_COMMAND',
      message: `the command is malformed: ${field}`,
    });
  });

  it('an instant after the year 9999 is none', () => {
    const last = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
    const late = (at: number) =>
      parseCommand({ kind: 'redeem', opId: 'op-1', invitee: 'bob', late: { ...hand, at } });
    const freeze = (until: number) =>
      parseCommand({ kind: 'freeze', opId: 'op-1', ...hand, until });
    expect([late(last), freeze(last)]).not.toContain(undefined);
    expect([late(last + 1), freeze(last + 1)]).toEqual([undefined, undefined]);
  });
});
