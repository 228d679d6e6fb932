import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toldToUser } from '../../client/told.ts';
import { compilePolicy } from '../../compile/policy.ts';
import {
  reject,
  rejections,
  type Rejection,
  type RejectionCode,
} from '../../domain/code/rejection.ts';
import { factTable, type Fact, type FactValue } from '../../domain/policy/facts.ts';
import { hints, type NearestFact } from '../../domain/policy/nearest.ts';
import { partyKey, referenceOf } from '../../domain/policy/party.ts';
import type { RiskPolicy, RiskRule } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { languages } from '../../lang/say.ts';
import { translated } from '../../lang/text.ts';
import type { FactValues } from '../../rules/evaluate.ts';
import { whyRefused } from '../../rules/nearest.ts';
import { traceCondition } from '../../rules/trace.ts';
import { shipped } from '../support/story-campaign.ts';
import { after, policyOf, Stage } from './stage.ts';

const policies = ['default', 'reviewed', 'strict'].map((id) => {
  const compiled = compilePolicy(shipped(`rules/policies/${id}.yaml`));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.policy;
});
const [byDefault] = policies as [RiskPolicy];
const rules = policies.flatMap((policy) => policy.rules);
const names = Object.keys(factTable) as Fact[];

const word = fc.constantFrom('phone', 'emulator', 'proxy', 'poster', 'face', 'moments');
function factOf(fact: Fact): fc.Arbitrary<FactValue> {
  const known: Readonly<Record<(typeof factTable)[Fact]['type'], fc.Arbitrary<FactValue>>> = {
    number: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(30, 1000, 8075)),
    string: word,
    list: fc.array(word, { maxLength: 2 }),
    flag: fc.boolean(),
  };
  return fc.option(known[factTable[fact].type], { nil: null });
}
const facts: fc.Arbitrary<FactValues> = fc.record(
  Object.fromEntries(names.map((name) => [name, factOf(name)])),
);

/** What the policy says of a use with these facts, as `use` would refuse it. */
function refusalOf(policy: RiskPolicy, values: FactValues): Rejection | null {
  const fired = policy.rules.filter(({ when }) => traceCondition(when, values).holds);
  const answer = fired.map((rule) => rule.answer).find(({ kind }) => kind !== 'review');
  if (answer === undefined) return null;
  const judged = { policy: policy.id, policyDigest: policy.digest, facts: values, answer };
  const why = whyRefused(policy, { ...judged, rules: fired.map(({ id }) => id) });
  return reject(codes[answer.kind], why);
}

const codes: Readonly<Record<RiskRule['answer']['kind'], RejectionCode>> = {
  ...{ ban: 'PARTY_BANNED', freeze: 'PARTY_FROZEN', refuse: 'RISK_REFUSED' },
  ...{ verification: 'VERIFICATION_REQUIRED', revision: 'CODE_PENDING', review: 'INTERNAL' },
};

/** A value that fits a comparison. */
function fitting({ fact, operator, value }: NearestFact, now: FactValues): FactValue {
  const found = now[fact];
  const asNumber = Number(value);
  switch (operator) {
    case 'lessThan':
      return asNumber - 1;
    case 'greaterThan':
      return asNumber + 1;
    case 'lessThanInclusive':
    case 'greaterThanInclusive':
      return asNumber;
    case 'contains':
      return [String(value)];
    case 'doesNotContain':
      return typeof found === 'object' && found !== null
        ? found.filter((one) => one !== value)
        : [];
    case 'equal':
      return value as FactValue;
    case 'in':
      return Array.isArray(value) ? (value[0] as FactValue) : null;
    case 'notEqual':
    case 'notIn':
      return null;
  }
}

