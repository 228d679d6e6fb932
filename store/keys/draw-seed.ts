import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

import { assert } from '../../domain/assert.ts';
import type { RandomSchedule } from '../../domain/campaign/terms.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { MinorUnits } from '../../domain/money.ts';
import { splitPackets } from '../../domain/reward/packets.ts';
import type { KeyRing } from './key-ring.ts';

/** From what of the key ring a draw's seed follows. The salt is no secret, and says nothing by itself. */
export interface SeedOrigin {
  readonly campaign: CampaignId;
  readonly draw: string;
  readonly keyId: string;
  readonly salt: Buffer;
}

/** What the sealing key is stretched under, and for nothing else. */
const purpose = 'usher draw of random packets, 1';
const bytes = 32;

/** Where the seed of a new draw is to come from. */
export function newOrigin(ring: KeyRing, campaign: CampaignId, draw: string): SeedOrigin {
  return { campaign, draw, keyId: ring.current, salt: randomBytes(bytes) };
}

/** The secret seed of a draw: 32 bytes that nobody can tell who has not both key and salt. */
export function seedOf(ring: KeyRing, { campaign, draw, keyId, salt }: SeedOrigin): Buffer {
  const key = ring.keys.get(keyId);
  assert(
    key !== undefined,
    `the key ring has no key ${keyId}, which the draw ${draw} was made with`,
  );
  const info = [purpose, campaign, draw].join('\0');
  return Buffer.from(hkdfSync('sha256', key.sealing, salt, info, bytes));
}

/** What is published of a seed before anything is drawn: its SHA-256. */
export function commitmentOf(seed: Buffer): Buffer {
  return createHash('sha256').update(seed).digest();
}

/** The packets that a seed makes of a total, in the order of drawing: the same on every machine. */
export function packetsOf(random: RandomSchedule, seed: Buffer): readonly MinorUnits[] {
  return splitPackets(random, numbersOf(seed));
}

/**
 * Random numbers of a seed: HMAC-SHA256 of 0, 1, 2 … as texts, read as numbers of eight bytes, the
 * high byte first. Of those that would make some remainders likelier than others, none is taken.
 */
function numbersOf(seed: Buffer): (bound: number) => number {
  let block = Buffer.alloc(0);
  let blocks = 0;
  const next = (): bigint => {
    if (block.length === 0) {
      block = createHmac('sha256', seed).update(String(blocks)).digest();
      blocks += 1;
    }
    const number = block.readBigUInt64BE();
    block = block.subarray(8);
    return number;
  };
  return (bound) => {
    const wide = BigInt(bound);
    const fair = 2n ** 64n - (2n ** 64n % wide);
    let number = next();
    while (number >= fair) number = next();
    return Number(number % wide);
  };
}
