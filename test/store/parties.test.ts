import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { OpId, SubjectId } from '../../domain/ids.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import { partyKey } from '../../domain/policy/party.ts';
import type { RiskAnswer, RiskPolicy } from '../../domain/policy/policy.ts';
import { identityKey } from '../../domain/policy/ties.ts';
import { duration, plus } from '../../domain/time.ts';
import {
  giveSanction,
  liftSanctions,
  listSanctions,
  partiesOfReference,
} from '../../store/parties/by-hand.ts';
import { anywhere } from '../../store/parties/lookup-place.ts';
import { countLookup } from '../../store/parties/count-lookup.ts';
import { forgetWindows } from '../../store/parties/forget-windows.ts';
import { sanctionParties } from '../../store/parties/sanction-party.ts';
import { query } from '../../store/query.ts';
import { createStore, payingTerms, redeem, start, type Store } from './fixture.ts';

const hour = 3_600_000;
const refuse: RiskAnswer = { kind: 'refuse' };
const rule = (id: string, when: Condition, answer: RiskAnswer = refuse) => ({
  ...{ id, title: id, when, answer },
});
const compare = (fact: string, operator: 'contains' | 'equal' | 'greaterThan', value: never) =>
  ({ fact, operator, value }) as Condition;
const contains = (fact: string, value: string) => compare(fact, 'contains', value as never);
const above = (fact: string, value: number) => compare(fact, 'greaterThan', value as never);

const policy: RiskPolicy = {
  ...{ id: 'parties', title: 'Parties', digest: 'parties' as RiskPolicy['digest'] },
  rules: [
    rule('farm', contains('deviceReports', 'emulator'), { kind: 'ban', party: 'device' }),
    rule('campaign-farm', contains('deviceReports', 'rooted'), {
      ...{ kind: 'freeze', party: 'device', scope: 'campaign' },
      ...{ forMs: duration(hour), upToMs: duration(4 * hour) },
    }),
    rule('same', {
      any: ['phone', 'payee', 'device'].map((kind) => contains('sharedWithInviter', kind)),
    }),
    rule('crowd', above('peopleConnected', 4)),
    rule('payee', above('peopleOnPayee', 2)),
    rule('circle', compare('invitationCycle', 'equal', true as never)),
    rule('unbound', compare('inviterBound', 'equal', false as never)),
    rule('many-a-day', above('inviterInvitationsToday', 2)),
    rule('guessed-at', above('campaignFailuresLastHour', 3)),
  ],
};

let store: Store;
const terms = payingTerms({ risk: { policy: 'parties' } });

beforeAll(async () => {
  store = await createStore(policy);
});
afterAll(() => store.close());

type How = Parameters<typeof redeem>[1];

