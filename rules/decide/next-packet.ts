import type { RandomSchedule, RewardTerms } from '../../domain/campaign/terms.ts';
import type { MinorUnits } from '../../domain/money.ts';
import { drawName } from '../../domain/reward/packets.ts';
import type { Draft } from './draft.ts';

/** A packet and where it is from. */
export interface DrawnPacket {
  readonly draw: string;
  readonly packet: number;
  readonly minor: MinorUnits;
}

/** The packet that is next in a reward's draw, not taken yet; undefined when none is left. */
export function nextPacket(
  draft: Draft,
  reward: RewardTerms,
  random: RandomSchedule,
): DrawnPacket | undefined {
  const draw = drawName(reward, random);
  if (!draft.fits(draw, 1)) return undefined;
  const packet = draft.used(draw) + 1;
  const minor = draft.facts.packets.get(draw)?.[packet - 1];
  // A rehearsal knows no bounds, and goes on where the draw is at its end.
  return minor === undefined ? undefined : { draw, packet, minor };
}
