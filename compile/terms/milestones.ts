import type { Properties, PropertyTerms } from '../../domain/campaign/milestones.ts';
import type { MilestoneText, PropertyText } from '../../domain/campaign/schema/milestones.ts';
import { currencyDecimals, parseAsset } from '../../domain/money.ts';
import type { Path, Report } from '../diagnostic.ts';
import { say } from '../../lang/say.ts';

/** What invitees may reach, and what reports of it may carry. */
export interface ReadMilestones {
  readonly names: readonly string[];
  /** Milestones by the checks that reach them. */
  readonly checks: Readonly<Record<string, string>>;
  /** Only of milestones that have some. */
  readonly properties: Properties;
}

/** Reads the campaign's milestones. */
export function readMilestones(report: Report, text: readonly MilestoneText[]): ReadMilestones {
  const names: string[] = [];
  const properties: Record<string, Properties[string]> = {};
  const checks = new Map<string, string>();
  for (const [index, milestone] of text.entries()) {
    const path = ['spec', 'milestones', index];
    const isName = typeof milestone === 'string';
    const name = isName ? milestone : milestone.id;
    checkName(report, isName ? path : [...path, 'id'], name, names);
    names.push(name);
    if (isName) continue;
    if (milestone.check !== undefined) {
      readCheck(report, [...path, 'check'], { name, check: milestone.check, checks });
    }
    if (milestone.properties === undefined) continue;
    const read = readProperties(report, [...path, 'properties'], milestone.properties);
    if (Object.keys(read).length > 0) properties[name] = read;
  }
  return { names, properties, checks: Object.fromEntries(checks) };
}

function readCheck(
  report: Report,
  path: Path,
  {
    name,
    check,
    checks,
  }: { readonly name: string; readonly check: string; readonly checks: Map<string, string> },
): void {
  const other = checks.get(check);
  if (other === undefined) checks.set(check, name);
  else {
    report({
      code: 'DUPLICATE_ID',
      path,
      message: say`the check "${check}" reaches "${other}" already`,
      expected: say`one milestone for each check`,
    });
  }
}

function checkName(report: Report, path: Path, name: string, before: readonly string[]): void {
  if (name === 'redeemed') {
    report({
      code: 'RESERVED_MILESTONE',
      path,
      message: say`"redeemed" is always there`,
      expected: say`only milestones of the campaign itself`,
    });
  }
  if (name !== '' && path.at(-1) === 'id' && before.includes(name)) {
    report({
      code: 'DUPLICATE_ID',
      path,
      message: say`the milestone "${name}" stands twice`,
      expected: say`an id of its own`,
    });
  }
}

function readProperties(
  report: Report,
  path: Path,
  text: Readonly<Record<string, PropertyText>>,
): Properties[string] {
  const read: Record<string, PropertyTerms> = {};
  for (const [name, property] of Object.entries(text)) {
    const terms = readProperty(report, [...path, name], property);
    if (terms !== undefined) read[name] = terms;
  }
  return read;
}

/** Undefined where its type, or the currency of money, could not be read: that is reported already. */
function readProperty(report: Report, path: Path, text: PropertyText): PropertyTerms | undefined {
  switch (text.type) {
    case 'money': {
      const { currency } = text;
      if (currency === undefined) return undefined;
      const asset = parseAsset(`${currency}/${String(currencyDecimals[currency])}`);
      return asset && { kind: 'money', asset };
    }
    case 'text':
      return { kind: 'text', oneOf: text.oneOf ?? null };
    case 'number': {
      const { min = null, max = null } = text;
      if (min !== null && max !== null && min > max) {
        report({
          code: 'BOUNDS_REVERSED',
          path: [...path, 'min'],
          message: say`no number is at least ${String(min)} and at most ${String(max)}`,
          expected: say`at most ${String(max)}`,
        });
      }
      return { kind: 'number', min, max };
    }
    case 'flag':
      return { kind: 'flag' };
    default:
      return undefined;
  }
}
