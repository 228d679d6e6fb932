import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import { partyKey } from '../../domain/policy/party.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration, plus } from '../../domain/time.ts';
import { issueCode } from '../../store/codes/issue-code.ts';
import { giveSanction, liftSanctions, listSanctions } from '../../store/parties/by-hand.ts';
import { anywhere } from '../../store/parties/lookup-place.ts';
import { countLookup } from '../../store/parties/count-lookup.ts';
import { query } from '../../store/query.ts';
import { createStore, issueOf, payingTerms, redeem, start, type Store } from './fixture.ts';

const hour = 3_600_000;
const now = plus(start, 1000);
const by = { actor: 'olga', reason: 'case 4711' };
const freezePerson = (id: string, when: Condition) => ({
  ...{ id, title: id, when },
  answer: {
    ...({ kind: 'freeze', party: 'person' } as const),
    ...{ forMs: duration(hour), upToMs: duration(hour) },
  },
});
const above = (fact: string, value: number): Condition => ({
  ...{ fact, operator: 'greaterThan', value },
});
const policy: RiskPolicy = {
  ...{ id: 'persons', title: 'Persons', digest: 'persons' as RiskPolicy['digest'] },
  rules: [
    freezePerson('guesses', above('personFailuresLastHour', 3)),
    {
      ...{ id: 'many-guesses', title: 'many', when: above('personFailuresLastHour', 7) },
      answer: { kind: 'ban', party: 'person', heldRewards: 'void' },
    },
    freezePerson('busy-device', {
      all: [above('deviceRequestsLastHour', 3), above('accountAgeDays', -1)],
    }),
  ],
};

let store: Store;
const terms = payingTerms({ risk: { policy: 'persons' } });

beforeAll(async () => {
  store = await createStore(policy);
});
afterAll(() => store.close());

