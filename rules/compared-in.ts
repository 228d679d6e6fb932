import type { Judgement, Threshold } from '../domain/policy/policy.ts';

/** What the rules that fired have compared, and with what: for whoever asked on behalf of a person. */
export function comparedIn({ thresholds = [], facts }: Judgement): {
  readonly thresholds: readonly Threshold[];
  readonly facts: Judgement['facts'];
} {
  const read = thresholds.map(({ fact }) => [fact, facts[fact] ?? null] as const);
  return { thresholds, facts: Object.fromEntries(read) };
}
