import type { Brand } from './brand.ts';

/** The id an author gives a campaign in `metadata.id`. */
export type CampaignId = Brand<string, 'CampaignId'>;
/** SHA-256 of a campaign's normal form, in hex: the name of one immutable version. */
export type Digest = Brand<string, 'Digest'>;
/** uuid v7 of one code; never the code's value. */
export type CodeId = Brand<string, 'CodeId'>;
/** A person as services know them, opaque to us: a blind index or an id of the service's own. */
export type SubjectId = Brand<string, 'SubjectId'>;
/** A network source (an IPv4 address or an IPv6 /64) as blind index. */
export type SourceId = Brand<string, 'SourceId'>;
/** The caller's name for one operation on one code; the same id is the same operation. */
export type OpId = Brand<string, 'OpId'>;
/** `<codeId>.<number>`: the n-th row that belongs to a code. */
export type RowId = Brand<string, 'RowId'>;
/**
 * `<redemption>/<reward>/<side>`, and `/2`, `/3` for the months after; `/1/2`, `/1/3` for further steps of one
 * ladder: derived, so that a re-run books the same reward.
 */
export type RewardId = Brand<string, 'RewardId'>;
/** `award.<uuid v7>`: an award. In payouts and in the ledger it stands where a reward's id does. */
export type AwardId = RewardId & `award.${string}`;
/** uuid v7 of one reservation of points. */
export type ReservationId = Brand<string, 'ReservationId'>;
/** Names one live session of a streamer within its campaign: by the caller, or a uuid v7. */
export type StreamId = Brand<string, 'StreamId'>;
/** Names one right entry of a one-time password or a dynamic code, which one redemption may rest on. */
export type ProofId = Brand<string, 'ProofId'>;

const campaignId = /^(?!all$)[a-z][a-z0-9-]{1,62}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const awardId = /^award[.][0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const streamId = /^[A-Za-z0-9][\w.-]{0,63}$/;
const opaque = /^[\x21-\x7e]{1,128}$/;

/** Reads a campaign id: 2 to 63 lower-case letters, digits and dashes, a letter first; `all` means every campaign. */
export function parseCampaignId(text: string): CampaignId | undefined {
  return campaignId.test(text) ? (text as CampaignId) : undefined;
}

/** Reads a code's id, a uuid in lower case. */
export function parseCodeId(text: string): CodeId | undefined {
  return uuid.test(text) ? (text as CodeId) : undefined;
}

/** Reads the id of a reservation of points, a uuid in lower case. */
export function parseReservationId(text: string): ReservationId | undefined {
  return uuid.test(text) ? (text as ReservationId) : undefined;
}

/** Reads an award's id. */
export function parseAwardId(text: string): AwardId | undefined {
  return awardId.test(text) ? (text as AwardId) : undefined;
}

/** Reads a stream's id: 1 to 64 letters, digits, dots, dashes and underscores. */
export function parseStreamId(text: string): StreamId | undefined {
  return streamId.test(text) ? (text as StreamId) : undefined;
}

/** Reads an opaque id: 1 to 128 visible ASCII characters without spaces. */
export function parseSubjectId(text: string): SubjectId | undefined {
  return opaque.test(text) ? (text as SubjectId) : undefined;
}

/** Reads a source's blind index, of the same form as a subject. */
export function parseSourceId(text: string): SourceId | undefined {
  return opaque.test(text) ? (text as SourceId) : undefined;
}

/** Reads an operation id, of the same form as a subject. */
export function parseOpId(text: string): OpId | undefined {
  return opaque.test(text) ? (text as OpId) : undefined;
}

/** The id of a code's n-th row. */
export function rowId(code: CodeId, number: number): RowId {
  return `${code}.${String(number)}` as RowId;
}

/** The code in the id of something of it, a row or a reward; empty where there is none. */
export function codeOfRow(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('.')));
}

/** Which month of its reward an id names, from 1 on. */
export function monthOf(id: RewardId): number {
  return Number(id.split('/')[3] ?? '1');
}

/** Which of several that its redemption has earned an id names, from 1 on; all months of it are one. */
export function numberOf(id: RewardId): number {
  return Number(id.split('/')[4] ?? '1');
}

/** Which of several times that one redemption earns the same, where it can; from 1 on. */
export interface Occurrence {
  /** Of a reward that recurs. */
  readonly month?: number;
  /** Of a ladder of which one redemption can reach several steps. */
  readonly number?: number;
}

/** The id of what one redemption earns one side by one reward. */
export function rewardId(
  redemption: RowId,
  reward: string,
  side: string,
  { month = 1, number = 1 }: Occurrence = {},
): RewardId {
  const again = number === 1 ? '' : `/${String(number)}`;
  const later = month === 1 && again === '' ? '' : `/${String(month)}`;
  return `${redemption}/${reward}/${side}${later}${again}` as RewardId;
}
