import type { CapTerms, LimitTerms, SharedLimitTerms, Side } from '../domain/campaign/terms.ts';
import type { PointsCap } from '../domain/points/caps.ts';
import { asIs, say, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';

/** What of a campaign can be reached by a test, in four kinds. */
export const coverageKinds = ['rules', 'tiers', 'rewards', 'outcomes'] as const;
export type CoverageKind = (typeof coverageKinds)[number];

/** How each kind is called. */
export const kindNames: Readonly<Record<CoverageKind, Said>> = {
  rules: say`rules`,
  tiers: say`tiers`,
  rewards: say`rewards`,
  outcomes: say`outcomes`,
};

/** Names by kind. */
export type Coverable = Readonly<Record<CoverageKind, readonly Said[]>>;

/** How much of a campaign was reached. */
export interface Coverage {
  readonly kinds: Readonly<Record<CoverageKind, { readonly reached: number; readonly of: number }>>;
  /** `kind: name`, in the order of the campaign's file. */
  readonly missing: readonly Said[];
  /** Of everything together, rounded down: 100 only when nothing is missing. */
  readonly percent: number;
}

/** Of what there is, the part whose key, `kind: name`, is wanted. */
export function partOf(coverable: Coverable, isWanted: (key: string) => boolean): Coverable {
  const part = (kind: CoverageKind): readonly Said[] =>
    coverable[kind].filter((name) => isWanted(keyOf(coverageName(kind, name))));
  return {
    rules: part('rules'),
    tiers: part('tiers'),
    rewards: part('rewards'),
    outcomes: part('outcomes'),
  };
}

/** The keys of everything that there is. */
export function keysIn(coverable: Coverable): readonly string[] {
  return coverageKinds.flatMap((kind) =>
    coverable[kind].map((name) => keyOf(coverageName(kind, name))),
  );
}

/** Compares what there is with what was reached, by key. */
export function measure(coverable: Coverable, reached: ReadonlySet<string>): Coverage {
  const isReached = (name: Said): boolean => reached.has(keyOf(name));
  const namesOf = (kind: CoverageKind): readonly Said[] =>
    coverable[kind].map((name) => coverageName(kind, name));
  const kind = (name: CoverageKind): { reached: number; of: number } => ({
    reached: namesOf(name).filter(isReached).length,
    of: coverable[name].length,
  });
  const kinds = {
    rules: kind('rules'),
    tiers: kind('tiers'),
    rewards: kind('rewards'),
    outcomes: kind('outcomes'),
  };
  const missing = coverageKinds.flatMap(namesOf).filter((name) => !isReached(name));
  const total = Object.values(kinds).reduce((sum, { of }) => sum + of, 0);
  return { kinds, missing, percent: Math.floor((100 * (total - missing.length)) / total) };
}

/** What was reached or can be, under the campaign's own terms or under those of a variant. */
export function coverageName(kind: CoverageKind, name: Said, variant?: string): Said {
  return say`${kindNames[kind]}: ${nameUnder(name, variant)}`;
}

/** The name of what belongs to a variant. */
export function nameUnder(name: Said, variant: string | undefined): Said {
  return variant === undefined ? name : say`variant ${variant}: ${name}`;
}

/** What is called the same is the same, in whatever language it is told. */
export function keyOf(name: Said): string {
  return textOf(name, 'en');
}

/** A reward that one side was paid. */
export function paidName(reward: string, side: Side): Said {
  return side === 'inviter' ? say`${reward} for the inviter` : say`${reward} for the invitee`;
}

/** What came of people whose codes are of a variant that earns nothing. */
export const nothingEarned = say`nothing is earned`;

/** A code that another one answers for: the one that was touched first, or that came after it. */
export const forwarded = {
  elsewhere: say`the code touched first answers`,
  newer: say`the newer code answers`,
} as const;

export function statusName(status: string): Said {
  return say`code ${status}`;
}

export function messageName(template: string): Said {
  return say`message ${template}`;
}

/** A share that lengthened a code's life. */
export const extended = say`lifetime extended`;

export function rewardRefusalName(reward: string, reason: string): Said {
  return say`${reward}: ${reason}`;
}

/** A limit that refused a reward, in the words of its file; named without its maximum, as caps are. */
export function limitName(reward: string, limit: LimitTerms): Said {
  return rewardRefusalName(reward, `LIMIT_REACHED (${wordsOf(limit)})`);
}

/** Which of the rewards that share a limit came too late for it does not matter. */
export function sharedLimitName({ asset, ...limit }: SharedLimitTerms): Said {
  const words = asset === null ? wordsOf(limit) : `${asset.split('/')[0] ?? ''}, ${wordsOf(limit)}`;
  return asIs(`SHARED_LIMIT_REACHED (${words})`);
}

function wordsOf({ of, every, unit }: LimitTerms): string {
  const subject = of.kind === 'scope' ? of.scope : of.kind === 'channel' ? of.kind : of.name;
  const what = unit === 'count' ? 'times' : unit;
  return [what, `of ${subject}`, ...(every === null ? [] : [`every ${every}`])].join(', ');
}

/** A cap that refused to let points be spent. */
export function pointsCapName(cap: PointsCap): Said {
  return asIs(`POINTS_CAP_REACHED (${cap})`);
}

/** Points of a reward that nobody spent in time. */
export function expiredName(reward: string): Said {
  return say`${reward}: points expired`;
}

/** A cap that refused a reward; named without its maximum, which a test may lower. */
export function capName(reward: string, { scope, unit }: Pick<CapTerms, 'scope' | 'unit'>): Said {
  return say`${reward}: CAP_REACHED (${capNames[unit][scope]})`;
}

const capNames = {
  amount: {
    code: say`amount a code`,
    lineage: say`amount a lineage`,
    person: say`amount a person`,
    campaign: say`amount a campaign`,
  },
  count: {
    code: say`count a code`,
    lineage: say`count a lineage`,
    person: say`count a person`,
    campaign: say`count a campaign`,
  },
} as const;
