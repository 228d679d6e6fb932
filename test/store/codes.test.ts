import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId, CodeId, OpId, SourceId, SubjectId } from '../../domain/ids.ts';
import { nothingKnown } from '../../domain/commit/facts.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { duration, plus, type Instant } from '../../domain/time.ts';
import { addClockOffset } from '../../store/campaigns/steer.ts';
import { loadSealedValue } from '../../store/codes/code-values.ts';
import { countLookup } from '../../store/parties/count-lookup.ts';
import { anywhere, placeIn } from '../../store/parties/lookup-place.ts';
import { findCodeByIndex, listOpenCodes } from '../../store/codes/load-code.ts';
import { recordClick } from '../../store/codes/record-click.ts';
import { open } from '../../store/keys/key-ring.ts';
import { lookupIndexes } from '../../store/keys/value.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { createStore, payingTerms, redeem, share, start, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

let campaigns = 0;
async function publish(changes: Partial<Terms> = {}): Promise<Terms> {
  campaigns += 1;
  const terms = payingTerms({ campaign: `codes-${String(campaigns)}` as CampaignId, ...changes });
  await store.publish(terms);
  return terms;
}

const find = (text: string, now: Instant = start) =>
  findCodeByIndex(store.pool, lookupIndexes(store.keys, text), now);
const minute = 60_000;
const day = 24 * 60 * minute;

