import { describe, expect, it } from 'vitest';
import type { CodeId, Digest, OpId, SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { duration, instant, plus } from '../../domain/time.ts';
import type { MemoryStore } from '../../simulate/memory-store.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { noPolicy, redPacket, termsLike } from '../support/terms.ts';
import { movedBackwards } from './backwards.ts';
import { flawsOf } from './books.ts';

const start = instant(Date.UTC(2026, 0, 5, 2));

/** A store in order: one reward paid, one held. */
async function inOrder(): Promise<{ readonly store: MemoryStore; readonly code: CodeId }> {
  const when = { milestones: ['redeemed'], condition: null };
  const paid = { ...redPacket, id: 'paid', when };
  const payout = { ...redPacket.payout, holdMs: duration(1000) };
  const terms = termsLike({ rewards: [paid, { ...paid, id: 'held', payout }] });
  const simulation = new Simulation(start);
  const published = { digest: 'd' as Digest, policy: noPolicy, status: 'open' } as const;
  simulation.publish({ terms, ...published, startsAt: start, endsAt: null });
  const { campaign } = terms;
  const code = await simulation.issue({ campaign, holder: 'ann' as SubjectId });
  const use = { kind: 'redeem', opId: 'o' as OpId, invitee: 'bob' as SubjectId } as const;
  await simulation.send(code, use);
  await simulation.advanceTo(plus(start, 1));
  return { store: simulation.store, code };
}

const tamperings: Readonly<Record<string, (store: MemoryStore, code: CodeId) => void>> = {
  'a cap is exceeded': (store) => {
    for (const row of store.rewards.values()) {
      store.rewards.set(row.id, { ...row, minor: minorUnits(600) });
    }
  },
  'a hold closes twice': (store) => {
    const post = store.entries.find(({ kind }) => kind === 'post');
    if (post) store.entries.push(post);
  },
  'a hold is missing': (store) => {
    store.entries.splice(
      store.entries.findIndex(({ kind }) => kind === 'hold'),
      1,
    );
  },
  'a reward is paid that the ledger does not know of': (store) => {
    for (const row of store.rewards.values()) store.rewards.set(row.id, { ...row, state: 'paid' });
  },
  'an entry has another amount': (store) => {
    const [entry] = store.entries.splice(-1, 1);
    if (entry) store.entries.push({ ...entry, minor: minorUnits(entry.minor + 1) });
  },
  'a counter is off': (store) => {
    for (const [key, counter] of store.counters) {
      store.counters.set(key, { ...counter, used: counter.used + 1 });
    }
  },
  'a code says that it granted more': (store, code) => {
    const kept = store.codes.known(code);
    const granted = { 'CNY/2': 201 };
    kept.row = { ...kept.row, state: { ...kept.row.state, granted } };
  },
};

describe('the books', () => {
  it('are in order', async () => {
    const { store } = await inOrder();
    expect([...store.rewards.values()].map(({ state }) => state)).toEqual(['paid', 'held']);
    expect(flawsOf(store)).toEqual([]);
  });

  it.each(Object.entries(tamperings))('are not where %s', async (_, tamper) => {
    const { store, code } = await inOrder();
    tamper(store, code);
    expect(flawsOf(store)).not.toEqual([]);
  });
});

describe('a deadline that moves backwards', () => {
  it('is seen, unless the command may do that', async () => {
    const { store, code } = await inOrder();
    const { state } = store.code(code);
    const earlier = { ...state, expiresAt: plus(start, 1) };
    expect(movedBackwards(state, earlier, 'share')).toEqual(['expiresAt']);
    expect(movedBackwards(state, { ...state, expiresAt: null }, 'share')).toEqual(['expiresAt']);
    expect(movedBackwards(state, earlier, 'reset')).toEqual([]);
    expect(movedBackwards(earlier, state, 'share')).toEqual([]);
  });
});
