import type { Diagnostic } from '../../compile/diagnostic.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { scaleRewards, type Factors } from './scale.ts';

/** Why a campaign's file could not be published with the amounts of these terms. */
export type Refusals = (terms: Terms) => readonly Diagnostic<string>[];

/** The last factor that was not refused, and what the next is refused for. */
export interface Bound {
  readonly factor: number;
  /** Whether larger factors are refused, or smaller ones. */
  readonly above: boolean;
  readonly refusals: readonly Diagnostic<string>[];
}

const precision = 1e-7;

/**
 * What keeps the factor of an asset from being as it is in `factors`; null where nothing does. The
 * amounts as they are written, a factor of 1, are taken to be allowed.
 */
export function boundOf(
  terms: Terms,
  { factors, asset }: { readonly factors: Factors; readonly asset: string },
  refusalsOf: Refusals,
): Bound | null {
  const refusedWith = (factor: number): Bound['refusals'] =>
    refusalsOf(scaleRewards(terms, { ...factors, [asset]: factor }));
  let refused = factors[asset] ?? 1;
  let refusals = refusedWith(refused);
  if (refusals.length === 0) return null;
  let allowed = 1;
  while (Math.abs(refused - allowed) > precision * Math.max(refused, allowed)) {
    const between = (refused + allowed) / 2;
    const found = refusedWith(between);
    if (found.length === 0) allowed = between;
    else [refused, refusals] = [between, found];
  }
  return { factor: allowed, above: refused > allowed, refusals };
}
