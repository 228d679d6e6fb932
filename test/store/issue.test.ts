import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId, CodeId, SubjectId } from '../../domain/ids.ts';
import { plus } from '../../domain/time.ts';
import { issueCode, type Issue } from '../../store/codes/issue-code.ts';
import { codesOfHolder, findCodeByIndex } from '../../store/codes/load-code.ts';
import { open, type KeyRing } from '../../store/keys/key-ring.ts';
import { lookupIndexes, mintValue, sealValue } from '../../store/keys/value.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import {
  createStore,
  issueOf,
  payingTerms,
  share,
  start,
  testKeys,
  type Store,
} from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

let campaigns = 0;
async function publish(changes: Partial<Terms> = {}): Promise<Terms> {
  campaigns += 1;
  const terms = payingTerms({ campaign: `issue-${String(campaigns)}` as CampaignId, ...changes });
  await store.publish(terms);
  return terms;
}

const find = (text: string, keys: KeyRing = store.keys) =>
  findCodeByIndex(store.pool, lookupIndexes(keys, text), start);
const day = 24 * 3_600_000;

describe('issuing', () => {
  it('stores a dormant code that is found by what its holder was told', async () => {
    const terms = await publish();
    const { code, sealed, created } = await store.issue(terms, 'anna');
    expect(created).toBe(true);
    expect(code).toMatchObject({ holder: 'anna', revision: 0, state: { status: 'dormant' } });
    const value = open(store.keys, code.id, sealed);
    expect(value).toHaveLength(12);
    expect(await find(value.toLowerCase())).toEqual(code);
    expect(await find(`${value.slice(0, 4)}-${value.slice(4)}`)).toEqual(code);
    expect(await find('7K2M9QXA4RTV')).toBeUndefined();
    expect(await codesOfHolder(store.pool, code.holder, terms.campaign)).toEqual([code]);
    const stored = await query(store.pool, 'SELECT * FROM code_value WHERE code = $1', [code.id]);
    expect(JSON.stringify(stored)).not.toContain(value);
    const [event] = await query(store.pool, 'SELECT kind, subject FROM event WHERE code = $1', [
      code.id,
    ]);
    expect(event).toEqual({ kind: 'issued', subject: 'anna' });
  });

  it('gives a person as many open codes as they may have, then one of these again', async () => {
    const { code } = payingTerms();
    const terms = await publish({ code: { ...code, perPerson: 2 } });
    const issued = [
      await store.issue(terms, 'anna'),
      await store.issue(terms, 'anna'),
      await store.issue(terms, 'anna'),
    ];
    expect(issued.map(({ created }) => created)).toEqual([true, true, false]);
    expect(issued[2]?.code).toEqual(issued[1]?.code);
  });

  it('gives a new code once the former one is over, also when nobody has noted that yet', async () => {
    const terms = await publish();
    const first = await store.issue(terms, 'anna');
    const again = await store.issue(terms, 'anna', { serverNow: plus(start, day - 1) });
    const after = await store.issue(terms, 'anna', { serverNow: plus(start, day) });
    expect([again.created, after.created]).toEqual([false, true]);
    expect(after.code.id).not.toBe(first.code.id);
  });

  it('answers a repeated request with the code of the first one', async () => {
    const { code } = payingTerms();
    const terms = await publish({ code: { ...code, perPerson: 5 } });
    const first = await store.issue(terms, 'anna');
    const again = await store.issue(terms, 'anna', { id: first.code.id });
    expect(again).toMatchObject({ created: false, code: first.code });
  });

  it.each<readonly [string, Partial<Issue>]>([
    ['CAMPAIGN_UNKNOWN', { campaign: 'nowhere' as CampaignId }],
    ['CAMPAIGN_NOT_STARTED', { serverNow: plus(start, -1) }],
    ['CAMPAIGN_ENDED', { serverNow: plus(start, 30 * day) }],
    ['CHANNEL_UNKNOWN', { channel: 'radio' }],
    ['PARAMETER_UNKNOWN', { parameters: { poster: 'p-1' } }],
  ])('refuses with %s', async (wanted, changes) => {
    const terms = await publish();
    const refused = await issueCode(store.pool, {
      ...issueOf(terms, 'anna', store.keys),
      ...changes,
    });
    expect(refused).toMatchObject({ ok: false, code: wanted });
  });

  it('carries its channel and parameters, and waits where its wording is unfit', async () => {
    const { code: format } = payingTerms();
    const code = { ...format, channels: ['poster'], parameters: ['store'] };
    const terms = await publish({ code });
    const issued = await store.issue(terms, 'anna', {
      channel: 'poster',
      parameters: { store: 's-1' },
      wording: { sealed: 'k1.c2VhbGVk', hits: 2, findings: [], words: 'w' },
    });
    expect(issued.code).toMatchObject({ channel: 'poster', parameters: { store: 's-1' } });
    const { row } = await store.commit(issued.code, [share()]);
    expect(row.state.status).toBe('pending');
  });

  it('mints again while a value is taken', async () => {
    const terms = await publish();
    const first = await store.issue(terms, 'anna');
    const taken = open(store.keys, first.code.id, first.sealed);
    const values = [taken, taken.toLowerCase(), 'FREE00000000'];
    let minted = 0;
    const second = await store.issue(terms, 'bert', {
      mint: ({ code }, id) => {
        const value = values[minted] ?? '';
        minted += 1;
        return sealValue(store.keys, code.format, { code: id, value });
      },
    });
    expect(minted).toBe(3);
    expect(open(store.keys, second.code.id, second.sealed)).toBe('FREE00000000');
  });

  it('gives up where no value is left, and keeps nothing of it', async () => {
    const terms = await publish();
    const first = await store.issue(terms, 'anna');
    const value = open(store.keys, first.code.id, first.sealed);
    const mint = ({ code }: Terms, id: CodeId) =>
      sealValue(store.keys, code.format, { code: id, value });
    await expect(store.issue(terms, 'bert', { mint })).rejects.toThrow('no free value');
    expect(await codesOfHolder(store.pool, 'bert' as SubjectId, terms.campaign)).toEqual([]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('fills a format of which nine of ten values are taken', async () => {
    const { code } = payingTerms();
    const format = { alphabet: 'digits', length: 2, prefix: 'Z', checkCharacter: false } as const;
    const terms = await publish({ code: { ...code, format } });
    const people = Array.from({ length: 90 }, (_, at) => `h-${String(at)}`);
    for (const holder of people) await store.issue(terms, holder);
    const last = await store.issue(terms, 'last');
    expect(last.created).toBe(true);
  });
});

describe('rotating keys', () => {
  it('finds codes of the former key, opens them, and mints none of their values again', async () => {
    const terms = await publish();
    const { code, sealed } = await store.issue(terms, 'anna');
    const value = open(store.keys, code.id, sealed);
    const rotated = testKeys('test-2', store.keys);
    expect(await find(value, rotated)).toEqual(code);
    expect(open(rotated, code.id, sealed)).toBe(value);
    let first = true;
    const next = await store.issue(terms, 'bert', {
      mint: (own, id) => {
        const fresh = mintValue(rotated, own.code.format, id);
        const same = sealValue(rotated, own.code.format, { code: id, value });
        const minted = first ? same : fresh;
        first = false;
        return minted;
      },
    });
    expect(next.sealed.keyId).toBe('test-2');
    const other = open(rotated, next.code.id, next.sealed);
    expect(other).not.toBe(value);
    expect(await find(other, rotated)).toEqual(next.code);
    expect(await find(other, store.keys)).toBeUndefined();
  });
});
