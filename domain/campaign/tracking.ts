import type { Duration } from '../time.ts';

/** What a service reports beyond the usual; absent: not reported. */
export interface TrackingTerms {
  readonly regions: boolean;
  readonly profile?: readonly string[];
  readonly purchasesForMs?: Duration;
}
