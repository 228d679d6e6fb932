import type { RewardText } from '../../domain/campaign/schema.ts';
import type { PurchaseSource, PurchaseStep, Schedule, Step } from '../../domain/campaign/terms.ts';
import { formatMinor, type Asset, type MinorUnits } from '../../domain/money.ts';
import { asIs, say, type Said } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount } from '../read.ts';
import { readPurchaseSource } from './purchase-source.ts';
import type { Campaign } from './reward.ts';

/** A step of a ladder or a band, as it is written: by one of the three. */
interface StepText {
  readonly invitees?: number;
  readonly purchases?: string;
  readonly purchase?: string;
  readonly amount: string;
}

/** What is known of the reward that has steps. */
interface Rewarding {
  readonly reward: RewardText;
  readonly asset: Asset;
  readonly campaign: Campaign;
}

/** A ladder, by invitees or by purchases; undefined when a part could not be read. */
export function readLadder(
  report: Report,
  path: Path,
  text: NonNullable<RewardText['ladder']>,
  rewarding: Rewarding,
): Schedule | undefined {
  const { over, of, steps } = text;
  const at = [...path, 'steps'];
  if (!isOfOneKind(report, at, steps)) return undefined;
  if (byInvitees(steps)) {
    const read = readSteps(report, at, { steps, asset: rewarding.asset });
    return isNotNeeded(report, path, of) && read
      ? { kind: 'ladder', over, steps: read }
      : undefined;
  }
  const source = readSource(report, path, of, rewarding);
  const read =
    source && readPurchaseSteps(report, at, { steps, source, word: 'purchases', ...rewarding });
  return source && read && { kind: 'purchase-ladder', over, of: source, steps: read };
}

/** Bands, by invitees or by purchases; undefined when a part could not be read. */
export function readBands(
  report: Report,
  path: Path,
  text: NonNullable<RewardText['bands']>,
  rewarding: Rewarding,
): Schedule | undefined {
  const { over, of, bands: steps } = text;
  const at = [...path, 'bands'];
  if (!isOfOneKind(report, at, steps)) return undefined;
  if (byInvitees(steps)) {
    const bands = readSteps(report, at, { steps, asset: rewarding.asset });
    return isNotNeeded(report, path, of) && bands ? { kind: 'bands', over, bands } : undefined;
  }
  const source = readSource(report, path, of, rewarding);
  const bands =
    source && readPurchaseSteps(report, at, { steps, source, word: 'purchase', ...rewarding });
  return source && bands && { kind: 'purchase-bands', of: source, bands };
}

function isByInvitees(step: StepText): boolean {
  return step.invitees !== undefined;
}

function byInvitees(
  steps: readonly StepText[],
): steps is readonly (StepText & { readonly invitees: number })[] {
  return steps.every(isByInvitees);
}

function isOfOneKind(report: Report, path: Path, steps: readonly StepText[]): boolean {
  const [first] = steps;
  if (first === undefined) return false;
  const other = steps.findIndex((step) => isByInvitees(step) !== isByInvitees(first));
  if (other === -1) return true;
  report({
    code: 'STEPS_MIXED',
    path: [...path, other],
    message: isByInvitees(first)
      ? say`this one is by purchases, and the first by invitees`
      : say`this one is by invitees, and the first by purchases`,
    expected: say`the same as in the first`,
  });
  return false;
}

function isNotNeeded(report: Report, path: Path, of: string | undefined): boolean {
  if (of === undefined) return true;
  report({
    code: 'PURCHASES_CONTRADICTION',
    path: [...path, 'of'],
    message: say`numbers of invitees are not of a milestone`,
    expected: say`amounts of purchases, or no ${'of'}`,
  });
  return false;
}

function readSource(
  report: Report,
  path: Path,
  milestone: string | undefined,
  { reward, campaign }: Rewarding,
): PurchaseSource | undefined {
  const code = 'PURCHASES_CONTRADICTION';
  if (milestone !== undefined) {
    return readPurchaseSource(report, [...path, 'of'], { milestone, reward, campaign, code });
  }
  report({
    ...{ code, path, at: 'key' },
    message: say`it is not said of which milestone the purchases are`,
    expected: asIs('of'),
  });
  return undefined;
}

function readSteps(
  report: Report,
  path: Path,
  of: {
    readonly steps: readonly (StepText & { readonly invitees: number })[];
    readonly asset: Asset;
  },
): Step[] | undefined {
  const { steps: text, asset } = of;
  const steps = text.flatMap(({ invitees, amount }, index) => {
    const minor = readAmount(report, { path: [...path, index, 'amount'] }, amount, asset);
    return minor === undefined ? [] : [{ invitees, minor }];
  });
  let before = 0;
  for (const [index, { invitees }] of text.entries()) {
    if (invitees <= before) {
      const message = say`${String(invitees)} invitees come after ${String(before)}`;
      notAscending(report, [...path, index, 'invitees'], message, String(before));
    }
    before = Math.max(before, invitees);
  }
  return steps.length < text.length ? undefined : steps;
}

interface PurchaseSteps extends Rewarding {
  readonly steps: readonly StepText[];
  readonly source: PurchaseSource;
  readonly word: 'purchase' | 'purchases';
}

/** Purchases are in their own currency, and what is earned in the reward's. */
function readPurchaseSteps(
  report: Report,
  path: Path,
  { steps: text, source, word, asset }: PurchaseSteps,
): PurchaseStep[] | undefined {
  const steps = text.flatMap((step, index): PurchaseStep[] => {
    const bought = step[word] ?? '';
    const at = [...path, index];
    const purchases = readAmount(report, { path: [...at, word] }, bought, source.asset);
    const minor = readAmount(report, { path: [...at, 'amount'] }, step.amount, asset);
    return purchases === undefined || minor === undefined ? [] : [{ purchases, minor }];
  });
  if (steps.length < text.length) return undefined;
  let before: MinorUnits | undefined;
  for (const [index, { purchases }] of steps.entries()) {
    if (before !== undefined && purchases <= before) {
      const [here, least] = [purchases, before].map((minor) => formatMinor(minor, source.asset));
      const message = say`${here ?? ''} comes after ${least ?? ''}`;
      notAscending(report, [...path, index, word], message, least ?? '');
    }
    if (before === undefined || purchases > before) before = purchases;
  }
  return steps;
}

function notAscending(report: Report, path: Path, message: Said, before: string): void {
  report({ code: 'STEPS_NOT_ASCENDING', path, message, expected: say`more than ${before}` });
}
