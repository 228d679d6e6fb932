import type { Terms } from '../domain/campaign/terms.ts';
import { drawsOf, splitPackets, type Packets } from '../domain/reward/packets.ts';
import { Random } from './population/random.ts';

/** Packets on the virtual clock: the same for the same seed, and never those of production. */
export class Draws {
  seed = 0;
  private readonly known = new WeakMap<Terms, Packets>();

  of(terms: Terms): Packets {
    let packets = this.known.get(terms);
    if (packets === undefined) {
      packets = new Map(
        drawsOf(terms).map((draw) => {
          const dice = new Random(
            this.seed,
            ...Array.from(draw.name, (each) => each.charCodeAt(0)),
          );
          return [draw.name, splitPackets(draw, (bound) => dice.below(bound))];
        }),
      );
      this.known.set(terms, packets);
    }
    return packets;
  }
}
