import type { CodeId, RowId, SubjectId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** Who brought a person into a campaign that traces relations: bound once, and never changed. */
export interface RelationRow {
  readonly invitee: SubjectId;
  readonly inviter: SubjectId;
  /** The inviter, who brought that one, and so on: as many as the campaign traces. */
  readonly ancestors: readonly SubjectId[];
  /** How many people stand above, traced or not: 1 beneath somebody whom nobody brought. */
  readonly depth: number;
  readonly boundAt: Instant;
  readonly code: CodeId;
  /** The use that bound them, whatever became of it. */
  readonly redemption: RowId;
}

/** Where the holder of a code and those who use it stand in their campaign's relations. */
export interface Standings {
  readonly holderDepth: number;
  /** Who brought those of the comers who are bound. */
  readonly inviters: ReadonlyMap<SubjectId, SubjectId>;
  /** Comers who have brought others themselves. */
  readonly heads: ReadonlySet<SubjectId>;
}

/** `heads`: nearly as many people are beneath a person as the law counts. `levels`: they are on as many levels. */
export type RelationAlarm = 'heads' | 'levels';

/** That the people beneath a person have come near the line of the law. */
export interface RelationAlarmRow {
  readonly person: SubjectId;
  readonly alarm: RelationAlarm;
  readonly raisedAt: Instant;
}

/** From so many people on as many levels on, selling in a pyramid is a crime to be filed in China. */
export const legalLine = { heads: 30, levels: 3 } as const;

/** Operations are told at 80 % of the heads. */
export const headsAlarm = (legalLine.heads * 4) / 5;

/** The counter of the people who stand so many levels beneath a person; 1 are those whom they brought. */
export function headsKey(level: number, person: SubjectId): string {
  return `heads:${String(level)}:${person}`;
}
