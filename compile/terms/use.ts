import type {
  AttributionText,
  CampaignText,
  RedemptionText,
} from '../../domain/campaign/schema.ts';
import type {
  AttributionTerms,
  DistributionTerms,
  RedemptionTerms,
} from '../../domain/campaign/terms.ts';
import type { Report } from '../diagnostic.ts';
import { readDuration } from '../read.ts';

/** How often a code may be used; undefined when that could not be read. */
export function readRedemption(report: Report, text: RedemptionText): RedemptionTerms | undefined {
  const reserveForMs = readDuration(report, ['spec', 'redemption', 'reserveFor'], text.reserveFor);
  if (reserveForMs === undefined) return undefined;
  return { usesMax: text.usesMax ?? null, reserveForMs, onRevoke: text.onRevoke };
}

/** Who has the credit; undefined when that could not be read. */
export function readAttribution(
  report: Report,
  text: AttributionText,
): AttributionTerms | undefined {
  const windowMs = readDuration(report, ['spec', 'attribution', 'window'], text.window);
  if (windowMs === undefined) return undefined;
  return { touch: text.touch, windowMs, existingCustomers: text.existingCustomers };
}

/** How many levels are paid, and who answers for it. */
export function readDistribution(text: CampaignText['spec']['distribution']): DistributionTerms {
  return { levels: text.levels, acknowledgedBy: text.acknowledgedBy ?? null };
}
