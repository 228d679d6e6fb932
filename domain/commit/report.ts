import { factOf, propertiesOf, type PropertyTerms } from '../campaign/milestones.ts';
import type { Terms } from '../campaign/terms.ts';
import type { Command, MilestoneCommand } from '../code/command.ts';
import { exactly } from '../code/exact-words.ts';
import { reject, type Rejection } from '../code/rejection.ts';
import { decimalsOf, formatMinor, parseAmount } from '../money.ts';
import type { Instant } from '../time.ts';

/** A value of a property, as it is reported: an amount of money is a text, `"128.50"`. */
export type PropertyValue = string | number | boolean;

/** One report of a milestone, kept with its redemption as long as a reward may count or read it. */
export interface Report {
  readonly milestone: string;
  readonly at: Instant;
  /** Of a purchase, in minor units. */
  readonly minor?: number;
  /** Of money, in minor units. */
  readonly properties?: Readonly<Record<string, PropertyValue>>;
  /** What was refunded of it before every reward had counted it, in minor units, by asset. */
  readonly refunded?: Readonly<Record<string, number>>;
}

/** Most reports that are kept of one redemption. */
export const reportsMax = 200;
/** Longest text of a property. */
const propertyTextMax = 100;

/** The report that a command makes of an invitee: its own, or of the milestone that a passed check reaches. */
export function reportedBy(
  { checks = {} }: Pick<Terms, 'checks'>,
  command: Command,
): MilestoneCommand | undefined {
  if (command.kind === 'milestone') return command;
  if (command.kind !== 'verify' || command.result !== 'passed') return undefined;
  const { opId, check, subject: invitee } = command;
  const milestone = Object.hasOwn(checks, check) ? checks[check] : undefined;
  return milestone === undefined ? undefined : { kind: 'milestone', opId, invitee, milestone };
}

/** Reads a report by the terms, or says which property is at fault and what would be right. */
export function reportOf(
  { properties }: Pick<Terms, 'properties'>,
  { milestone, purchaseAmountMinor: minor, properties: said }: MilestoneCommand,
  at: Instant,
): Report | Rejection {
  const known = propertiesOf(properties, milestone);
  const read: Record<string, PropertyValue> = {};
  for (const [name, value] of Object.entries(said ?? {})) {
    const terms = Object.hasOwn(known, name) ? known[name] : undefined;
    if (terms === undefined) return refuseUnknown(milestone, name, Object.keys(known));
    const one = readProperty(terms, value);
    if (one === undefined) {
      const message = exactly(
        'propertyRefused',
        factOf(milestone, name),
        JSON.stringify(value),
        wantedOf(terms),
      );
      return reject('PROPERTY_REFUSED', { message });
    }
    read[name] = one;
  }
  return {
    milestone,
    at,
    ...(minor === undefined ? {} : { minor }),
    ...(Object.keys(read).length === 0 ? {} : { properties: read }),
  };
}

/** A property as it was reported, of what is kept of it. */
export function asReported(terms: PropertyTerms, value: PropertyValue): PropertyValue {
  return terms.kind === 'money' && typeof value === 'number'
    ? formatMinor(value, terms.asset)
    : value;
}

function refuseUnknown(milestone: string, name: string, known: readonly string[]): Rejection {
  const shown = name.slice(0, 40);
  return reject('PROPERTY_UNKNOWN', {
    message:
      known.length === 0
        ? exactly('propertyNone', milestone, shown)
        : exactly('propertyUnknown', milestone, shown, known.join(', ')),
  });
}

function readProperty(terms: PropertyTerms, value: PropertyValue): PropertyValue | undefined {
  switch (terms.kind) {
    case 'money':
      return typeof value === 'string' ? parseAmount(value, decimalsOf(terms.asset)) : undefined;
    case 'text':
      return typeof value === 'string' && isAllowed(terms.oneOf, value) ? value : undefined;
    case 'number':
      return typeof value === 'number' && isWithin(terms, value) ? value : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
  }
}

function isAllowed(oneOf: readonly string[] | null, value: string): boolean {
  return oneOf === null ? value.length <= propertyTextMax : oneOf.includes(value);
}

function isWithin({ min, max }: PropertyTerms & { kind: 'number' }, value: number): boolean {
  return (min === null || value >= min) && (max === null || value <= max);
}

/** What a value of the property looks like, in words. */
function wantedOf(terms: PropertyTerms): string {
  switch (terms.kind) {
    case 'money': {
      const [currency = ''] = terms.asset.split('/');
      const example = formatMinor(12_850, terms.asset);
      return exactly('amountAsText', currency, example);
    }
    case 'text':
      return terms.oneOf === null
        ? exactly('textUpTo', propertyTextMax)
        : exactly('textOneOf', terms.oneOf.join(', '));
    case 'number': {
      const { min, max } = terms;
      if (min === null) return max === null ? exactly('number') : exactly('numberTo', max);
      return max === null ? exactly('numberFrom', min) : exactly('numberBetween', min, max);
    }
    case 'flag':
      return exactly('flag');
  }
}
