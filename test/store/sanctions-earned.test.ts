import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceReport } from '../../domain/code/command.ts';
import type { CampaignId, Digest, SourceId } from '../../domain/ids.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import { partyKey } from '../../domain/policy/party.ts';
import type { RiskAnswer, RiskPolicy } from '../../domain/policy/policy.ts';
import { duration, plus } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { listSanctions } from '../../store/parties/by-hand.ts';
import { countLookup } from '../../store/parties/count-lookup.ts';
import { anywhere, placeIn } from '../../store/parties/lookup-place.ts';
import { policiesFor, sanctionParties } from '../../store/parties/sanction-party.ts';
import { query } from '../../store/query.ts';
import { createStore, digestOf, payingTerms, redeem, start, type Store } from './fixture.ts';

const hour = duration(3_600_000);
const at = plus(start, 1000);
const rule = (id: string, report: DeviceReport, answer: RiskAnswer) => {
  const when: Condition = { fact: 'deviceReports', operator: 'contains', value: report };
  return { id, title: id, when, answer };
};
const freeze = { kind: 'freeze', forMs: hour, upToMs: hour } as const;

const policy: RiskPolicy = {
  ...{ id: 'several', title: 'Several', digest: 'several' as Digest },
  rules: [
    rule('farm', 'emulator', { kind: 'ban', party: 'device' }),
    rule('rooted', 'rooted', { ...freeze, party: 'device' }),
    rule('still', 'sensors-still', { ...freeze, party: 'source' }),
    rule('refused', 'attestation-failed', { kind: 'refuse' }),
    rule('here', 'group-control', { kind: 'ban', party: 'device', scope: 'campaign' }),
  ],
};

let store: Store;
const terms = payingTerms({ risk: { policy: 'several' } });

beforeAll(async () => {
  store = await createStore(policy);
});
afterAll(() => store.close());

test('whoever is refused by one rule is frozen by the others all the same', async () => {
  const { code } = await store.issue(await store.publishOwn(terms), 'ann');
  const ask = async (who: string, how: Parameters<typeof redeem>[1]) =>
    (await store.commit(code, [redeem(who, how)])).outcomes[0];
  const source = 'net-1' as SourceId;
  const deviceReports = ['rooted', 'sensors-still', 'attestation-failed'] as const;
  const refused = await ask('eve', { device: 'd-1', source, deviceReports });
  expect(refused).toMatchObject({
    ...{ code: 'RISK_REFUSED', rules: ['rooted', 'still', 'refused'] },
  });
  expect(await ask('fay', { device: 'd-1' })).toMatchObject({ earnedBy: ['rooted'] });
  expect(await ask('gus', { source })).toMatchObject({ code: 'PARTY_FROZEN', party: 'source' });
  const party = partyKey('source', source);
  expect(await listSanctions(store.pool, { party, all: true, limit: 9 })).toMatchObject([
    { until: plus(at, hour), rules: ['still'], facts: { deviceReports } },
  ]);
});

test('two parties are sanctioned at once, one for good and one for a time', async () => {
  const { code } = await store.issue(await store.publishOwn(terms), 'ben');
  const ask = async (who: string, how: Parameters<typeof redeem>[1]) =>
    (await store.commit(code, [redeem(who, how)])).outcomes[0];
  const source = 'net-2' as SourceId;
  const deviceReports = ['emulator', 'rooted', 'sensors-still'] as const;
  const banned = await ask('hal', { device: 'd-2', source, deviceReports });
  expect(banned).toMatchObject({ code: 'PARTY_BANNED', party: 'device' });
  expect(await ask('ida', { source })).toMatchObject({ code: 'PARTY_FROZEN' });
  const party = partyKey('device', 'd-2');
  expect(await listSanctions(store.pool, { party, all: true, limit: 9 })).toMatchObject([
    { until: null, number: 1, rules: ['farm', 'rooted'] },
  ]);
});

test('a ban in one campaign hides no freeze in all, and both count as one', async () => {
  const [here, there] = [await store.publishOwn(terms), await store.publishOwn(terms)];
  const ask = async (own: typeof here) => {
    const { code } = await store.issue(own, 'ann');
    const use = redeem('kim', { device: 'd-4', deviceReports: ['rooted', 'group-control'] });
    return (await store.commit(code, [use])).outcomes[0];
  };
  expect(await ask(here)).toMatchObject({ code: 'PARTY_BANNED' });
  expect(await ask(there)).toMatchObject({ code: 'PARTY_FROZEN', until: plus(at, hour) });
  const party = partyKey('device', 'd-4');
  const given = await listSanctions(store.pool, { party, all: true, limit: 9 });
  expect(given.map(({ scope, rules }) => [scope, ...rules]).sort()).toEqual([
    ['all', 'rooted'],
    [here.campaign, 'here'],
  ]);
});

test('in a sandbox, which is all there is to it, a ban and a freeze are kept both', async () => {
  const own = { ...terms, campaign: 'box' as CampaignId };
  await store.publish(own, { sandbox: true });
  const { code } = await store.issue(own, 'ann');
  const use = redeem('leo', { device: 'd-5', deviceReports: ['rooted', 'group-control'] });
  expect((await store.commit(code, [use])).outcomes[0]).toMatchObject({ code: 'PARTY_BANNED' });
  const party = partyKey('device', 'd-5');
  expect(await listSanctions(store.pool, { party, all: true, limit: 9 })).toHaveLength(2);
  const asked = {
    parties: [party],
    place: placeIn({ id: own.campaign, sandbox: true, programme: null }),
  };
  const known = await countLookup(store.pool, { ...asked, as: 'nothing', now: at });
  expect(known.get(party)).toMatchObject({ isBanned: true, timesFrozen: 1, sanctions: 2 });
});

test('look-ups sanction several parties in one statement', async () => {
  const row = {
    ...({ scope: 'all', number: 1, at, suspends: false, voids: false } as const),
    ...{ policy: policy.digest, facts: { sourceFailuresLastHour: 9 }, rules: ['a', 'b'] },
  };
  const parties = [partyKey('source', 'net-3'), partyKey('device', 'd-3')] as const;
  const until = plus(at, hour);
  const rows = [
    { ...row, party: parties[0], until },
    { ...row, party: parties[1], until: null },
  ];
  await sanctionParties(store.pool, anywhere, rows);
  const given = await Promise.all(
    parties.map((party) => listSanctions(store.pool, { party, all: true, limit: 9 })),
  );
  expect(given).toMatchObject([
    [{ until, rules: ['a', 'b'], facts: row.facts }],
    [{ until: null, rules: ['a', 'b'], facts: row.facts }],
  ]);
});

test('an unknown code is judged as of the campaign that was named, else of all that are open outside sandboxes', async () => {
  const ids = async (version: Digest | null) =>
    (await policiesFor(store.pool, version)).map(({ policy: { id } }) => id);
  const publish = async (id: string, sandbox = false) => {
    await publishPolicy(store.pool, { ...policy, id, digest: id as Digest });
    const own = { ...terms, campaign: id as CampaignId, risk: { policy: id } };
    await store.publish(own, { sandbox });
    return digestOf(own);
  };
  await store.publishOwn(terms);
  const trial = await publish('trial', true);
  const live = await publish('live');
  await publish('closed');
  await publishPolicy(store.pool, { ...policy, id: 'unused', digest: 'unused' as Digest });
  await query(store.owner, "UPDATE campaign SET status = 'closed' WHERE id = 'closed'");
  expect(await ids(null)).toEqual(['live', 'several']);
  expect([await ids(live), await ids(trial)]).toEqual([['live'], ['trial']]);
});
