import { Random } from '../../simulate/population/random.ts';
import { routeNames, type RouteName, type Toxic } from './toxiproxy.ts';

/** What is killed, or stood still and continued. */
export const victims = [
  'worker A',
  'worker B',
  'Temporal',
  'Postgres',
  'a standing worker',
] as const;
export type Victim = (typeof victims)[number];

/** A network that is cut for a time. */
export interface Cut {
  readonly route: RouteName;
  readonly toxic: Toxic;
  readonly ms: number;
}

/** What strikes next, for ever, as one seed has it. */
export interface Plan {
  readonly nextVictim: () => Victim;
  readonly nextCut: () => Cut;
}

export const toxicTypes = ['timeout', 'reset_peer', 'latency', 'limit_data'] as const;

/**
 * Each victim once before any comes again, and so with routes and what is done to them, one beside the
 * other; in an order that follows from the seed.
 */
export function planFrom(seed: number): Plan {
  const random = new Random(seed);
  const nextRoute = deck(routeNames, random);
  const nextType = deck(toxicTypes, random);
  return {
    nextVictim: deck(victims, random),
    nextCut: () => {
      const route = nextRoute();
      return { route, toxic: toxicOf(nextType(), random), ms: 1_000 + random.below(1_500) };
    },
  };
}

function deck<Card>(cards: readonly Card[], random: Random): () => Card {
  let left: Card[] = [];
  return () => {
    if (left.length === 0) left = [...cards];
    const [card] = left.splice(random.below(left.length), 1);
    if (card === undefined) throw new Error('a deck has cards');
    return card;
  };
}

function toxicOf(type: Toxic['type'], random: Random): Toxic {
  const stream = random.chance(0.5) ? 'upstream' : 'downstream';
  switch (type) {
    // Nothing gets through, and nobody is told, until it is over.
    case 'timeout':
      return { type, stream, attributes: { timeout: 0 } };
    case 'reset_peer':
      return { type, stream, attributes: { timeout: random.below(200) } };
    case 'latency':
      return { type, stream, attributes: { latency: 200 + random.below(600), jitter: 100 } };
    // So little that a connection ends within what somebody has asked on it.
    case 'limit_data':
      return { type, stream, attributes: { bytes: 50 + random.below(2_000) } };
  }
}
