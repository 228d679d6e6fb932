import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedMilestone, WantedMilestone } from '../../domain/campaign/milestones.ts';
import type {
  CapTerms,
  ExtensionTerms,
  PurchaseStep,
  RewardTerms,
  Schedule,
  Terms,
  WhenTerms,
} from '../../domain/campaign/terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import type { MemoryStore } from '../../simulate/memory-store.ts';
import { campaigns, shops } from './campaigns.ts';
import type { Meaning } from './meaning.ts';
import { play, type Plant } from './run.ts';
import { sequences, shopping } from './steps.ts';
import { limitsOf } from './world.ts';

const runs = 10_000;
const seed = Number(process.env['USHER_MODEL_SEED'] ?? Date.now() % 2 ** 31);

/** Once a counter of this kind was taken from, it may go one reward further than its maximum. */
function looser(isMeant: (key: string) => boolean): Plant {
  return {
    store: ({ counters }) => {
      const set = counters.set.bind(counters);
      counters.set = (key, counter) => {
        const isNew = !counters.has(key) && counter.max !== null;
        const oneMore = key.includes(':count:') ? 1 : 100;
        const max = (counter.max ?? 0) + oneMore;
        return set(key, isNew && isMeant(key) ? { ...counter, max } : counter);
      };
    },
  };
}

function amountOf(scope: CapTerms['scope']): Plant {
  const key = new RegExp(`cap:[^:]+:amount:[^:]+:${scope}`);
  return looser((name) => key.test(name));
}

function validity(change: (validity: Terms['validity']) => Partial<Terms['validity']>): Plant {
  return {
    terms: (terms) => ({ ...terms, validity: { ...terms.validity, ...change(terms.validity) } }),
  };
}

/** Counts inviter and invitee apart where the campaign says together. */
function countingApart(terms: Terms): Terms {
  const apart = ({ caps, ...reward }: RewardTerms): RewardTerms => ({
    ...reward,
    caps: caps.map((cap) => ({ ...cap, sides: 'each' })),
  });
  return { ...terms, rewards: terms.rewards.map(apart) };
}

function oneMillisecondMore(extension: ExtensionTerms | null): ExtensionTerms | null {
  return extension && { ...extension, upToMs: duration(extension.upToMs + 1) };
}

/** Lets the budget's counter go further than what was funded. */
function overdraw(store: MemoryStore): void {
  for (const [key, counter] of store.counters) {
    if (counter.max !== null) store.counters.set(key, { ...counter, max: counter.max + 100 });
  }
}

/** Changes what rewards wait for. */
function waiting(change: (wanted: CountedMilestone) => Partial<CountedMilestone>): Plant {
  const changed = (wanted: WantedMilestone): WantedMilestone =>
    typeof wanted === 'string' ? wanted : { ...wanted, ...change(wanted) };
  return withWhen((when) => ({ ...when, milestones: when.milestones.map(changed) }));
}

function withWhen(change: (when: WhenTerms) => WhenTerms): Plant {
  const changed = (reward: RewardTerms): RewardTerms => ({ ...reward, when: change(reward.when) });
  return { terms: (terms) => ({ ...terms, rewards: terms.rewards.map(changed) }) };
}

/** Changes how much is earned by purchases. */
function paying(change: (schedule: Schedule) => Schedule): Plant {
  const changed = ({ schedule, ...reward }: RewardTerms): RewardTerms => ({
    ...reward,
    schedule: change(schedule),
  });
  return { terms: (terms) => ({ ...terms, rewards: terms.rewards.map(changed) }) };
}

function oneFenMore({ purchases, minor }: PurchaseStep): PurchaseStep {
  return { purchases: minorUnits(purchases + 1), minor };
}

