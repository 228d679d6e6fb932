import type { AssetAmount } from '../../domain/campaign/batch-terms.ts';
import type { PlanTerms } from '../../domain/campaign/plan-terms.ts';
import type { PlanText } from '../../domain/campaign/schema.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { asIs, say } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import { readPercentage } from '../read.ts';
import { checkBudgeted, readLines } from './budget.ts';
import { meantMilestone } from './meant-milestone.ts';

const path = ['spec', 'plan'] as const;

/** As much of the campaign as a plan has to fit; undefined where it could not be read. */
interface Around {
  readonly budget: Terms['budget'] | undefined;
  readonly milestones: readonly string[] | undefined;
}

/** What is planned; undefined when something of it could not be read. */
export function readPlan(report: Report, text: PlanText, around: Around): PlanTerms | undefined {
  const { codes, invitees } = text;
  const lines = (key: 'spend' | 'costPerInvitee') =>
    readLines(report, [...path, key], text[key] ?? {});
  const [spend, costPerInvitee] = [lines('spend'), lines('costPerInvitee')];
  const conversion = readConversion(report, text.conversion ?? {});
  checkMilestones(report, text, around);
  checkSpent(report, { spend, costPerInvitee }, around);
  if (spend === undefined || costPerInvitee === undefined || conversion === undefined) {
    return undefined;
  }
  return {
    ...(codes === undefined ? {} : { codes }),
    ...(invitees === undefined ? {} : { invitees }),
    ...(text.conversion === undefined ? {} : { conversion }),
    ...(spend.length === 0 ? {} : { spend }),
    ...(costPerInvitee.length === 0 ? {} : { costPerInvitee }),
  };
}

function readConversion(
  report: Report,
  text: NonNullable<PlanText['conversion']>,
): PlanTerms['conversion'] {
  const read = Object.entries(text).map(([milestone, percent]) => {
    const basisPoints = readPercentage(report, [...path, 'conversion', milestone], {
      ...{ text: percent, most: 100 },
    });
    return basisPoints === undefined ? undefined : ([milestone, { basisPoints }] as const);
  });
  const known = read.filter((one) => one !== undefined);
  return known.length < read.length ? undefined : Object.fromEntries(known);
}

/** Every figure is of a milestone that there is. */
function checkMilestones(report: Report, text: PlanText, { milestones }: Around): void {
  if (milestones === undefined) return;
  const later = milestones.filter((name) => name !== 'redeemed');
  const all = ['redeemed', ...later];
  checkNames(report, [...path, 'invitees'], Object.keys(text.invitees ?? {}), all);
  checkNames(report, [...path, 'conversion'], Object.keys(text.conversion ?? {}), later);
}

function checkNames(
  report: Report,
  at: Path,
  names: readonly string[],
  known: readonly string[],
): void {
  for (const name of names.filter((one) => !known.includes(one))) {
    report({
      code: 'UNKNOWN_MILESTONE',
      path: [...at, name],
      at: 'key',
      ...(name === 'redeemed'
        ? {
            message: say`everybody who redeems has redeemed`,
            expected: known.length === 0 ? say`no such line` : asIs(known.join(', ')),
          }
        : {
            message: say`the campaign has no milestone "${name}"`,
            ...choice(name, known, meantMilestone(name, known)),
          }),
    });
  }
}

/** Every amount is of something that the budget lists. */
function checkSpent(
  report: Report,
  lines: { readonly [Key in 'spend' | 'costPerInvitee']: readonly AssetAmount[] | undefined },
  { budget }: Around,
): void {
  if (budget === undefined) return;
  const mistake = {
    code: 'PLAN_WITHOUT_BUDGET' as const,
    why: (word: string) => say`the budget does not list ${word}, so that none of it is ever spent`,
  };
  for (const [key, all = []] of Object.entries(lines)) {
    checkBudgeted(report, [...path, key], all, { budget, ...mistake });
  }
}