async function ask(code: CodeRow, who: string, how: How = {}): Promise<Outcome> {
  const { outcomes } = await store.commit(code, [redeem(who, how)]);
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

function answer(outcome: Outcome): string {
  return outcome.ok ? 'ok' : [outcome.code, ...(outcome.rules ?? [])].join(' ');
}

const codes = async (...holders: string[]): Promise<CodeRow[]> => {
  const own = await store.publishOwn(terms);
  return Promise.all(holders.map(async (holder) => (await store.issue(own, holder)).code));
};

describe('a sanction', () => {
  it('keeps a device out of every campaign for good, and nobody else out of anything', async () => {
    const [ann] = await codes('ann');
    const [zoe] = await codes('zoe');
    if (ann === undefined || zoe === undefined) throw new Error('no code');
    const farmed = { device: 'd-1', deviceReports: ['emulator'] } as const;
    expect(await ask(ann, 'bot-1', farmed)).toMatchObject({
      ...{ code: 'PARTY_BANNED', party: 'device', rules: ['farm'] },
    });
    const refused = await ask(zoe, 'bot-2', { device: 'd-1' });
    expect(refused).toMatchObject({ code: 'PARTY_BANNED', earnedBy: ['farm'] });
    if (refused.ok || refused.reference === undefined) throw new Error('no reference');
    expect(await partiesOfReference(store.pool, ` ${refused.reference.toLowerCase()} `)).toEqual([
      partyKey('device', 'd-1'),
    ]);
    expect(await partiesOfReference(store.pool, 'ANOTHER123')).toEqual([]);
    // The attacker has named the victim's codes, and they are as they were.
    expect(answer(await ask(ann, 'bob', { device: 'd-2' }))).toBe('ok');
    expect(answer(await ask(zoe, 'cleo'))).toBe('ok');
    const party = partyKey('device', 'd-1');
    const by = { actor: 'olga', reason: 'a repaired device' };
    expect(await liftSanctions(store.pool, party, by)).toBe(1);
    expect(answer(await ask(zoe, 'dan', { device: 'd-1' }))).toBe('ok');
    expect(await listSanctions(store.pool, { party, all: true, limit: 9 })).toMatchObject([
      {
        ...{
          until: null,
          rules: ['farm'],
          policy: 'parties',
          facts: { deviceReports: ['emulator'] },
        },
        ...{ liftedBy: 'olga', liftedFor: 'a repaired device' },
      },
    ]);
  });

  it('may hold in one campaign alone, doubles, and counts no more once it is lifted', async () => {
    const [ann] = await codes('ann');
    const [zoe] = await codes('zoe');
    if (ann === undefined || zoe === undefined) throw new Error('no code');
    const rooted = { device: 'd-3', deviceReports: ['rooted'] } as const;
    const at = plus(start, 1000);
    expect(await ask(ann, 'b1', rooted)).toMatchObject({
      ...{ code: 'PARTY_FROZEN', party: 'device', until: plus(at, hour) },
    });
    expect(answer(await ask(ann, 'b1', { device: 'd-3' }))).toBe('PARTY_FROZEN');
    expect(answer(await ask(zoe, 'b3', { device: 'd-3' }))).toBe('ok');
    const later = plus(at, hour);
    const again = await store.commit(ann, [redeem('b1', rooted)], later);
    expect(again.outcomes).toMatchObject([{ until: plus(later, 2 * hour) }]);
    await liftSanctions(store.pool, partyKey('device', 'd-3'), { actor: 'olga', reason: 'wrong' });
    const third = await store.commit(ann, [redeem('b1', rooted)], later);
    expect(third.outcomes).toMatchObject([{ until: plus(later, hour) }]);
  });

  it('is given once by two codes at the same moment', async () => {
    const lines = await codes(...Array.from({ length: 10 }, (_, n) => `h${n}`));
    const rooted = { device: 'd-4', deviceReports: ['rooted'] } as const;
    await Promise.all(lines.map((code, n) => ask(code, `x${n}`, rooted)));
    const party = partyKey('device', 'd-4');
    const given = await listSanctions(store.pool, { party, all: true, limit: 20 });
    const numbers = given.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.max(...numbers)).toBe(numbers.length);
  });

  it('for good is not shortened by a freeze that was decided beside it', async () => {
    const party = partyKey('device', 'd-5');
    const unlike = { suspends: false, voids: false, policy: policy.digest, facts: {} };
    const given = { party, scope: 'all', number: 1, rules: ['r'], at: start, ...unlike } as const;
    await sanctionParties(store.pool, anywhere, [{ ...given, until: null }]);
    await sanctionParties(store.pool, anywhere, [{ ...given, until: plus(start, hour) }]);
    const [ann] = await codes('ann');
    if (ann === undefined) throw new Error('no code');
    expect(answer(await ask(ann, 'y1', { device: 'd-5' }))).toBe('PARTY_BANNED');
  });

  it('is not lengthened by trying on, and once lifted the hour begins anew', async () => {
    const party = partyKey('source', 'net-5');
    const look = async (failed: boolean) =>
      (
        await countLookup(store.pool, {
          parties: [party],
          place: anywhere,
          as: failed ? 'failure' : 'request',
          now: start,
        })
      ).get(party)?.requestsLastHour;
    expect([await look(false), await look(false)]).toEqual([1, 2]);
    const by = { actor: 'olga', reason: 'too many' };
    const until = plus(start, hour);
    await giveSanction(store.pool, { party, scope: 'all', until, now: start, ...by });
    expect([await look(false), await look(false)]).toEqual([2, 2]);
    await liftSanctions(store.pool, party, by);
    expect(await look(false)).toBe(1);
  });
});