/** In the sequences of purchases these are looked for. */
const ofPurchases: Readonly<Record<string, Plant>> = {
  'the sum of a step': paying((schedule) =>
    schedule.kind === 'purchase-ladder'
      ? { ...schedule, steps: schedule.steps.map(oneFenMore) }
      : schedule,
  ),
  'the least purchase of a band': paying((schedule) =>
    schedule.kind === 'purchase-bands'
      ? { ...schedule, bands: schedule.bands.map(oneFenMore) }
      : schedule,
  ),
  'the ceiling of a percentage': paying((schedule) =>
    schedule.kind === 'percent'
      ? { ...schedule, ceiling: minorUnits(schedule.ceiling + 1) }
      : schedule,
  ),
  'the whole of a percentage in points': paying((schedule) =>
    schedule.kind === 'percent' && schedule.currency !== undefined
      ? { ...schedule, currency: 'JPY/0' as Asset }
      : schedule,
  ),
};

const plants: Readonly<Record<string, Plant>> = {
  'the cap of a code': amountOf('code'),
  'the cap of a lineage': amountOf('lineage'),
  'the cap of a person': amountOf('person'),
  'the cap of a campaign': amountOf('campaign'),
  'the cap of a number of rewards': looser((key) => key.includes(':count:')),
  'the cap of both sides together': { terms: countingApart },
  'the budget': { store: overdraw },
  'the uses of a code': {
    terms: ({ redemption, ...terms }) => ({
      ...terms,
      redemption: { ...redemption, usesMax: redemption.usesMax && redemption.usesMax + 1 },
    }),
  },
  'the codes of a person': {
    terms: ({ code, ...terms }) => ({ ...terms, code: { ...code, perPerson: code.perPerson + 1 } }),
  },
  'the number of resets': validity(({ reset }) =>
    reset === null ? {} : { reset: { timesMax: reset.timesMax + 1 } },
  ),
  'the number of generations': validity(({ onExpiry }) =>
    onExpiry.action === 'regenerate'
      ? { onExpiry: { ...onExpiry, generationsMax: onExpiry.generationsMax + 1 } }
      : {},
  ),
  'the order of milestones': withWhen(({ milestones, condition }) => ({ milestones, condition })),
  'the number of reports': waiting(({ times }) => ({ times: Math.max(2, times) - 1 })),
  'the amount of a report': waiting(({ atLeast }) => ({
    atLeast: atLeast && { ...atLeast, minor: minorUnits(atLeast.minor + 1) },
  })),
  'the time for a milestone': waiting(({ withinMs }) => ({
    withinMs: withinMs && duration(withinMs + 1),
  })),
  'the longest extension': validity(({ extension }) => ({
    extension: oneMillisecondMore(extension),
  })),
};

/** Plants that show at one instant or amount only are looked for where there is such a one. */
const among: Readonly<Record<string, (meaning: Meaning) => boolean>> = {
  'the time for a milestone': (meaning) => limitsOf(meaning).length > 0,
  'the amount of a report': ({ rewards }) =>
    rewards.some(({ milestones }) =>
      milestones.some((one) => typeof one === 'object' && one.atLeast !== null),
    ),
};

async function insistFound(name: string, agree: fc.IAsyncProperty<unknown>, numRuns: number) {
  const options = { numRuns, seed, endOnFailure: true };
  const { failed, numRuns: ran, errorInstance } = await fc.check(agree, options);
  console.log(`${name}: found by sequence ${ran} of seed ${seed}`);
  expect(failed).toBe(true);
  expect(errorInstance).toMatchObject({ name: 'Disagreement' });
}

describe('the model notices when the system gets it wrong:', () => {
  it.each(Object.entries(plants))(
    '%s',
    async (name, plant) => {
      const meant = campaigns.filter(among[name] ?? (() => true));
      const agree = fc.asyncProperty(meant, sequences, (campaign, sequence) =>
        play(campaign, sequence, { plant }),
      );
      await insistFound(name, agree, name in among ? 4 * runs : runs);
    },
    300_000,
  );

  it.each(Object.entries(ofPurchases))(
    '%s',
    async (name, plant) => {
      const agree = fc.asyncProperty(shops, shopping, (campaign, sequence) =>
        play(campaign, sequence, { plant }),
      );
      await insistFound(name, agree, runs);
    },
    300_000,
  );
});