async function ask(
  code: CodeRow,
  who: string,
  how: Parameters<typeof redeem>[1] = {},
  at = now,
): Promise<Outcome> {
  const [outcome] = (await store.commit(code, [redeem(who, how)], at)).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

const codeOf = async (holder: string): Promise<CodeRow> =>
  (await store.issue(await store.publishOwn(terms), holder)).code;

const paidTo = async (holder: string): Promise<number> => {
  const text = 'SELECT FROM reward WHERE beneficiary = $1';
  return (await query(store.pool, text, [holder])).length;
};

/** Looks up so many codes that do not exist, or that do. */
async function look(party: ReturnType<typeof partyKey>, as: 'request' | 'failure'): Promise<void> {
  const asked = { parties: [party], place: anywhere, as, now } as const;
  for (let time = 0; time < 4; time += 1) await countLookup(store.pool, asked);
}

it('a person is kept out by hand until that ends, and others are not', async () => {
  const ann = await codeOf('ann');
  const party = partyKey('person', 'late');
  const until = plus(now, hour);
  await giveSanction(store.pool, { party, scope: 'all', until, now, ...by });
  expect(await ask(ann, 'late')).toMatchObject({ code: 'PARTY_FROZEN', party: 'person' });
  expect(await ask(ann, 'early')).toMatchObject({ ok: true });
  expect(await ask(ann, 'late', {}, until)).toMatchObject({ ok: true });
});

it('several who sanction one party at once all do so', async () => {
  const party = partyKey('person', 'wanted');
  const given = { party, scope: 'all', until: plus(now, hour), now } as const;
  const all = Array.from({ length: 8 }, () => giveSanction(store.pool, { ...given, ...by }));
  expect((await Promise.all(all)).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

describe('an inviter who is kept out', () => {
  it('earns nothing by codes from before, and gets none, until that ends', async () => {
    const own = await store.publishOwn(terms);
    const { code } = await store.issue(own, 'eve');
    const until = plus(now, hour);
    const party = partyKey('person', 'eve');
    await giveSanction(store.pool, { party, scope: 'all', until, now, ...by });
    const refused = await ask(code, 'bob');
    expect(refused).toMatchObject({ code: 'INVITER_SUSPENDED', until, earnedBy: [] });
    expect(refused).not.toHaveProperty('party');
    expect(await paidTo('eve')).toBe(0);
    const issue = { ...issueOf(own, 'eve', store.keys), serverNow: now };
    const frozen = { code: 'PARTY_FROZEN', party: 'person', until };
    expect(await issueCode(store.pool, issue)).toMatchObject(frozen);
    expect(await issueCode(store.pool, { ...issue, serverNow: until })).toMatchObject({ ok: true });
    expect(await ask(code, 'bob', {}, until)).toMatchObject({ ok: true });
    expect(await paidTo('eve')).toBe(1);
  });

  it('may be so for good, in one campaign alone, and be restored', async () => {
    const [here, there] = [await store.publishOwn(terms), await store.publishOwn(terms)];
    const [closed, open] = [await store.issue(here, 'mal'), await store.issue(there, 'mal')];
    const party = partyKey('person', 'mal');
    await giveSanction(store.pool, { party, scope: here.campaign, until: null, now, ...by });
    expect(await ask(closed.code, 'ann')).toMatchObject({ code: 'INVITER_SUSPENDED' });
    expect(await issueCode(store.pool, issueOf(here, 'mal', store.keys))).toMatchObject({
      ...{ code: 'PARTY_BANNED', party: 'person' },
    });
    expect(await ask(open.code, 'ann')).toMatchObject({ ok: true });
    await liftSanctions(store.pool, party, by);
    expect(await ask(closed.code, 'ann')).toMatchObject({ ok: true });
  });

  it('is so by a rule on what nobody else can bring about, in the same batch as well', async () => {
    const [own, other] = [await codeOf('guesser'), await codeOf('host')];
    await look(partyKey('person', 'guesser'), 'failure');
    expect(await ask(other, 'guesser')).toMatchObject({ code: 'PARTY_FROZEN', rules: ['guesses'] });
    expect(await ask(own, 'dan')).toMatchObject({
      code: 'INVITER_SUSPENDED',
      earnedBy: ['guesses'],
    });
    const mine = await codeOf('guesser-2');
    await look(partyKey('person', 'guesser-2'), 'failure');
    const { outcomes } = await store.commit(mine, [redeem('guesser-2'), redeem('dan')]);
    expect(outcomes).toMatchObject([{ code: 'PARTY_FROZEN' }, { code: 'INVITER_SUSPENDED' }]);
  });

  it('loses what is held where the ban of the rule says so', async () => {
    const [own, other] = [await codeOf('robber'), await codeOf('host-3')];
    const party = partyKey('person', 'robber');
    for (const as of ['failure', 'failure'] as const) await look(party, as);
    const banned = { code: 'PARTY_BANNED', party: 'person', rules: ['guesses', 'many-guesses'] };
    expect(await ask(other, 'robber')).toMatchObject(banned);
    expect(await ask(own, 'dan')).toMatchObject({ code: 'INVITER_SUSPENDED' });
    const [given] = await listSanctions(store.pool, { party, all: false, limit: 9 });
    expect(given).toMatchObject({ until: null, suspends: true, voids: true });
  });

  it('is nobody whose device others have used: the code of a victim stays open', async () => {
    const [victims, hosts] = [await codeOf('victim'), await codeOf('host-2')];
    await look(partyKey('device', 'device-of-victim'), 'request');
    const how = { device: 'device-of-victim', accountSince: start };
    const frozen = { code: 'PARTY_FROZEN', party: 'person', rules: ['busy-device'] };
    expect(await ask(hosts, 'victim', how)).toMatchObject(frozen);
    expect(await ask(hosts, 'victim')).toMatchObject({ code: 'PARTY_FROZEN' });
    expect(await ask(victims, 'friend')).toMatchObject({ ok: true });
    expect(await paidTo('victim')).toBe(1);
  });
});