describe('a refusal by a risk policy', () => {
  it('names the nearest situation that would have been accepted, and what may be told of it', async () => {
    const stage = await Stage.of({}, { policy: byDefault });
    for (const one of ['a', 'b', 'c', 'd', 'e']) await stage.redeem(one);
    const refused = await stage.redeem('sixth');
    expect(refused).toMatchObject({
      ...{ ok: false, code: 'VERIFICATION_REQUIRED', rules: ['invitations-per-day'] },
      nearest: [
        { fact: 'inviterInvitationsToday', found: 6, operator: 'lessThanInclusive', value: 5 },
      ],
      hints: ['after-verification', 'tomorrow'],
    });
  });

  it('tells operations all of it, and whoever redeems nothing, where it is about devices', async () => {
    const stage = await Stage.of({}, { policy: byDefault });
    const refused = await stage.redeem('bob', { device: 'd-1', deviceReports: ['emulator'] });
    expect(refused).toMatchObject({
      code: 'PARTY_BANNED',
      nearest: [
        {
          fact: 'deviceReports',
          found: ['emulator'],
          operator: 'doesNotContain',
          value: 'emulator',
        },
      ],
    });
    expect(refused).not.toHaveProperty('hints');
  });

  it('tells no part of a rule of which another part is secret', async () => {
    const night = { fact: 'hourOfDay', operator: 'greaterThan', value: 0 } as const;
    const many = { fact: 'peopleOnDevice', operator: 'greaterThanInclusive', value: 1 } as const;
    const answer = { kind: 'refuse' } as const;
    const open = await Stage.of({}, { policy: policyOf({ id: 'night', when: night, answer }) });
    expect(await open.redeem('bob')).toMatchObject({ hints: ['at-another-hour'] });
    const when = { all: [night, many] };
    const shut = await Stage.of({}, { policy: policyOf({ id: 'crowd', when, answer }) });
    const refused = await shut.redeem('bob', { device: 'd-1' });
    expect(refused).toMatchObject({ code: 'RISK_REFUSED', nearest: [{ fact: 'hourOfDay' }] });
    expect(refused).not.toHaveProperty('hints');
  });

  it('would be none in the nearest situation, whatever fired', () => {
    let refusals = 0;
    fc.assert(
      fc.property(fc.constantFrom(...policies), facts, (policy, values) => {
        const refused = refusalOf(policy, values);
        if (refused === null) return;
        refusals += 1;
        const { nearest = [], rules: fired = [] } = refused;
        const there = nearest.reduce(
          (now, one) =>
            traceCondition(one, now).holds ? now : { ...now, [one.fact]: fitting(one, now) },
          values,
        );
        for (const { id, when } of policy.rules) {
          if (fired.includes(id)) expect(traceCondition(when, there).holds).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
    expect(refusals).toBeGreaterThan(50);
  });
});

describe('what whoever redeems is told', () => {
  const helps = [
    'it is possible once the inviter has passed a verification',
    'it is possible again tomorrow',
    'it is possible at another hour',
    'it is possible on another day',
  ];
  const allowed = new Set(
    [
      ...helps,
      ...['this account', 'this device', 'this connection'].flatMap((party) => [
        `${party} is kept out`,
        `${party} is kept out for now`,
      ]),
      'an appeal is possible: give the reference',
      'this is not possible for now',
      'this is not possible',
      'this code cannot be used',
      rejections.VERIFICATION_REQUIRED,
    ].flatMap((text) => languages.map((language) => translated(text, language))),
  );
  const secrets = [...rules.map(({ id }) => id), ...names];

  it('has no rule, no figure and no fact but those on the list, for all shipped rules', () => {
    let refusals = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...policies),
        facts,
        fc.constantFrom(...languages),
        (policy, values, language) => {
          const refused = refusalOf(policy, values);
          if (refused === null) return;
          refusals += 1;
          const { texts } = toldToUser(refused, language);
          for (const text of texts) {
            expect(allowed).toContain(text);
            expect(text).not.toMatch(/\d/);
            for (const secret of secrets) expect(text).not.toContain(secret);
          }
          for (const hint of refused.hints ?? []) expect(hints).toContain(hint);
        },
      ),
      { numRuns: 1000 },
    );
    expect(refusals).toBeGreaterThan(100);
  });

  it('is said in English and Chinese', () => {
    const refused = reject('VERIFICATION_REQUIRED', {
      ...{ check: 'face', rules: ['invitations-per-day'] },
      hints: ['after-verification', 'tomorrow'],
    });
    expect(toldToUser(refused, 'en').texts).toEqual([
      'a verification must be passed first',
      'it is possible once the inviter has passed a verification',
      'it is possible again tomorrow',
    ]);
    expect(toldToUser(refused, 'zh').texts).toEqual([
      translated(rejections.VERIFICATION_REQUIRED, 'zh'),
      '邀请人通过验证后即可',
      '明天可以再试',
    ]);
  });

  it('of a sanction is on whom it falls, until when, and how to appeal', async () => {
    const answer = {
      kind: 'freeze',
      party: 'device',
      forMs: duration(3_600_000),
      upToMs: duration(3_600_000),
    } as const;
    const when = { fact: 'generation', operator: 'equal', value: 1 } as const;
    const stage = await Stage.of({}, { policy: policyOf({ id: 'secret-rule', when, answer }) });
    const earned = await stage.redeem('bob', { device: 'd-1' });
    const before = await stage.redeem('cat', { device: 'd-1' });
    const reference = referenceOf(partyKey('device', 'd-1'));
    expect(reference).toMatch(/^[0-9A-Z]{10}$/);
    for (const refused of [earned, before]) {
      if (refused.ok) throw new Error('not frozen');
      const until = after(1);
      expect(toldToUser(refused, 'en')).toEqual({
        texts: ['this device is kept out for now', 'an appeal is possible: give the reference'],
        ...{ until, reference },
      });
      expect(toldToUser(refused, 'zh')).toEqual({
        texts: ['该设备暂时受限', '可以申诉：请提供申诉编号'],
        ...{ until, reference },
      });
    }
  });

  it('never has the words that a rejection was given, whatever its code', () => {
    for (const code of Object.keys(rejections) as RejectionCode[]) {
      const refused = reject(code, { message: 'used 2 of 3 resets', check: 'face', rules: ['r'] });
      for (const language of languages) {
        for (const text of toldToUser(refused, language).texts) {
          expect(text).not.toMatch(/\d|face|risk policy|风控/);
        }
      }
    }
  });
});
