import { expect, test } from 'vitest';
import type { SourceId } from '../../domain/ids.ts';
import { partyKey, type PartyKey, type SanctionScope } from '../../domain/policy/party.ts';
import { nothingKnown } from '../../domain/commit/facts.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import type { RiskAnswer } from '../../domain/policy/policy.ts';
import { duration, instant } from '../../domain/time.ts';
import { judgeLookup } from '../../rules/judge-lookup.ts';
import { after, hour, policyOf, Stage } from './stage.ts';

const source = partyKey('source', 'network-1');
const device = partyKey('device', 'd-1');

function freeze(party: 'device' | 'source', hours: number, scope?: SanctionScope): RiskAnswer {
  const forMs = duration(hours * hour);
  return { kind: 'freeze', party, forMs, upToMs: forMs, ...(scope && { scope }) };
}

test('each party is sanctioned once, by the gravest of its rules, and one that is not known by none', async () => {
  const when: Condition = { fact: 'generation', operator: 'equal', value: 1 };
  const policy = policyOf(
    { id: 'refused', when, answer: { kind: 'refuse' } },
    { id: 'short', when, answer: freeze('source', 1) },
    { id: 'long', when, answer: freeze('source', 3) },
    { id: 'device', when, answer: freeze('device', 2) },
    { id: 'person', when, answer: { kind: 'ban', party: 'person' } },
    { id: 'network', when, answer: { kind: 'ban', party: 'network' } },
  );
  const stage = await Stage.of({}, { policy });
  const asked = await stage.redeem('bob', { source: 'network-1' as SourceId, device: 'd-1' });
  expect(asked).toMatchObject({ code: 'PARTY_BANNED', party: 'person' });
  expect([...stage.simulation.store.parties.sanctions.values()].flat()).toMatchObject([
    { party: source, until: after(3), number: 1, rules: ['short', 'long'] },
    { party: device, until: after(2), number: 1, rules: ['device'] },
    { party: partyKey('person', 'bob'), until: null, number: 1, rules: ['person'] },
  ]);
});

test('a sanction in fewer places is given besides one in more only where it is graver', async () => {
  const when: Condition = { fact: 'generation', operator: 'equal', value: 1 };
  const policy = policyOf(
    { id: 'all-2', when, answer: freeze('source', 2) },
    { id: 'campaign-ban', when, answer: { kind: 'ban', party: 'source', scope: 'campaign' } },
    { id: 'programme-1', when, answer: freeze('source', 1, 'programme') },
    { id: 'programme-3', when, answer: freeze('device', 3, 'programme') },
    { id: 'campaign-3', when, answer: freeze('device', 3, 'campaign') },
  );
  const stage = await Stage.of({}, { policy });
  const asked = await stage.redeem('bob', { source: 'network-1' as SourceId, device: 'd-1' });
  expect(asked).toMatchObject({ code: 'PARTY_BANNED', party: 'source' });
  const { parties } = stage.simulation.store;
  expect(parties.sanctions.get(source)).toMatchObject([
    { scope: 'all', until: after(2), number: 1, rules: ['all-2', 'programme-1'] },
    { scope: 'campaign', until: null, number: 2, rules: ['campaign-ban'] },
  ]);
  expect(parties.sanctions.get(device)).toMatchObject([
    { scope: 'programme', until: after(3), number: 1, rules: ['programme-3', 'campaign-3'] },
  ]);
  expect(parties.facts(source, after(0))).toMatchObject({ timesFrozen: 1, sanctions: 2 });
});

test('a look-up sanctions all who asked, under whichever policy, and is told of the gravest', async () => {
  const above = (fact: string): Condition => ({ fact, operator: 'greaterThan', value: 2 });
  const one = policyOf(
    { id: 'address', when: above('sourceFailuresLastHour'), answer: freeze('source', 1) },
    { id: 'device', when: above('deviceFailuresLastHour'), answer: freeze('device', 2) },
    { id: 'not-yet', when: above('deviceRequestsLastHour'), answer: freeze('device', 9) },
  );
  const strict = policyOf({
    ...{ id: 'strict', when: above('sourceFailuresLastHour') },
    answer: { kind: 'ban', party: 'source' },
  });
  const failed = { ...nothingKnown, failuresLastHour: 3 };
  const facts = new Map<PartyKey, typeof failed>([
    [source, failed],
    [device, failed],
  ]);
  const asked = { lookers: { source, device }, isInCampaign: false, facts, now: instant(0) };
  const first = await judgeLookup([one], asked);
  expect(first?.rows).toMatchObject([
    { party: source, until: hour, rules: ['address'] },
    { party: device, until: 2 * hour, rules: ['device'] },
  ]);
  expect(first?.no).toMatchObject({ code: 'PARTY_FROZEN', party: 'device', until: 2 * hour });
  const both = await judgeLookup([one, strict], asked);
  expect(both?.rows).toMatchObject([
    { party: source, until: null, rules: ['strict'] },
    { party: device, until: 2 * hour, rules: ['device'] },
  ]);
  expect(both?.no).toMatchObject({ code: 'PARTY_BANNED', party: 'source', rules: ['strict'] });
});
