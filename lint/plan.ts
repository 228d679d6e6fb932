import { wordOf } from '../compile/terms/budget.ts';
import type { AssetAmount } from '../domain/campaign/batch-terms.ts';
import type { PlanTerms } from '../domain/campaign/plan-terms.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { dearestCase } from '../domain/campaign/dearest-case.ts';
import { isLess, multiply } from '../domain/campaign/unbounded.ts';
import { codesInAll, inviteesOf } from '../domain/campaign/worst-case.ts';
import { formatMinor } from '../domain/money.ts';
import { say } from '../lang/say.ts';
import { counted, generationsOf, money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';

export const planFindings = {
  PLAN_ABOVE_BUDGET: {
    severity: 'warning',
    title: 'more is planned to be spent than the budget pays',
    why: 'A budget is never overspent: when it is used up, rewards are refused with BUDGET_EXHAUSTED, and the plan cannot come true. Where `spend` is not said, it is `costPerInvitee` for as many as `invitees` says redeem.',
    example: 'plan: { spend: { CNY: "20000.00" } }\nbudget: { CNY: "10000.00" }',
    remedy: 'Raise the budget, or plan less.',
  },
  PLAN_OUT_OF_REACH: {
    severity: 'warning',
    title: 'more is planned than the terms allow',
    why: 'So many codes can never be issued, so many invitees never redeem them, or rewards never come to so much, even if everything that may happen does: `liveCodesMax` codes are open, another follows in the place of each as soon as its lifetime is over, and each is used `usesMax` times. The bound on rewards is the worst case that `usher diff` tells; with variants, each bound is that of the most generous.',
    example:
      'code: { liveCodesMax: 100 }\nredemption: { usesMax: 10 }\nplan: { invitees: { redeemed: 5000 } }',
    remedy: 'Plan less, or raise the bound that the message names.',
  },
  PLAN_CONTRADICTION: {
    severity: 'warning',
    title: 'planned figures contradict each other',
    why: 'Figures that follow from each other are compared: nobody reaches a milestone without redeeming, codes take no more than `usesMax` invitees each, `conversion` is a part of those who redeem, and `spend` is `costPerInvitee` for each of them. Differences of up to two percent are taken for rounding. A review against such a plan finds a figure missed whatever happens.',
    example:
      'plan: { invitees: { redeemed: 5000, registered: 4000 }, conversion: { registered: "40" } }',
    remedy: 'Correct one of the two, or leave out the one that follows from the other.',
  },
} as const satisfies FindingTexts;

type TellPlan = Tell<typeof planFindings>;

const path = ['spec', 'plan'] as const;
/** Up to here, two figures are the same and rounded. */
const roundedPart = 0.02;

/** Whether what a campaign plans can be, under its own terms or one of its variants. */
export function checkPlan(own: Terms, variants: readonly Terms[], tell: TellPlan): void {
  const { plan } = own;
  if (plan === undefined) return;
  const laws = [own, ...variants];
  checkSpend(own, variants, tell);
  checkReach(plan, laws, tell);
  checkMilestones(plan, tell);
  checkUses(plan, laws, tell);
  checkCosts(plan, tell);
}

function checkSpend(own: Terms, variants: readonly Terms[], tell: TellPlan): void {
  for (const { asset, promised, budget } of dearestCase(own, variants)) {
    const planned = plannedSpend(own.plan ?? {}, asset);
    if (planned === undefined) continue;
    const { minor, key } = planned;
    const [sum, most] = [money(minor, { asset }), money(budget, { asset })];
    const place = { path: [...path, key, wordOf(asset)] };
    if (minor > budget) {
      tell({
        ...{ id: 'PLAN_ABOVE_BUDGET', ...place },
        message: say`${sum} are planned to be spent, and the budget is ${most}`,
        suggestion: say`at most "${formatMinor(atMost(own.plan, key, budget), asset)}", or a higher budget`,
      });
    } else if (isLess(promised, minor)) {
      tell({
        ...{ id: 'PLAN_OUT_OF_REACH', ...place },
        message: say`${sum} are planned to be spent, and all rewards come to ${money(promised ?? 0, { asset })} at worst`,
        suggestion: say`at most "${formatMinor(atMost(own.plan, key, promised ?? 0), asset)}", or higher caps`,
      });
    }
  }
}

type SpendKey = 'spend' | 'costPerInvitee';

/** What is planned to be spent of an asset, and where that is said. */
function plannedSpend(
  { spend = [], costPerInvitee = [], invitees = {} }: PlanTerms,
  asset: AssetAmount['asset'],
): { readonly minor: number; readonly key: SpendKey } | undefined {
  const all = spend.find((line) => line.asset === asset);
  if (all !== undefined) return { minor: all.minor, key: 'spend' };
  const each = costPerInvitee.find((line) => line.asset === asset);
  const redeemed = invitees['redeemed'];
  if (each === undefined || redeemed === undefined) return undefined;
  return { minor: each.minor * redeemed, key: 'costPerInvitee' };
}

/** The most that may be written at a place, where all may come to so much. */
function atMost(plan: PlanTerms | undefined, key: SpendKey, minor: number): number {
  return key === 'spend' ? minor : Math.floor(minor / (plan?.invitees?.['redeemed'] ?? 1));
}

function checkReach(plan: PlanTerms, laws: readonly Terms[], tell: TellPlan): void {
  const codes = laws.map(codesInAll).reduce(larger);
  if (plan.codes !== undefined && isLess(codes, plan.codes)) {
    const most = counted(codes ?? 0);
    tell({
      ...{ id: 'PLAN_OUT_OF_REACH', path: [...path, 'codes'] },
      message: say`${counted(plan.codes)} codes are planned, and no more than ${most} can be issued`,
      suggestion: say`at most ${most}, or a higher liveCodesMax`,
    });
  }
  const uses = laws.map((terms) => inviteesOf(terms, 'campaign')).reduce(larger);
  for (const [milestone, planned] of Object.entries(plan.invitees ?? {})) {
    if (!isLess(uses, planned)) continue;
    const most = counted(uses ?? 0);
    tell({
      ...{ id: 'PLAN_OUT_OF_REACH', path: [...path, 'invitees', milestone] },
      message: say`${counted(planned)} invitees are planned, and no more than ${most} can redeem`,
      suggestion: say`at most ${most}, or a higher liveCodesMax or usesMax`,
    });
  }
}

function checkMilestones({ invitees = {}, conversion = {} }: PlanTerms, tell: TellPlan): void {
  const redeemed = invitees['redeemed'];
  if (redeemed === undefined) return;
  for (const [milestone, reached] of Object.entries(invitees)) {
    if (reached <= redeemed) continue;
    tell({
      ...{ id: 'PLAN_CONTRADICTION', path: [...path, 'invitees', milestone] },
      message: say`${counted(reached)} invitees are to reach ${milestone}, and only ${counted(redeemed)} to redeem`,
      suggestion: say`at most ${counted(redeemed)}`,
    });
  }
  for (const [milestone, { basisPoints }] of Object.entries(conversion)) {
    const reached = invitees[milestone];
    const follows = Math.round((redeemed * basisPoints) / 10_000);
    if (reached === undefined || reached > redeemed || !differ(follows, reached, 1)) continue;
    tell({
      ...{ id: 'PLAN_CONTRADICTION', path: [...path, 'conversion', milestone] },
      message: say`${String(basisPoints / 100)} % of ${counted(redeemed)} invitees are ${counted(follows)}, and ${counted(reached)} are to reach ${milestone}`,
      suggestion: say`"${((100 * reached) / redeemed).toFixed(2)}", or ${counted(follows)} invitees`,
    });
  }
}

/** Each code, and each that follows in its place, takes so many invitees. */
function checkUses(
  { codes, invitees = {} }: PlanTerms,
  laws: readonly Terms[],
  tell: TellPlan,
): void {
  const redeemed = invitees['redeemed'];
  if (codes === undefined || redeemed === undefined) return;
  const each = laws
    .map((terms) => multiply(terms.redemption.usesMax, generationsOf(terms)))
    .reduce(larger);
  const most = multiply(each, codes);
  if (!isLess(most, redeemed)) return;
  tell({
    ...{ id: 'PLAN_CONTRADICTION', path: [...path, 'invitees', 'redeemed'] },
    message: say`${counted(redeemed)} invitees are to redeem ${counted(codes)} codes, which take ${counted(each ?? 0)} each with those that follow in their place`,
    suggestion: say`at most ${counted(most ?? 0)}, or more codes`,
  });
}

function checkCosts(plan: PlanTerms, tell: TellPlan): void {
  const { spend = [], costPerInvitee = [], invitees = {} } = plan;
  const redeemed = invitees['redeemed'];
  if (redeemed === undefined) return;
  for (const { asset, minor } of costPerInvitee) {
    const all = spend.find((line) => line.asset === asset)?.minor;
    // A cost is rounded to its smallest unit.
    if (all === undefined || !differ(minor * redeemed, all, redeemed / 2)) continue;
    const each = { asset };
    tell({
      ...{ id: 'PLAN_CONTRADICTION', path: [...path, 'costPerInvitee', wordOf(asset)] },
      message: say`${money(minor, each)} for each of ${counted(redeemed)} invitees are ${money(minor * redeemed, each)}, and ${money(all, each)} are planned to be spent`,
      suggestion: say`"${formatMinor(Math.round(all / redeemed), asset)}", or "${formatMinor(minor * redeemed, asset)}" to spend`,
    });
  }
}

function differ(one: number, other: number, slack: number): boolean {
  return Math.abs(one - other) > Math.max(roundedPart * other, slack);
}

function larger(one: number | null, other: number | null): number | null {
  return isLess(one, other) ? other : one;
}
