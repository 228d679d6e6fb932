import { supposedWording } from '../../domain/content/supposed.ts';
import { describe, expect, it } from 'vitest';
import { duration } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { after, byHand, hour, op, Stage } from './stage.ts';

const { validity } = termsLike();
const terms = {
  validity: {
    ...validity,
    lifetime: { kind: 'for', ms: duration(48 * hour) } as const,
    refresh: { everyMs: duration(5 * hour), formerForMs: duration(hour) },
    reminders: [{ beforeMs: duration(36 * hour) }, { beforeMs: duration(24 * hour) }],
  },
};

function told(stage: Stage): readonly (readonly [string, number])[] {
  return stage.simulation.store.messages.map(({ template, at }) => [template, at]);
}

/** A code that is frozen from its first hour until its twenty-ninth. */
async function thawed(how: 'thaw' | 'unfreeze'): Promise<Stage> {
  const stage = await Stage.of(terms);
  await stage.at(1);
  const until = how === 'thaw' ? { until: after(29) } : {};
  await stage.send({ kind: 'freeze', opId: op('f'), ...byHand, ...until });
  await stage.at(29);
  if (how === 'unfreeze') await stage.operate('unfreeze');
  await stage.at(29.5);
  return stage;
}

describe('what a frozen code missed', () => {
  it.each(['thaw', 'unfreeze'] as const)(
    'is made up for once after a %s, as of then',
    async (how) => {
      const stage = await thawed(how);
      expect(told(stage)).toEqual([['refreshed', after(29)]]);
      expect(stage.state).toMatchObject({
        status: 'active',
        refreshAt: after(34),
        remindersSent: 2,
      });
      const times = stage.simulation.store.events.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    },
  );

  it('is not made up for while its wording keeps it pending, but once that is mended', async () => {
    const stage = await Stage.of(terms);
    await stage.send({ kind: 'reviseWording', opId: op('w1'), wording: supposedWording(1) });
    await stage.at(29);
    expect(told(stage)).toEqual([]);
    await stage.send({ kind: 'reviseWording', opId: op('w2'), wording: supposedWording(0) });
    await stage.at(29.5);
    expect(told(stage)).toEqual([['refreshed', after(29)]]);
  });
});
