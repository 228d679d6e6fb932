import type { PlanTerms } from '../../domain/campaign/plan-terms.ts';
import { spentOf, type Figures } from '../population/figures.ts';
import { spreadOf, type Spread } from './interval.ts';

/** A planned figure beside what came of it; invitees and codes are those of honest people. */
export interface PlannedFigure {
  readonly figure: 'codes' | 'invitees' | 'conversion' | 'spend' | 'cost per invitee';
  /** Of which milestone. */
  readonly milestone: string | null;
  /** Set where the figure is an amount, in minor units; conversion is in percent. */
  readonly asset: string | null;
  readonly planned: number;
  readonly simulated: Spread;
  /** Where nine of ten repetitions lie, seen from the plan. */
  readonly verdict: 'below' | 'as planned' | 'above';
}

interface Reading extends Pick<PlannedFigure, 'figure' | 'planned'> {
  readonly milestone?: string;
  readonly asset?: string;
  readonly read: (figures: Figures) => number;
}

/** Holds every figure that a campaign plans against what some repetitions came to. */
export function againstPlan(plan: PlanTerms, runs: readonly Figures[]): readonly PlannedFigure[] {
  return readingsOf(plan).map(({ figure, milestone = null, asset = null, planned, read }) => {
    const simulated = spreadOf(runs.map(read));
    const verdict = verdictOf(planned, simulated, asset === null ? Number : Math.round);
    return { figure, milestone, asset, planned, simulated, verdict };
  });
}

/** `unit` brings amounts, which are planned in whole units, to the same. */
function verdictOf(
  planned: number,
  { low, high }: Spread,
  unit: (value: number) => number,
): PlannedFigure['verdict'] {
  if (planned > unit(high)) return 'below';
  return planned < unit(low) ? 'above' : 'as planned';
}

function readingsOf(plan: PlanTerms): readonly Reading[] {
  const { codes, invitees = {}, conversion = {}, spend = [], costPerInvitee = [] } = plan;
  return [
    ...(codes === undefined
      ? []
      : [{ figure: 'codes' as const, planned: codes, read: reachedOf('codes') }]),
    ...Object.entries(invitees).map(([milestone, planned]) => ({
      ...{ figure: 'invitees' as const, milestone, planned, read: reachedOf(milestone) },
    })),
    ...Object.entries(conversion).map(([milestone, { basisPoints }]) => ({
      ...{ figure: 'conversion' as const, milestone, planned: basisPoints / 100 },
      read: (run: Figures) => 100 * perRedeemed(run, reachedOf(milestone)(run)),
    })),
    ...spend.map(({ asset, minor }) => ({
      ...{ figure: 'spend' as const, asset, planned: minor },
      read: (run: Figures) => spentOf(run, asset),
    })),
    ...costPerInvitee.map(({ asset, minor }) => ({
      ...{ figure: 'cost per invitee' as const, asset, planned: minor },
      read: (run: Figures) => perRedeemed(run, spentOf(run, asset)),
    })),
  ];
}

function reachedOf(stage: string): (figures: Figures) => number {
  return ({ funnel }) => funnel[stage] ?? 0;
}

function perRedeemed({ funnel }: Figures, value: number): number {
  return value / Math.max(1, funnel['redeemed'] ?? 0);
}