describe('ties', () => {
  it('tell one person with two accounts, by phone, payee or device', async () => {
    const own = await store.publishOwn(terms);
    const identities = [identityKey('phone', 'p-1'), identityKey('device', 'd-9')];
    const { code } = await store.issue(own, 'ann', { about: { identities } });
    expect(answer(await ask(code, 'ann-2', { phone: 'p-1' }))).toBe('RISK_REFUSED same');
    expect(answer(await ask(code, 'ann-3', { device: 'd-9' }))).toBe('RISK_REFUSED same');
    expect(answer(await ask(code, 'bob', { phone: 'p-2' }))).toBe('ok');
  });

  it('find the inviter in a crowd of any size', async () => {
    const own = await store.publishOwn(terms);
    const identities = [identityKey('payee', 'w-crowd')];
    const { code } = await store.issue(own, 'zz-holder', { about: { identities } });
    await query(
      store.owner,
      `INSERT INTO tie (scope, identity, subject, seen_at)
       SELECT 'all', 'payee:w-crowd', 'crowd-' || n, n FROM generate_series(1, 5000) n`,
    );
    const refused = answer(await ask(code, 'crowd-newcomer', { payee: 'w-crowd' }));
    expect(refused).toBe('RISK_REFUSED same crowd payee');
  });

  it('are not made by what is refused: nobody is tied to a payee that others claim', async () => {
    const own = await store.publishOwn(terms);
    const { code } = await store.issue(own, 'mallory', { about: { identities: [], bound: false } });
    for (const who of ['t1', 't2', 't3']) await ask(code, who, { payee: 'w-victim' });
    const [ann] = await codes('ann');
    if (ann === undefined) throw new Error('no code');
    expect(answer(await ask(ann, 'victim', { payee: 'w-victim' }))).toBe('ok');
  });

  it('count people on a payee, within one batch as one by one', async () => {
    const [ann] = await codes('ann');
    if (ann === undefined) throw new Error('no code');
    const batch = ['k1', 'k2', 'k3'].map((who) => redeem(who, { payee: 'w-1' }));
    const { outcomes } = await store.commit(ann, batch);
    expect(outcomes.map(answer)).toEqual(['ok', 'ok', 'RISK_REFUSED payee many-a-day']);
    expect(answer(await ask(ann, 'k4', { payee: 'w-1' }))).toBe('RISK_REFUSED payee many-a-day');
  });

  it('reach through others, whatever they share', async () => {
    const lines = await codes('h1', 'h2', 'h3', 'h4', 'h5');
    const chain: How[] = [
      { device: 'c-1' },
      { device: 'c-1', phone: 'c-2' },
      { phone: 'c-2', device: 'c-3' },
      { device: 'c-3', phone: 'c-4' },
      { phone: 'c-4' },
    ];
    const answers = [];
    for (const [n, how] of chain.entries()) {
      const code = lines[n];
      if (code !== undefined) answers.push(answer(await ask(code, `m${n}`, how)));
    }
    expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'RISK_REFUSED crowd']);
  });

  it('close a circle of invitations', async () => {
    const [a, b, c] = await codes('ca', 'cb', 'cc');
    if (a === undefined || b === undefined || c === undefined) throw new Error('no code');
    expect(answer(await ask(a, 'cb'))).toBe('ok');
    expect(answer(await ask(b, 'cc'))).toBe('ok');
    expect(answer(await ask(c, 'ca'))).toBe('RISK_REFUSED circle');
    expect(answer(await ask(c, 'cd'))).toBe('ok');
  });
});

describe('an inviter', () => {
  it('who is not bound is met by the rule, and one of whom nothing is known is not', async () => {
    const own = await store.publishOwn(terms);
    const { code } = await store.issue(own, 'ann', { about: { identities: [], bound: false } });
    expect(answer(await ask(code, 'bob'))).toBe('RISK_REFUSED unbound');
    const said = { opId: 'binding' as OpId, subject: 'ann' as SubjectId, check: 'binding' };
    await store.commit(code, [{ kind: 'verify', ...said, result: 'passed' }]);
    expect(answer(await ask(code, 'bob'))).toBe('ok');
  });
});

it('failures are counted apart for a campaign that is guessed at', async () => {
  const own = await store.publishOwn(terms);
  const { code } = await store.issue(own, 'ann');
  const now = plus(start, 1000);
  const parties = [
    partyKey('source', 'net-guess'),
    `campaign:${own.campaign}` as ReturnType<typeof partyKey>,
  ];
  for (let n = 0; n < 4; n += 1) {
    await countLookup(store.pool, { parties, place: anywhere, as: 'failure', now });
  }
  expect(answer(await ask(code, 'bob'))).toBe('RISK_REFUSED guessed-at');
  const { code: elsewhere } = await store.issue(await store.publishOwn(terms), 'ann');
  expect(answer(await ask(elsewhere, 'bob'))).toBe('ok');
});

it('what was asked for long ago is forgotten, by the clock of each campaign', async () => {
  const party = partyKey('source', 'net-old');
  const count = (now: typeof start) =>
    countLookup(store.pool, { parties: [party], place: anywhere, as: 'request', now });
  await count(plus(start, -3 * hour));
  await count(start);
  const left = 'SELECT minute FROM party_window WHERE party = $1';
  expect(await query(store.pool, left, [party])).toHaveLength(1);
  await query(
    store.owner,
    `INSERT INTO party_window VALUES ('all', 'source:gone', $1::bigint / 60000 - 121, 1, 0)`,
    [start],
  );
  expect(await forgetWindows(store.pool, start)).toBe(1);
  expect(await query(store.pool, left, [party])).toHaveLength(1);
});
