import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../compile/policy.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import type { Digest, SourceId, SubjectId } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { nextFreeze } from '../../domain/policy/freeze.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration, instant, type Instant } from '../../domain/time.ts';
import { shipped } from '../support/story-campaign.ts';
import { after, byHand, hour, op, policyOf, redemptionOf, Stage, use, word } from './stage.ts';
import { freshOpId } from '../support/commands.ts';

const network = 'network-1' as SourceId;
const party = partyKey('source', network);

function shippedPolicy(id = 'default'): RiskPolicy {
  const compiled = compilePolicy(shipped(`rules/policies/${id}.yaml`));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.policy;
}

/** A campaign under the shipped default policy. */
function guarded(): Promise<Stage> {
  return Stage.of({}, { policy: shippedPolicy() });
}

async function answers(
  stage: Stage,
  invitees: readonly string[],
  details: Partial<UseCommand> = {},
) {
  const words: string[] = [];
  for (const invitee of invitees) words.push(word(await stage.redeem(invitee, details)));
  return words;
}

function people(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

function verify(stage: Stage, subject: string, result: 'passed' | 'failed') {
  const verified = subject as SubjectId;
  return stage.send({
    kind: 'verify',
    opId: freshOpId(),
    subject: verified,
    check: 'face',
    result,
  });
}

describe('five invitations a day', () => {
  const five = ['ok', 'ok', 'ok', 'ok', 'ok'];

  it('are free; the sixth asks for a verification of the inviter', async () => {
    const stage = await guarded();
    expect(await answers(stage, people('b', 5))).toEqual(five);
    expect(await stage.redeem('sixth')).toMatchObject({
      ok: false,
      code: 'VERIFICATION_REQUIRED',
      check: 'face',
      rules: ['invitations-per-day'],
    });
    expect(stage.state.uses).toBe(5);
  });

  it('in one batch are counted like one by one', async () => {
    const stage = await guarded();
    const commands = people('b', 7).map((invitee) => use(invitee));
    const outcomes = await stage.simulation.commit(stage.code, commands);
    expect(outcomes.map(word)).toEqual([
      ...five,
      ...Array<string>(2).fill('VERIFICATION_REQUIRED'),
    ]);
  });

  it('a passed verification lifts it for the day; a failed one, or of another, does not', async () => {
    const stage = await guarded();
    await answers(stage, people('b', 5));
    await verify(stage, 'ann', 'failed');
    await verify(stage, 'bob', 'passed');
    expect(word(await stage.redeem('c'))).toBe('VERIFICATION_REQUIRED');
    await verify(stage, 'ann', 'passed');
    expect(await answers(stage, people('d', 5))).toEqual(five);
  });

  it('a verification in the same batch lifts it for the items after it', async () => {
    const stage = await guarded();
    await answers(stage, people('b', 5));
    const check = { kind: 'verify', opId: op('v'), check: 'face', result: 'passed' } as const;
    const commands = [use('c'), { ...check, subject: 'ann' as SubjectId }, use('d')];
    const outcomes = await stage.simulation.commit(stage.code, commands);
    expect(outcomes.map(word)).toEqual(['VERIFICATION_REQUIRED', 'ok', 'ok']);
  });

  it('begin again at midnight in Shanghai, sixteen hours UTC', async () => {
    const stage = await guarded();
    const midnight = Date.UTC(2026, 0, 5, 16);
    await answers(stage, people('b', 5));
    await stage.simulation.advanceTo(instant(midnight - 1));
    expect(word(await stage.redeem('c'))).toBe('VERIFICATION_REQUIRED');
    await stage.simulation.advanceTo(instant(midnight));
    expect(await answers(stage, people('d', 6))).toEqual([...five, 'VERIFICATION_REQUIRED']);
  });

  it('are those of the person, over all their codes; a released reservation is none', async () => {
    const stage = await guarded();
    const reserved = redemptionOf(await stage.redeem('bob', { kind: 'reserve' }));
    expect(await answers(stage, people('b', 4))).toEqual(five.slice(1));
    expect(word(await stage.redeem('c'))).toBe('VERIFICATION_REQUIRED');
    await stage.close('release', reserved);
    expect(word(await stage.redeem('d'))).toBe('ok');
  });
});

describe('thirty requests an hour from one network', () => {
  it('the twenty-ninth passes; the thirtieth freezes the network', async () => {
    const stage = await guarded();
    await verify(stage, 'ann', 'passed');
    const words = await answers(stage, people('b', 29), { source: network });
    expect(new Set(words)).toEqual(new Set(['ok']));
    expect(await stage.redeem('last', { source: network })).toMatchObject({
      code: 'PARTY_FROZEN',
      until: after(1),
      rules: ['requests-per-hour'],
    });
    expect(word(await stage.redeem('other', { source: 'network-2' as SourceId }))).toBe('ok');
    expect(word(await stage.redeem('nowhere'))).toBe('ok');
  });

  it.each([
    ['one hour ago to the millisecond has left the window', 1, 'ok'],
    ['a millisecond less is in it', 1 - 1 / hour, 'PARTY_FROZEN'],
  ])('%s', async (_, hours, answer) => {
    const stage = await guarded();
    await verify(stage, 'ann', 'passed');
    await answers(stage, people('b', 29), { source: network });
    await stage.at(hours);
    expect(word(await stage.redeem('last', { source: network }))).toBe(answer);
  });

  it('a frozen network is refused before anything else is looked at', async () => {
    const stage = await guarded();
    const given = {
      party,
      scope: 'all',
      until: after(1),
      number: 1,
      rules: [],
      at: after(0),
      ...{ suspends: false, voids: false, policy: 'p' as Digest, facts: {} },
    } as const;
    stage.simulation.store.parties.sanction(given);
    stage.change({ status: 'paused' });
    const ask = () => stage.redeem('ann', { source: network });
    expect(await ask()).toMatchObject({ code: 'PARTY_FROZEN', until: after(1) });
    await stage.at(1);
    expect(word(await ask())).toBe('CAMPAIGN_PAUSED');
  });

  it('each freeze is twice as long as the one before, up to the limit', () => {
    const answer = {
      kind: 'freeze',
      party: 'source',
      forMs: duration(hour),
      upToMs: duration(24 * hour),
    } as const;
    const hours = (timesFrozen: number) =>
      (nextFreeze(answer, { timesFrozen }, instant(0)) as number) / hour;
    expect([0, 1, 2, 3, 4, 5, 6, 2000].map(hours)).toEqual([1, 2, 4, 8, 16, 24, 24, 24]);
  });

  it('the second freeze of a network is stored as such', async () => {
    const stage = await guarded();
    const requests = (at: Instant) =>
      stage.simulation.store.parties.requests.set(party, Array<Instant>(29).fill(at));
    requests(after(0));
    await stage.redeem('b', { source: network });
    await stage.at(2);
    requests(after(2));
    expect(await stage.redeem('c', { source: network })).toMatchObject({ until: after(4) });
    const [, second] = stage.simulation.store.parties.sanctions.get(party) ?? [];
    expect(second).toMatchObject({ until: after(4), number: 2 });
  });
});

describe('a judgement', () => {
  it('says rules, the facts that they read, and the digest of the policy', async () => {
    const stage = await guarded();
    await answers(stage, people('b', 5));
    await stage.redeem('sixth', { opId: op('sixth'), channel: 'poster' });
    expect(stage.simulation.store.decisions).toEqual([
      {
        opId: 'sixth',
        at: after(0),
        judgement: {
          policy: 'default',
          policyDigest: shippedPolicy().digest,
          rules: ['invitations-per-day'],
          thresholds: [
            {
              ...{ rule: 'invitations-per-day', fact: 'inviterInvitationsToday' },
              ...{ operator: 'greaterThan', value: 5 },
            },
            {
              ...{ rule: 'invitations-per-day', fact: 'inviterChecksToday' },
              ...{ operator: 'doesNotContain', value: 'face' },
            },
          ],
          facts: { inviterInvitationsToday: 6, inviterChecksToday: [] },
          answer: { kind: 'verification', check: 'face' },
        },
      },
    ]);
    const rows = stage.simulation.store.rows(stage.code)?.operations;
    expect(rows?.get(op('sixth'))?.policy).toBe(shippedPolicy().digest);
  });

  it('takes the most severe of several answers, and names all rules', async () => {
    const when = { fact: 'generation', operator: 'equal', value: 1 } as const;
    const review = { kind: 'review', withinMs: duration(hour), otherwise: 'refuse' } as const;
    const verification = { kind: 'verification', check: 'face' } as const;
    const freeze = {
      kind: 'freeze',
      party: 'source',
      forMs: duration(hour),
      upToMs: duration(hour),
    } as const;
    const rules = [
      { id: 'reviewed', when, answer: review },
      { id: 'verified', when, answer: verification },
      { id: 'frozen', when, answer: freeze },
      { id: 'refused', when, answer: { kind: 'refuse' } as const },
    ];
    for (const [count, code] of [
      [2, 'VERIFICATION_REQUIRED'],
      [3, 'PARTY_FROZEN'],
      [4, 'RISK_REFUSED'],
    ] as const) {
      const stage = await Stage.of({}, { policy: policyOf(...rules.slice(0, count)) });
      expect(await stage.redeem('bob', { source: network })).toMatchObject({
        code,
        rules: rules.slice(0, count).map(({ id }) => id),
      });
      // The freeze falls also where a refusal is what the caller hears: it is no shelter from the freeze.
      const given = stage.simulation.store.parties.sanctions.get(party) ?? [];
      expect(given.map((one) => one.rules)).toEqual(count < 3 ? [] : [['frozen']]);
    }
    const stage = await Stage.of({}, { policy: policyOf(...rules.slice(0, 3)) });
    // Nothing is frozen where it is not known what.
    expect(await stage.redeem('bob')).toMatchObject({ code: 'RISK_REFUSED' });
  });

  it('is of redeeming and reserving only', async () => {
    const when = { fact: 'generation', operator: 'equal', value: 1 } as const;
    const policy = policyOf({ id: 'all', when, answer: { kind: 'refuse' } });
    const stage = await Stage.of({}, { policy });
    expect(word(await stage.redeem('bob', { kind: 'reserve' }))).toBe('RISK_REFUSED');
    expect(word(await verify(stage, 'ann', 'passed'))).toBe('ok');
    expect(word(await stage.send({ kind: 'freeze', opId: op('f'), ...byHand }))).toBe('ok');
    expect(stage.simulation.store.decisions).toHaveLength(1);
  });
});

describe('region, hour and network', () => {
  const abroad = { region: 'CN-31', sourceCountry: 'DE' };
  const night = instant(Date.UTC(2026, 0, 5, 18)); // 02:00 in Shanghai

  async function atNight(details: Partial<UseCommand>): Promise<string> {
    const stage = await Stage.of({}, { policy: shippedPolicy('strict') });
    await stage.simulation.advanceTo(night);
    return word(await stage.redeem('bob', { accountSince: instant(night - hour), ...details }));
  }

  it.each<[string, Partial<UseCommand>, string]>([
    ['at night, from another country than is said', abroad, 'VERIFICATION_REQUIRED'],
    ['from the country that is said', { ...abroad, sourceCountry: 'CN' }, 'ok'],
    ['where no region is said', { sourceCountry: 'DE' }, 'ok'],
    ['where the address says nothing', { region: 'CN' }, 'ok'],
    ['with an old account', { ...abroad, accountSince: instant(0) }, 'ok'],
  ])('a new account %s', async (_, details, answer) => {
    expect(await atNight(details)).toBe(answer);
  });

  it.each<[string, Partial<UseCommand>, string | undefined]>([
    ['a large cloud abroad', { ...abroad, sourceAsn: 24_940 }, 'review'],
    ['a large cloud at home', { region: 'DE', sourceCountry: 'DE', sourceAsn: 24_940 }, 'redeemed'],
    ['another network abroad', { ...abroad, sourceAsn: 3320 }, 'redeemed'],
  ])('from %s', async (_, details, redemptionState) => {
    const stage = await Stage.of({}, { policy: shippedPolicy('strict') });
    expect(await stage.redeem('bob', details)).toMatchObject({ ok: true, redemptionState });
  });
});
