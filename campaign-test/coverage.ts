import type { CapTerms } from '../domain/campaign/terms.ts';

/** What of a campaign can be reached by a test, in four kinds. */
export const coverageKinds = ['rules', 'tiers', 'rewards', 'outcomes'] as const;
export type CoverageKind = (typeof coverageKinds)[number];

/** Names by kind. */
export type Coverable = Readonly<Record<CoverageKind, readonly string[]>>;

/** How much of a campaign was reached. */
export interface Coverage {
  readonly kinds: Readonly<Record<CoverageKind, { readonly reached: number; readonly of: number }>>;
  /** `kind: name`, in the order of the campaign's file. */
  readonly missing: readonly string[];
  /** Of everything together, rounded down: 100 only when nothing is missing. */
  readonly percent: number;
}

/** Compares what there is with what was reached. */
export function measure(coverable: Coverable, reached: ReadonlySet<string>): Coverage {
  const hits = (kind: CoverageKind): readonly string[] =>
    coverable[kind].filter((name) => reached.has(coverageName(kind, name)));
  const kind = (name: CoverageKind): { reached: number; of: number } => ({
    reached: hits(name).length,
    of: coverable[name].length,
  });
  const kinds = {
    rules: kind('rules'),
    tiers: kind('tiers'),
    rewards: kind('rewards'),
    outcomes: kind('outcomes'),
  };
  const missing = coverageKinds.flatMap((each) =>
    coverable[each].map((name) => coverageName(each, name)).filter((name) => !reached.has(name)),
  );
  const total = Object.values(kinds).reduce((sum, { of }) => sum + of, 0);
  return { kinds, missing, percent: Math.floor((100 * (total - missing.length)) / total) };
}

/** What was reached or can be, under the campaign's own terms or under those of a variant. */
export function coverageName(kind: CoverageKind, name: string, variant?: string): string {
  return `${kind}: ${variant === undefined ? '' : `variant ${variant}: `}${name}`;
}

/** A reward that one side was paid. */
export function paidName(reward: string, side: string): string {
  return `${reward} for the ${side}`;
}

/** What came of people whose codes are of a variant that earns nothing. */
export const nothingEarned = 'nothing is earned';

/** A code that another one answers for: the one that was touched first, or that came after it. */
export const forwarded = {
  elsewhere: 'the code touched first answers',
  newer: 'the newer code answers',
} as const;

export function statusName(status: string): string {
  return `code ${status}`;
}

export function messageName(template: string): string {
  return `message ${template}`;
}

/** A share that lengthened a code's life. */
export const extended = 'lifetime extended';

export function rewardRefusalName(reward: string, reason: string): string {
  return `${reward}: ${reason}`;
}

/** A cap that refused a reward; named without its maximum, which a test may lower. */
export function capName(reward: string, { scope, unit }: Pick<CapTerms, 'scope' | 'unit'>): string {
  return rewardRefusalName(reward, `CAP_REACHED (${unit} a ${scope})`);
}
