import {
  nameOfWanted,
  propertiesOf,
  purchaseAsset,
  type Properties,
  type CountedMilestone,
  type WantedMilestone,
} from '../../domain/campaign/milestones.ts';
import { conditionOf, type RewardText } from '../../domain/campaign/schema.ts';
import type { WantedText } from '../../domain/campaign/schema/milestones.ts';
import type { WhenTerms } from '../../domain/campaign/terms.ts';
import type { Asset } from '../../domain/money.ts';
import type { Path, Report } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import { readAmount, readDuration } from '../read.ts';
import { checkCondition } from './condition.ts';
import { meantMilestone } from './meant-milestone.ts';
import { normalCondition } from './property-condition.ts';
import type { Campaign } from './reward.ts';
import { asIs, say } from '../../lang/say.ts';

/** What earns a reward; undefined when a part could not be read. */
export function readWhen(
  report: Report,
  path: Path,
  text: RewardText,
  campaign: Campaign,
): WhenTerms | undefined {
  const { invitee, inOrder } = text.when;
  const read = invitee.map((wanted, index) => {
    const at = [...path, 'invitee', index];
    checkWanted(report, at, wanted, campaign.milestones);
    if (nameIn(wanted) === 'redeemed') checkRedeemed(report, at, { wanted, inOrder, index });
    return typeof wanted === 'string' ? wanted : readWanted(report, at, wanted, campaign);
  });
  const written = conditionOf(text);
  if (written !== null) checkCondition(report, [...path, 'condition'], written, campaign);
  const condition = written === null ? null : normalCondition(written, campaign.properties);
  const milestones = read.filter((wanted) => wanted !== undefined);
  if (milestones.length < read.length) return undefined;
  // One milestone is in order by itself, and so is one after redeeming.
  const own = milestones.filter((wanted) => nameOfWanted(wanted) !== 'redeemed');
  return inOrder && own.length > 1 ? { milestones, inOrder, condition } : { milestones, condition };
}

/** The milestones that a reward waits for, as they are written. */
export function wantedNames({ when }: RewardText): readonly string[] {
  // What is not of its type has no name; that is said elsewhere.
  return when.invitee.map(nameIn).filter((name) => typeof name === 'string' && name !== '');
}

/** The properties of a milestone that are amounts, with what they are of. */
export function moneyProperties(
  properties: Properties,
  milestone: string,
): readonly (readonly [string, Asset])[] {
  return Object.entries(propertiesOf(properties, milestone)).flatMap(([property, terms]) =>
    terms.kind === 'money' ? [[property, terms.asset] as const] : [],
  );
}

function nameIn(wanted: WantedText): string {
  return typeof wanted === 'string' ? wanted : wanted.milestone;
}

function checkWanted(
  report: Report,
  path: Path,
  wanted: WantedText,
  milestones: readonly string[] | undefined,
): void {
  const name = nameIn(wanted);
  if (milestones === undefined || name === '') return;
  const known = [...new Set(['redeemed', ...milestones])];
  if (known.includes(name)) return;
  report({
    code: 'UNKNOWN_MILESTONE',
    path: typeof wanted === 'string' ? path : [...path, 'milestone'],
    message: say`the campaign has no milestone "${name}"`,
    ...choice(name, known, meantMilestone(name, known)),
  });
}

/** Redeeming happens once, and before everything else. */
function checkRedeemed(
  report: Report,
  path: Path,
  { wanted, inOrder, index }: { wanted: WantedText; inOrder: boolean; index: number },
): void {
  if (inOrder && index > 0) {
    report({
      code: 'NEVER_REACHED',
      path,
      message: say`redeeming comes before every other milestone`,
      expected: say`redeemed as the first, or left out`,
    });
  }
  const isCounted =
    typeof wanted !== 'string' &&
    (wanted.times > 1 || wanted.atLeast !== undefined || wanted.within !== undefined);
  if (isCounted) {
    report({
      code: 'NEVER_REACHED',
      path,
      message: say`redeeming happens once, at once, and is worth no amount`,
      expected: asIs('redeemed'),
    });
  }
}

function readWanted(
  report: Report,
  path: Path,
  text: Exclude<WantedText, string>,
  campaign: Campaign,
): WantedMilestone | undefined {
  const { milestone, times, atLeast, within } = text;
  const withinMs = within === undefined ? null : readDuration(report, [...path, 'within'], within);
  const least =
    atLeast === undefined
      ? null
      : readLeast(report, [...path, 'atLeast'], { atLeast, milestone, campaign });
  if (withinMs === undefined || least === undefined) return undefined;
  // To be reached once, by whatever report, is what a name says.
  const isPlain = times === 1 && least === null && withinMs === null;
  return isPlain ? milestone : { milestone, times, atLeast: least, withinMs };
}

function readLeast(
  report: Report,
  path: Path,
  of: { readonly atLeast: string; readonly milestone: string; readonly campaign: Campaign },
): CountedMilestone['atLeast'] | undefined {
  const { atLeast, milestone, campaign } = of;
  if (campaign.properties === undefined || campaign.paid === undefined) return undefined;
  const amounts = moneyProperties(campaign.properties, milestone);
  const [first, second] = amounts;
  if (first !== undefined && second !== undefined) {
    report({
      code: 'UNCLEAR_AMOUNT',
      path,
      message: say`${milestone} has several amounts: ${amounts.map(([name]) => name).join(', ')}`,
      expected: say`one property of type money, or a condition`,
    });
    return undefined;
  }
  const [property, asset] = first ?? [null, purchaseAsset(campaign.paid)];
  const minor = readAmount(report, { path }, atLeast, asset);
  return minor === undefined ? undefined : { minor, property };
}
