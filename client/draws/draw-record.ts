import type { CampaignId } from '../../domain/ids.ts';
import { formatMinor } from '../../domain/money.ts';
import { drawNamed } from '../../domain/reward/packets.ts';
import type { DrawRow } from '../../store/draws/draw-rows.ts';
import type { DrawnPacketRow } from '../../store/draws/drawn-packets.ts';
import { isRecord, readJson } from '../../store/keys/json.ts';

/** Grows when a field of a record changes its meaning or goes. */
const recordVersion = 1;

/** One packet as it was granted. */
export interface RecordedPacket {
  readonly packet: number;
  /** Id of the reward, as receipts have it. */
  readonly reward: string;
  /** With the decimals of the asset: `3.21` of `CNY/2`. */
  readonly amount: string;
}

/** What anybody needs to check a draw. */
export interface RecordedDraw {
  /** Reward, asset, and what is split, in minor units: number, total, least and most. */
  readonly draw: string;
  /** SHA-256 of the seed, as it was published; in hexadecimal, as the seed is. */
  readonly commitment: string;
  readonly seed: string;
  readonly packets: readonly RecordedPacket[];
}

/** All draws of a campaign, after it is over. */
export interface DrawRecord {
  readonly record: typeof recordVersion;
  readonly campaign: CampaignId;
  readonly draws: readonly RecordedDraw[];
}

/** A campaign's draws with their seeds, to be given to everybody. */
export function recordOf(campaign: CampaignId, draws: readonly RecordedDraw[]): DrawRecord {
  return { record: recordVersion, campaign, draws };
}

/** One draw with its seed. */
export function recordedDraw(
  { draw, commitment }: DrawRow,
  seed: Buffer,
  drawn: readonly DrawnPacketRow[],
): RecordedDraw {
  const asset = drawNamed(draw)?.asset;
  return {
    draw,
    commitment: commitment.toString('hex'),
    seed: seed.toString('hex'),
    packets: drawn.map(({ packet, reward, minor }) => ({
      ...{ packet, reward },
      amount: asset === undefined ? String(minor) : formatMinor(minor, asset),
    })),
  };
}

/** Reads a record from its JSON; undefined where it is none. */
export function readDrawRecord(text: string): DrawRecord | undefined {
  const found = readJson(text);
  return isDrawRecord(found) ? found : undefined;
}

function isDrawRecord(value: unknown): value is DrawRecord {
  if (!isRecord(value) || value['record'] !== recordVersion) return false;
  const { campaign, draws } = value;
  return typeof campaign === 'string' && Array.isArray(draws) && draws.every(isDraw);
}

function isDraw(value: unknown): value is RecordedDraw {
  if (!isRecord(value)) return false;
  const { draw, commitment, seed, packets } = value;
  const texts = [draw, commitment, seed].every((text) => typeof text === 'string');
  return texts && Array.isArray(packets) && packets.every(isPacket);
}

function isPacket(value: unknown): value is RecordedPacket {
  if (!isRecord(value)) return false;
  const { packet, reward, amount } = value;
  return typeof packet === 'number' && typeof reward === 'string' && typeof amount === 'string';
}
