import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RowId, SubjectId } from '../../domain/ids.ts';
import { tellRelations } from '../../reconcile/relation-alarms.ts';
import { relationAlarms } from '../../store/alarms/relation-alarms.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { relationPlace } from '../../store/relations/read-place.ts';
import { query } from '../../store/query.ts';
import { createStore, op, payingTerms, redeem, reload, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const rounds = 50;
const chain = (traceLevels = 3): Terms =>
  payingTerms({ scenario: { kind: 'distribution-chain', traceLevels } });

async function codesOf(terms: Terms, holders: readonly string[]): Promise<CodeRow[]> {
  const codes: CodeRow[] = [];
  for (const holder of holders) codes.push((await store.issue(terms, holder)).code);
  return codes;
}

async function invite(code: CodeRow, invitee: string): Promise<Outcome | undefined> {
  const { outcomes } = await store.commit(await reload(store, code), [redeem(invitee)]);
  return outcomes[0];
}

const wordOf = (outcome: Outcome | undefined): string =>
  outcome?.ok === false ? outcome.code : 'ok';

async function relations({ campaign }: Terms): Promise<readonly object[]> {
  return query(
    store.pool,
    `SELECT invitee, ancestors, depth FROM relation WHERE campaign = $1 ORDER BY depth, invitee`,
    [campaign],
  );
}

async function headsOf({ campaign }: Terms, person: string): Promise<readonly number[]> {
  const rows = await query<{ used: number }>(
    store.pool,
    `SELECT used FROM counter WHERE campaign = $1 AND key LIKE 'heads:_:' || $2 ORDER BY key`,
    [campaign, person],
  );
  return rows.map(({ used }) => used);
}

async function alarmsOf({ campaign }: Terms): Promise<readonly string[]> {
  const rows = await query<{ person: string; alarm: string }>(
    store.pool,
    'SELECT person, alarm FROM relation_alarm WHERE campaign = $1 ORDER BY person, alarm',
    [campaign],
  );
  return rows.map(({ person, alarm }) => `${person} ${alarm}`);
}

describe('a relation', () => {
  it('has the line above as far as it is traced, and counts at each of them', async () => {
    const terms = await store.publishOwn(chain());
    const line = ['ann', 'bob', 'cleo', 'dan', 'eva'];
    const codes = await codesOf(terms, line);
    for (const [at, code] of codes.slice(0, -1).entries()) {
      expect(wordOf(await invite(code, line[at + 1] ?? ''))).toBe('ok');
    }
    expect(await relations(terms)).toEqual([
      { invitee: 'bob', ancestors: ['ann'], depth: 1 },
      { invitee: 'cleo', ancestors: ['bob', 'ann'], depth: 2 },
      { invitee: 'dan', ancestors: ['cleo', 'bob', 'ann'], depth: 3 },
      { invitee: 'eva', ancestors: ['dan', 'cleo', 'bob'], depth: 4 },
    ]);
    expect(await headsOf(terms, 'ann')).toEqual([1, 1, 1]);
    expect(await headsOf(terms, 'bob')).toEqual([1, 1, 1]);
    expect(await headsOf(terms, 'dan')).toEqual([1, 0, 0]);
    expect(await alarmsOf(terms)).toEqual(['ann levels', 'bob levels']);
    const place = await relationPlace(store.pool, terms.campaign, 'dan' as SubjectId);
    expect(place).toMatchObject({
      relation: { ancestors: ['cleo', 'bob', 'ann'], depth: 3 },
      ...{ heads: [1, 0, 0], alarms: [] },
    });
    const top = await relationPlace(store.pool, terms.campaign, 'ann' as SubjectId);
    expect(top).toMatchObject({ relation: null, heads: [1, 1, 1], alarms: [{ alarm: 'levels' }] });
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('is refused to oneself, to those above, and to whoever has brought others', async () => {
    const terms = await store.publishOwn(chain());
    const [ann, bob, cleo, zoe] = await codesOf(terms, ['ann', 'bob', 'cleo', 'zoe']);
    if (!ann || !bob || !cleo || !zoe) throw new Error('no codes');
    expect(wordOf(await invite(ann, 'ann'))).toBe('SELF_INVITE');
    expect(wordOf(await invite(ann, 'bob'))).toBe('ok');
    expect(wordOf(await invite(bob, 'ann'))).toBe('RELATION_CYCLE');
    expect(wordOf(await invite(bob, 'cleo'))).toBe('ok');
    expect(wordOf(await invite(cleo, 'ann'))).toBe('RELATION_CYCLE');
    expect(wordOf(await invite(zoe, 'ann'))).toBe('RELATION_HEAD');
    expect(await relations(terms)).toHaveLength(2);
  });

  it('is not written twice, and outlives its redemption', async () => {
    const terms = await store.publishOwn({ ...chain(), rewards: [] });
    const [ann, zoe] = await codesOf(terms, ['ann', 'zoe']);
    if (!ann || !zoe) throw new Error('no codes');
    const first = await invite(ann, 'bob');
    if (first?.ok !== true || first.redemption === undefined) throw new Error('not redeemed');
    await store.commit(await reload(store, ann), [cancel(first.redemption)]);
    expect(wordOf(await invite(zoe, 'bob'))).toBe('RELATION_BOUND');
    expect(wordOf(await invite(ann, 'bob'))).toBe('ok');
    expect(await headsOf(terms, 'ann')).toEqual([1, 0, 0]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('is traced no further than the terms say', async () => {
    const terms = await store.publishOwn(chain(1));
    const [ann, bob] = await codesOf(terms, ['ann', 'bob']);
    if (!ann || !bob) throw new Error('no codes');
    await invite(ann, 'bob');
    await invite(bob, 'cleo');
    expect(await relations(terms)).toEqual([
      { invitee: 'bob', ancestors: ['ann'], depth: 1 },
      { invitee: 'cleo', ancestors: ['bob'], depth: 2 },
    ]);
    expect(await headsOf(terms, 'ann')).toEqual([1]);
  });
});

describe('at once', () => {
  it('two who invite each other are never both bound', async () => {
    const terms = await store.publishOwn(chain());
    for (let round = 0; round < rounds; round += 1) {
      const pair = [`a-${String(round)}`, `b-${String(round)}`] as const;
      const [one, other] = await codesOf(terms, pair);
      if (!one || !other) throw new Error('no codes');
      const words = (await Promise.all([invite(one, pair[1]), invite(other, pair[0])])).map(wordOf);
      expect(words.sort()).toEqual(['RELATION_CYCLE', 'ok']);
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('three who invite each other in a circle are never all bound', async () => {
    const terms = await store.publishOwn(chain());
    for (let round = 0; round < rounds; round += 1) {
      const ring = ['a', 'b', 'c'].map((name) => `${name}-${String(round)}`);
      const codes = await codesOf(terms, ring);
      const words = await Promise.all(
        codes.map(async (code, at) => wordOf(await invite(code, ring[(at + 1) % 3] ?? ''))),
      );
      // Whoever has brought somebody is placed nowhere any more, so that a line of three may stay shorter.
      expect(words).toContain('ok');
      expect(words.filter((word) => word === 'ok').length).toBeLessThan(3);
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('a hundred who come to a line of four count exactly, and operations are told once at 24', async () => {
    const terms = await store.publishOwn(chain());
    const line = ['ann', 'bob', 'cleo'];
    const codes = await codesOf(terms, line);
    const [ann, bob, cleo] = codes;
    if (!ann || !bob || !cleo) throw new Error('no codes');
    await invite(ann, 'bob');
    await invite(bob, 'cleo');
    expect(await alarmsOf(terms)).toEqual([]);
    const guests = Array.from({ length: 99 }, (_, at) => `guest-${String(at)}`);
    await Promise.all(guests.map(async (guest, at) => invite(codes[at % 3] ?? ann, guest)));
    expect(await headsOf(terms, 'ann')).toEqual([34, 34, 33]);
    expect(await headsOf(terms, 'bob')).toEqual([34, 33, 0]);
    expect(await headsOf(terms, 'cleo')).toEqual([33, 0, 0]);
    expect(await alarmsOf(terms)).toEqual(['ann heads', 'ann levels', 'bob heads', 'cleo heads']);
    const told: string[] = [];
    const log = { info: () => undefined, warn: (_: object, message: string) => told.push(message) };
    await tellRelations(store.pool, log);
    await tellRelations(store.pool, log);
    const ofHeads = told.filter((text) =>
      text.startsWith(`relations of ${terms.campaign}: 24 people`),
    );
    expect(ofHeads).toHaveLength(3);
    expect(await relationAlarms(store.pool, terms.campaign)).toMatchObject([
      { alarm: 'heads', people: 3 },
      { alarm: 'levels', people: 1, latest: 'ann' },
    ]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

function cancel(redemption: RowId) {
  return { kind: 'cancel', opId: op(), redemption, actor: 'olga', reason: 'test' } as const;
}
