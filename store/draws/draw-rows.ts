import { drawsOf, type Packets } from '../../domain/reward/packets.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { assert } from '../../domain/assert.ts';
import { commitmentOf, newOrigin, packetsOf, seedOf, type SeedOrigin } from '../keys/draw-seed.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { query, type Db } from '../query.ts';

/** A draw as it was committed to. */
export interface DrawRow extends SeedOrigin {
  /** SHA-256 of its seed. */
  readonly commitment: Buffer;
  readonly committedAt: Instant;
}

/** The rows of the draws that terms speak of, as they are to be if they are new. */
export function newDraws(ring: KeyRing, terms: Terms): readonly Omit<DrawRow, 'committedAt'>[] {
  return drawsOf(terms).map(({ name }) => {
    const origin = newOrigin(ring, terms.campaign, name);
    return { ...origin, commitment: commitmentOf(seedOf(ring, origin)) };
  });
}

/**
 * Commits to draws, in the transaction that publishes. One that is known goes on as it is.
 * @throws StoreUnavailable
 */
export async function commitDraws(
  db: Db,
  at: Instant,
  draws: readonly Omit<DrawRow, 'committedAt'>[] = [],
): Promise<void> {
  for (const { campaign, draw, keyId, salt, commitment } of draws) {
    await query(
      db,
      `INSERT INTO draw (campaign, draw, key_id, salt, commitment, committed_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign, draw) DO NOTHING`,
      [campaign, draw, keyId, salt, commitment, at],
    );
  }
}

/**
 * Every draw that a campaign has committed to, by name.
 * @throws StoreUnavailable
 */
export async function loadDraws(
  db: Db,
  campaign: CampaignId,
): Promise<ReadonlyMap<string, DrawRow>> {
  const rows = await query<DrawRow & Record<string, unknown>>(
    db,
    `SELECT campaign, draw, key_id AS "keyId", salt, commitment, committed_at AS "committedAt"
     FROM draw WHERE campaign = $1 ORDER BY draw`,
    [campaign],
  );
  return new Map(rows.map((row) => [row.draw, row]));
}

/**
 * The packets of the draws that terms speak of, made from their seeds.
 * @throws StoreUnavailable
 * @throws InvariantError when a draw was never committed to, or its key is another than it was
 */
export async function loadPackets(db: Db, ring: KeyRing, terms: Terms): Promise<Packets> {
  const draws = drawsOf(terms);
  if (draws.length === 0) return new Map();
  const rows = await loadDraws(db, terms.campaign);
  return new Map(
    draws.map((draw) => {
      const row = rows.get(draw.name);
      assert(row !== undefined, `the draw ${draw.name} was committed to when it was published`);
      const seed = seedOf(ring, row);
      assert(
        commitmentOf(seed).equals(row.commitment),
        `the seed of ${draw.name} is the committed`,
      );
      return [draw.name, packetsOf(draw, seed)];
    }),
  );
}
