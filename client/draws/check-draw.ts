import { formatMinor } from '../../domain/money.ts';
import { drawNamed, type Draw } from '../../domain/reward/packets.ts';
import { commitmentOf, packetsOf } from '../../store/keys/draw-seed.ts';
import type { RecordedDraw } from './draw-record.ts';

/** What is wrong with a recorded draw. */
export type DrawProblem =
  | { readonly kind: 'not-a-draw' }
  | { readonly kind: 'other-seed' }
  | { readonly kind: 'no-such-packet'; readonly packet: number }
  | { readonly kind: 'drawn-twice'; readonly packet: number }
  | { readonly kind: 'passed-over'; readonly packet: number }
  | {
      readonly kind: 'other-amount';
      readonly packet: number;
      readonly is: string;
      readonly drawn: string;
    };

/**
 * Makes all packets of a draw again and compares them with those that were granted: the seed must be
 * the one that was committed to, and the packets the first ones of its split, each granted once. Pure.
 */
export function checkDraw(recorded: RecordedDraw): readonly DrawProblem[] {
  const draw = drawNamed(recorded.draw);
  if (draw === undefined) return [{ kind: 'not-a-draw' }];
  const seed = Buffer.from(recorded.seed, 'hex');
  if (commitmentOf(seed).toString('hex') !== recorded.commitment) return [{ kind: 'other-seed' }];
  return comparePackets(draw, recorded, seed);
}

function comparePackets(
  draw: Draw,
  { packets: granted }: RecordedDraw,
  seed: Buffer,
): readonly DrawProblem[] {
  const amounts = packetsOf(draw, seed).map((minor) => formatMinor(minor, draw.asset));
  const problems: DrawProblem[] = [];
  const seen = new Set<number>();
  for (const { packet, amount } of granted) {
    const drawn = amounts[packet - 1];
    if (drawn === undefined) problems.push({ kind: 'no-such-packet', packet });
    else if (seen.has(packet)) problems.push({ kind: 'drawn-twice', packet });
    else if (drawn !== amount) problems.push({ kind: 'other-amount', packet, is: amount, drawn });
    seen.add(packet);
  }
  for (let packet = 1; packet <= Math.min(seen.size, draw.packets); packet += 1) {
    if (!seen.has(packet)) problems.push({ kind: 'passed-over', packet });
  }
  return problems;
}
