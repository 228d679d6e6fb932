import type { RejectionCode } from '../../domain/code/rejection.ts';
import type { RecordedCommand } from '../../domain/commit/recorded.ts';
import type { RewardRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId, SubjectId } from '../../domain/ids.ts';
import type { Asset } from '../../domain/money.ts';

/** Played by what was in force, and by what is proposed. */
export type Side = 'before' | 'after';

/** A number by what was in force and by what is proposed. */
export interface Sides {
  readonly before: number;
  readonly after: number;
}

/** What one person would have been paid. */
export interface PersonChange extends Sides {
  readonly person: SubjectId;
  readonly asset: Asset;
  readonly change: 'more' | 'less' | 'nothing';
}

/** What reports said in the time that was played. */
export interface Reported {
  readonly milestones: ReadonlySet<string>;
  /** As conditions name them: `milestone.property`. */
  readonly properties: ReadonlySet<string>;
  /** Checks that were passed. */
  readonly checks: ReadonlySet<string>;
}

type ReportedSoFar = Readonly<Record<keyof Reported, Set<string>>>;

/** A redemption that would have been answered otherwise. */
export interface AnswerChange {
  readonly campaign: CampaignId;
  readonly code: CodeId;
  readonly inviter: SubjectId;
  readonly before: RejectionCode | 'accepted' | 'review';
  readonly after: RejectionCode | 'accepted' | 'review';
  /** What redeeming alone would have earned somebody who was refused, at most. */
  readonly atMost: readonly { readonly asset: Asset; readonly minor: number }[];
}

/** So many answers that differ are listed; all are counted. */
const answersMax = 1_000;

/** Adds up what both sides come to. Grows with the people who are paid, not with what is played. */
export class Tally {
  played = 0;
  /** Commands that were answered in the replay as they are recorded. */
  agreed = 0;
  answersChanged = 0;
  readonly answers: AnswerChange[] = [];
  readonly byAsset = new Map<Asset, Sides>();
  readonly byReward = new Map<string, Sides>();
  readonly reported: ReportedSoFar = {
    milestones: new Set(),
    properties: new Set(),
    checks: new Set(),
  };
  /** How often each rule fired. */
  readonly byRule = new Map<string, Sides>();
  private readonly people = new Map<string, Sides>();

  addReward(side: Side, campaign: CampaignId, row: RewardRow): void {
    add(this.byAsset, row.asset, side, row.minor);
    add(this.byReward, `${campaign} ${row.reward} ${row.asset}`, side, row.minor);
    add(this.people, `${row.beneficiary} ${row.asset}`, side, row.minor);
  }

  addRules(side: Side, rules: readonly string[]): void {
    for (const rule of rules) add(this.byRule, rule, side, 1);
  }

  /** What was said of invitees, whatever it came to. */
  addReported(what: RecordedCommand): void {
    if (what.kind === 'verify' && what.result === 'passed') this.reported.checks.add(what.check);
    if (what.kind !== 'milestone') return;
    this.reported.milestones.add(what.milestone);
    for (const name of Object.keys(what.said)) this.reported.properties.add(name);
  }

  addAnswer(answer: AnswerChange): void {
    this.answersChanged += 1;
    if (this.answers.length < answersMax) this.answers.push(answer);
  }

  /** Everybody who would have been paid otherwise, those who lose most first. */
  peopleChanged(): readonly PersonChange[] {
    return [...this.people]
      .filter(([, { before, after }]) => before !== after)
      .map(([key, sides]): PersonChange => {
        // An id has no spaces, and neither has an asset.
        const [person = '', asset = ''] = key.split(' ');
        const less = sides.after === 0 ? 'nothing' : 'less';
        const change = sides.after > sides.before ? 'more' : less;
        return { person: person as SubjectId, asset: asset as Asset, ...sides, change };
      })
      .sort((a, b) => a.after - a.before - (b.after - b.before) || (a.person < b.person ? -1 : 1));
  }
}

function add<Key>(to: Map<Key, Sides>, key: Key, side: Side, by: number): void {
  const sides = to.get(key) ?? { before: 0, after: 0 };
  to.set(key, { ...sides, [side]: sides[side] + by });
}