describe('refreshing', () => {
  it('gives a new value, while the former one leads to the code for a time', async () => {
    const { validity } = payingTerms();
    const refresh = { everyMs: duration(60 * minute), formerForMs: duration(10 * minute) };
    const terms = await publish({ validity: { ...validity, refresh } });
    const { code, sealed } = await store.issue(terms, 'anna');
    const former = open(store.keys, code.id, sealed);
    await store.commit(code, [share()], plus(start, 1000));
    const { row } = await store.commit(code, [], plus(start, 60 * minute));
    const fresh = await loadSealedValue(store.pool, code.id);
    const value = fresh && open(store.keys, code.id, fresh);
    expect(value).not.toBe(former);
    expect(await find(value ?? '')).toEqual(row);
    expect(await find(former, plus(start, 70 * minute - 1))).toEqual(row);
    expect(await find(former, plus(start, 70 * minute))).toBeUndefined();
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('goes by the clock of the campaign', async () => {
    const { validity } = payingTerms();
    const refresh = { everyMs: duration(60 * minute), formerForMs: duration(10 * minute) };
    const own = payingTerms({
      campaign: 'ahead' as CampaignId,
      validity: { ...validity, refresh },
    });
    await store.publish(own, { sandbox: true });
    const { code, sealed } = await store.issue(own, 'anna');
    await store.commit(code, [share()], plus(start, 1000));
    await store.commit(code, [], plus(start, 60 * minute));
    const former = open(store.keys, code.id, sealed);
    expect(await find(former)).toMatchObject({ id: code.id });
    await addClockOffset(store.pool, own.campaign, duration(70 * minute));
    expect(await find(former)).toBeUndefined();
  });
});

describe('clicks', () => {
  const click = { share: 's-1', at: plus(start, 1000) };

  it('are rows, once an operation, and say what was new about them', async () => {
    const terms = await publish();
    const { code } = await store.issue(terms, 'anna');
    const ben = { ...click, code, subject: 'ben' as SubjectId };
    const first = await recordClick(store.pool, { ...ben, opId: 'c-1' as OpId });
    const again = await recordClick(store.pool, { ...ben, opId: 'c-1' as OpId });
    const carl = { ...click, code, opId: 'c-2' as OpId, subject: 'carl' as SubjectId };
    const other = await recordClick(store.pool, carl);
    expect(first).toEqual({ recorded: true, firstOfShare: true, newPerson: true });
    expect(again).toEqual({ ...first, recorded: false });
    expect(other).toEqual({ recorded: true, firstOfShare: false, newPerson: true });
  });

  it.each([
    ['first', 'one', -1],
    ['first', 'two', 1],
    ['last', 'one', 1],
  ] as const)('decide by the %s touch for code %s', async (touch, used, order) => {
    const attribution = { ...payingTerms().attribution, touch };
    const terms = await publish({ attribution });
    const codes = {
      one: (await store.issue(terms, 'anna')).code,
      two: (await store.issue(terms, 'bert')).code,
    };
    const subject = 'ben' as SubjectId;
    const at = (offset: number) => plus(start, 10_000 + offset * order * 1000);
    const one = { code: codes.one, opId: op('one'), subject, at: at(-1) };
    const two = { code: codes.two, opId: op('two'), subject, at: at(1) };
    await recordClick(store.pool, one);
    await recordClick(store.pool, two);
    const { outcomes } = await store.commit(codes[used], [redeem('ben')], plus(start, 20_000));
    const elsewhere = touch === 'first' && (order === -1) === (used === 'one');
    expect(outcomes[0]).toMatchObject(elsewhere ? { code: 'ATTRIBUTED_ELSEWHERE' } : { ok: true });
  });

  it('count until the window is over, and on any code of the line', async () => {
    const terms = await publish();
    const { windowMs } = terms.attribution;
    const one = (await store.issue(terms, 'anna')).code;
    const two = (await store.issue(terms, 'bert')).code;
    const clicked = { code: one, opId: op('a'), subject: 'ben' as SubjectId, at: start };
    await recordClick(store.pool, clicked);
    const soon = await store.commit(two, [redeem('ben')], plus(start, 1000));
    expect(soon.outcomes[0]).toMatchObject({ code: 'ATTRIBUTED_ELSEWHERE', successor: one.id });
    await store.commit(one, [share()], plus(start, 1000));
    const { row } = await store.commit(one, [], plus(start, 2 * day));
    const successor = await query<{ id: CodeId }>(
      store.pool,
      'SELECT id FROM code WHERE predecessor = $1',
      [row.id],
    );
    const next = { ...row, id: successor[0]?.id ?? row.id };
    const inLine = await store.commit(next, [redeem('ben')], plus(start, 2 * day));
    expect(inLine.outcomes[0]).toMatchObject({ ok: true });
    expect(windowMs).toBeGreaterThan(2 * day);
  });
});

describe('look-ups of a source', () => {
  it('are counted over sixty minutes of the clock, each scope apart', async () => {
    const party = partyKey('source', 'net-1');
    const count = async (now: Instant, place = anywhere) =>
      (await countLookup(store.pool, { parties: [party], place, as: 'request', now })).get(party);
    const trial = { id: 'sandboxed' as CampaignId, sandbox: true, programme: null };
    const requests = async (now: Instant) => (await count(now))?.requestsLastHour;
    const minuteStart = Math.floor(start / minute) * minute;
    const at = (ms: number) => plus(start, minuteStart - start + ms);
    expect(await requests(at(0))).toBe(1);
    expect(await requests(at(minute - 1))).toBe(2);
    expect(await requests(at(59 * minute))).toBe(3);
    expect(await requests(at(60 * minute))).toBe(2);
    expect(await count(at(60 * minute), placeIn(trial))).toEqual({
      ...nothingKnown,
      requestsLastHour: 1,
    });
  });

  it('are exact under fifty at once', async () => {
    const parties = [partyKey('source', 'net-2'), partyKey('network', 'net-2')];
    const counted = await Promise.all(
      Array.from({ length: 50 }, () =>
        countLookup(store.pool, { parties, place: anywhere, as: 'request', now: start }),
      ),
    );
    for (const party of parties) {
      const seen = counted.map((facts) => facts.get(party)?.requestsLastHour ?? 0);
      expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    }
  });

  it('reach the facts of a commit', async () => {
    const rule = {
      fact: 'sourceRequestsLastHour',
      operator: 'greaterThanInclusive',
      value: 3,
    } as const;
    const answer = {
      kind: 'freeze',
      party: 'source',
      forMs: duration(day),
      upToMs: duration(day),
    } as const;
    const own = await createStore({
      id: 'few',
      title: 'Few',
      digest: 'few' as never,
      rules: [{ id: 'few', title: 'few', when: rule, answer }],
    });
    try {
      const terms = payingTerms({ risk: { policy: 'few' } });
      await own.publish(terms);
      const { code } = await own.issue(terms, 'anna');
      const source = 'net-3' as SourceId;
      const party = partyKey('source', source);
      const answers = [];
      for (const [at, who] of ['a', 'b', 'c', 'd'].entries()) {
        const now = plus(start, at * 1000);
        await countLookup(own.pool, { parties: [party], place: anywhere, as: 'request', now });
        const { outcomes } = await own.commit(code, [redeem(who, { source })], now);
        answers.push(outcomes[0]?.ok === false ? outcomes[0].code : 'ok');
      }
      expect(answers).toEqual(['ok', 'ok', 'PARTY_FROZEN', 'PARTY_FROZEN']);
      const later = {
        parties: [party],
        place: anywhere,
        as: 'failure',
        now: plus(start, 5000),
      } as const;
      expect((await countLookup(own.pool, later)).get(party)).toEqual({
        requestsLastHour: 3,
        failuresLastHour: 0,
        frozenUntil: plus(start, 2000 + day),
        isBanned: false,
        timesFrozen: 1,
        earnedBy: ['few'],
        sanctions: 1,
      });
    } finally {
      await own.close();
    }
  });
});

describe('sweeping', () => {
  it('pages through codes that are not settled', async () => {
    const terms = await publish();
    const codes = [];
    for (const holder of ['a', 'b', 'c', 'd']) codes.push((await store.issue(terms, holder)).code);
    const [first] = codes;
    if (first === undefined) throw new Error('no code');
    await store.commit(first, [share()]);
    const { campaign } = terms;
    const awake = await listOpenCodes(store.pool, { campaign, limit: 10 });
    expect(awake.map(({ code }) => code.id)).toEqual([first.id]);
    expect(awake[0]?.deadlineAt).toBeGreaterThan(start);
    const page = await listOpenCodes(store.pool, { campaign, dormant: true, limit: 3 });
    const after = page.at(-1)?.code.id ?? first.id;
    const rest = await listOpenCodes(store.pool, { campaign, dormant: true, limit: 3, after });
    expect([...page, ...rest].map(({ code }) => code.id)).toEqual(codes.map(({ id }) => id));
  });
});

function op(name: string): OpId {
  return `op-${name}` as OpId;
}
