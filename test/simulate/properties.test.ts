import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeState } from '../../domain/code/state.ts';
import type { CodeId, Digest, OpId, SubjectId } from '../../domain/ids.ts';
import { instant, plus } from '../../domain/time.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { campaigns } from '../model/campaigns.ts';
import { day } from '../model/meaning.ts';
import { play, type Answered } from '../model/run.ts';
import { sequences } from '../model/steps.ts';
import { flawsOf } from './books.ts';
import { noPolicy, redPacket, termsLike } from '../support/terms.ts';
import { movedBackwards } from './backwards.ts';

const numRuns = 500;
const start = instant(Date.UTC(2026, 0, 5, 2));

/** Runs a watcher over the answers to many sequences. */
async function watched(watch: () => (answered: Answered) => void): Promise<void> {
  const holds = fc.asyncProperty(campaigns, sequences, (campaign, steps) =>
    play(campaign, steps, { watch: watch() }),
  );
  await fc.assert(holds, { numRuns });
}

describe('whatever is asked of codes', () => {
  it('no cap and no budget is exceeded, money is conserved, counters are what rows are', async () => {
    await watched(() => ({ simulation: { store } }) => {
      expect(flawsOf(store)).toEqual([]);
    });
  }, 300_000);

  it('a settled code accepts nothing and stays as it is', async () => {
    let asked = 0;
    await watched(() => {
      const settled = new Map<CodeId, CodeState>();
      const known = new Set<string>();
      return ({ simulation, code, command, outcome }) => {
        const { state } = simulation.store.code(code);
        const before = settled.get(code);
        const isRepeated = known.has(`${code} ${command.opId}`);
        known.add(`${code} ${command.opId}`);
        if (before !== undefined) {
          asked += 1;
          if (command.kind === 'reverse') {
            expect({ ...state, granted: before.granted }).toEqual(before);
            settled.set(code, state);
          } else expect(state).toEqual(before);
          if (!isRepeated && command.kind !== 'reverse')
            expect(outcome).toMatchObject({ code: 'CODE_SETTLED' });
        }
        if (state.status === 'settled') settled.set(code, state);
      };
    });
    expect(asked).toBeGreaterThan(numRuns);
  }, 300_000);

  it('a deadline moves backwards only where a rule says so', async () => {
    await watched(() => {
      const states = new Map<CodeId, CodeState>();
      return ({ simulation, code, command }) => {
        const before = states.get(code);
        for (const { id, state } of simulation.store.codes.values()) states.set(id, state);
        const { state } = simulation.store.code(code);
        expect(before && movedBackwards(before, state, command.kind)).toEqual(before && []);
      };
    });
  }, 300_000);

  it('a command that comes again, ever so late, changes nothing and gets its first answer', async () => {
    const again = fc.array(
      fc.record({
        which: fc.nat(),
        afterMs: fc.nat({ max: 20 * day }),
        times: fc.constantFrom(1, 2),
      }),
      { minLength: 1, maxLength: 5 },
    );
    const holds = fc.asyncProperty(campaigns, sequences, again, async (campaign, steps, comes) => {
      const answered: Answered[] = [];
      await play(campaign, steps, { watch: (one) => answered.push(one) });
      for (const { which, afterMs, times } of comes) {
        const one = answered[which % Math.max(1, answered.length)];
        if (one) await redeliver(one, { afterMs, times });
      }
    });
    await fc.assert(holds, { numRuns });
  }, 300_000);

  it('the state of a code is no larger after a thousand redemptions', async () => {
    const simulation = new Simulation(start);
    const terms = termsLike({
      rewards: [{ ...redPacket, when: { milestones: ['redeemed'], condition: null } }],
    });
    const { campaign } = terms;
    const published = { digest: 'd' as Digest, policy: noPolicy, status: 'open' } as const;
    simulation.publish({ terms, ...published, startsAt: start, endsAt: null });
    const code = await simulation.issue({ campaign, holder: 'ann' as SubjectId });
    const sizeAfter = async (from: number, to: number): Promise<number> => {
      for (let n = from; n < to; n += 1) {
        const use = {
          kind: 'redeem',
          opId: `o${n}` as OpId,
          invitee: `i${n}` as SubjectId,
        } as const;
        expect(await simulation.send(code, use)).toMatchObject({ ok: true });
      }
      return JSON.stringify(simulation.store.code(code).state).length;
    };
    const first = await sizeAfter(0, 1);
    // Four figures grow by three digits each: rows, uses, redemptions and what was granted.
    expect((await sizeAfter(1, 1001)) - first).toBeLessThanOrEqual(4 * 3);
  });
});

/** Sends a command once more, at a later time: twice in one batch, if so many times. */
async function redeliver(
  { simulation, code, command, outcome }: Answered,
  { afterMs, times }: { readonly afterMs: number; readonly times: number },
): Promise<void> {
  await simulation.advanceTo(plus(simulation.now, afterMs));
  await simulation.commit(code, []);
  const before = photograph(simulation);
  const batch = Array.from({ length: times }, () => command);
  expect(await simulation.commit(code, batch)).toEqual(batch.map(() => outcome));
  expect(photograph(simulation)).toEqual(before);
}

/** All that is stored, as text. */
function photograph({ store }: Simulation): string {
  const { redemptions, rewards, reviews, counters, parties } = store;
  const codes = [...store.codes.values()];
  const tables = [redemptions, rewards, reviews, counters, parties.sanctions];
  const maps = tables.map((map) => [...map]);
  const checks = [...store.checks].map(([subject, latest]) => [subject, [...latest]]);
  const { events, entries, messages, decisions } = store;
  const operations = codes.map(({ id }) => [...(store.rows(id)?.operations ?? [])]);
  return JSON.stringify([codes, maps, checks, events, entries, messages, decisions, operations]);
}
