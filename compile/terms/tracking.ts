import type { CampaignText } from '../../domain/campaign/schema.ts';
import type { TrackingTerms } from '../../domain/campaign/tracking.ts';
import type { Report } from '../diagnostic.ts';
import { readDuration } from '../read.ts';

/** What is counted beyond the usual; undefined when that could not be read. */
export function readTracking(
  report: Report,
  { regions, profile, purchasesFor }: CampaignText['spec']['tracking'],
): TrackingTerms | undefined {
  const known = { regions, ...(profile === undefined ? {} : { profile }) };
  if (purchasesFor === undefined) return known;
  const purchasesForMs = readDuration(report, ['spec', 'tracking', 'purchasesFor'], purchasesFor);
  return purchasesForMs === undefined ? undefined : { ...known, purchasesForMs };
}
