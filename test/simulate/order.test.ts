import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, instant, plus } from '../../domain/time.ts';
import { campaigns } from '../model/campaigns.ts';
import { day, hour, type Meaning } from '../model/meaning.ts';
import { sequences } from '../model/steps.ts';
import { askedOfFirst, Solo, type Asked } from './solo.ts';

const numRuns = 500;

/** Batches and the provider have timers of their own, so here the code makes everything due. */
function timedByCode(meaning: Meaning): Meaning {
  const rewards = meaning.rewards.map((one) => ({ ...one, timing: 'instant' as const }));
  return { ...meaning, rewards };
}

/** How many of the first commands are of one kind, as those of an update are. */
function alike(asked: readonly Asked[], most: number): number {
  const other = asked.findIndex(({ command }) => command.kind !== asked[0]?.command.kind);
  return Math.min(most, other === -1 ? asked.length : other);
}

const validity = {
  reminders: [{ beforeMs: duration(4 * hour) }, { beforeMs: duration(hour) }],
  refresh: { everyMs: duration(7 * hour), formerForMs: duration(hour) },
};

describe('a code', () => {
  it('comes to the same when its timers fire late', async () => {
    const same = fc.asyncProperty(campaigns.map(timedByCode), sequences, async (meaning, steps) => {
      const asked = await askedOfFirst(meaning, steps);
      const punctual = await Solo.of(meaning, validity);
      const late = await Solo.of(meaning, validity);
      const end = { at: plus(asked.at(-1)?.at ?? instant(0), 3 * day), commands: [] };
      for (const { at, commands } of [
        ...asked.map(({ at, command }) => ({ at, commands: [command] })),
        end,
      ]) {
        await punctual.simulation.advanceTo(at);
        late.simulation.now = at;
        for (const solo of [punctual, late]) {
          solo.count(commands);
          await solo.send(commands);
        }
      }
      expect(late.result).toEqual(punctual.result);
    });
    await fc.assert(same, { numRuns });
  }, 300_000);

  it('answers a batch as it answers the same commands one by one', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 50 });
    const same = fc.asyncProperty(
      campaigns,
      sequences,
      sizes,
      async (meaning, steps, [...left]) => {
        // A code that settles between two commands is another matter.
        const settling = { ...meaning, settleForMs: 400 * day };
        const asked = [...(await askedOfFirst(settling, steps))];
        const [single, batched] = [await Solo.of(settling), await Solo.of(settling)];
        while (asked.length > 0) {
          const batch = asked.splice(0, alike(asked, left.pop() ?? 50));
          const at = batch.at(-1)?.at ?? instant(0);
          const commands = batch.map(({ command }) => command);
          for (const solo of [single, batched]) {
            await solo.simulation.advanceTo(at);
            solo.count(commands);
          }
          for (const command of commands) await single.send([command]);
          await batched.send(commands);
        }
        // The deadline of a row that is closed is only forgotten by the commit after.
        for (const solo of [single, batched]) await solo.send([]);
        expect(batched.result).toEqual(single.result);
      },
    );
    await fc.assert(same, { numRuns });
  }, 300_000);
});
