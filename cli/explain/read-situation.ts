import { readFile } from 'node:fs/promises';

import { Ajv, type ErrorObject } from 'ajv';
import { parse } from 'yaml';

import {
  inviteesBeforeMax,
  plainSituation,
  type Situation,
} from '../../compare/explain/situation.ts';
import { assert } from '../../domain/assert.ts';
import { propertyOfFact } from '../../domain/campaign/milestones.ts';
import { borderTermsOf } from '../../domain/campaign/scenario.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Instant } from '../../domain/time.ts';
import { asIs, say, type Said } from '../../lang/say.ts';
import { readPurchase } from '../commands/milestone.ts';
import { WrongUse, WrongValue } from '../exit.ts';
import { partsOf, valueOf } from '../properties.ts';
import { readInstant, readRegion } from '../option-values.ts';
import { readFacts } from './read-facts.ts';

/** A situation as it is written in a file, or with the options of the same names. */
export interface SituationText {
  readonly at?: string;
  readonly channel?: string;
  readonly region?: string;
  readonly generation?: number;
  readonly invitationsToday?: number;
  readonly requestsLastHour?: number;
  readonly checks?: readonly string[];
  readonly inviteeChecks?: readonly string[];
  readonly existingCustomer?: boolean;
  readonly milestones?: readonly string[];
  readonly purchase?: string;
  /** `milestone.name=value`. */
  readonly properties?: readonly string[];
  readonly inviteesBefore?: number;
  /** `name=value`, of other facts that risk rules read. */
  readonly facts?: readonly string[];
}

/** Characters of a text. */
const textMax = 200;

const text = { type: 'string', minLength: 1, maxLength: textMax };
const texts = { type: 'array', maxItems: 50, items: text };
const count = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };

const isSituation = new Ajv({ allErrors: true }).compile<SituationText>({
  type: 'object',
  additionalProperties: false,
  properties: {
    at: text,
    channel: text,
    region: text,
    generation: count,
    invitationsToday: count,
    requestsLastHour: count,
    checks: texts,
    inviteeChecks: texts,
    existingCustomer: { type: 'boolean' },
    milestones: texts,
    purchase: text,
    properties: texts,
    inviteesBefore: { type: 'integer', minimum: 0, maximum: inviteesBeforeMax },
    facts: texts,
  },
});

/**
 * Reads a situation's file, YAML or JSON.
 * @throws WrongUse when it cannot be read or says something else
 */
export async function readSituationFile(path: string): Promise<SituationText> {
  const read = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(say`Cannot read the situation ${path}.`);
  });
  const said = parseOrRefuse(path, read);
  return checked(said ?? {}, path);
}

function parseOrRefuse(path: string, read: string): unknown {
  try {
    return parse(read, { maxAliasCount: 0 });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new WrongUse(say`${path} is no YAML: ${why}`);
  }
}

function checked(said: unknown, where: Said | string): SituationText {
  if (isSituation(said)) return said;
  const [first] = isSituation.errors ?? [];
  assert(first !== undefined, 'what is refused has an error');
  throw new WrongUse(say`${where} is no situation: ${sayError(first)}.`);
}

function sayError({ keyword, instancePath, params }: ErrorObject): Said {
  const at = instancePath.slice(1);
  const { additionalProperty, type, limit } = params as Readonly<Record<string, string | number>>;
  switch (keyword) {
    case 'additionalProperties':
      return say`there is no fact ${additionalProperty ?? ''}`;
    case 'type':
      return at === ''
        ? say`it must be keys and values`
        : say`${at} must be ${types[String(type)] ?? ''}`;
    case 'minimum':
      return say`${at} must be at least ${limit ?? ''}`;
    case 'maximum':
      return say`${at} must be at most ${limit ?? ''}`;
    case 'maxItems':
      return say`${at} must be a list of at most ${limit ?? ''}`;
    default:
      return say`${at} must be a text of 1 to ${textMax} characters`;
  }
}

const types: Readonly<Record<string, Said>> = {
  string: say`a text`,
  array: say`a list`,
  integer: say`a whole number`,
  boolean: say`true or false`,
};

/**
 * The situation that a text stands for in a campaign; what it does not say is plain.
 * @throws WrongUse when the campaign knows no such channel or milestone, asks invitees for no such check, or a region or time has another form
 */
export function situationOf(said: SituationText, terms: Terms, now: Instant): Situation {
  const { at, purchase, properties, facts: others, ...facts } = checked(said, say`This`);
  if (facts.region !== undefined) inWords('region', readRegion, facts.region);
  const { milestones, code } = terms;
  const strange = facts.milestones?.find((name) => !milestones.includes(name));
  if (strange !== undefined) {
    throw new WrongUse(say`The campaign has no milestone ${strange}, only ${list(milestones)}.`);
  }
  const { channel } = facts;
  if (channel !== undefined && code.channels.length > 0 && !code.channels.includes(channel)) {
    throw new WrongUse(say`The campaign has no channel ${channel}, only ${list(code.channels)}.`);
  }
  refuseUnasked(facts.inviteeChecks ?? [], terms);
  const paid = readPurchase(purchase, terms);
  return {
    ...plainSituation(at === undefined ? now : inWords('at', readInstant, at)),
    ...facts,
    ...(paid === undefined ? {} : { purchaseAmountMinor: paid }),
    properties: propertiesOf(properties ?? [], terms),
    facts: readFacts(others ?? []),
  };
}

/** @throws WrongUse when no region's rule asks invitees for a check of these */
function refuseUnasked(checks: readonly string[], { scenario }: Terms): void {
  const regions = borderTermsOf(scenario)?.regions ?? [];
  const asked = regions.flatMap(({ verification }) => verification ?? []);
  const strange = checks.find((check) => !asked.includes(check));
  if (strange === undefined) return;
  throw new WrongUse(
    say`The campaign asks invitees of no region for the check ${strange}, only ${list(asked)}.`,
  );
}

/** @throws WrongUse when the campaign has no such property */
function propertiesOf(said: readonly string[], terms: Terms): Situation['properties'] {
  const read = said.map((one) => {
    const [fact, value] = partsOf(one);
    const property = propertyOfFact(terms.properties, fact);
    if (property === undefined) throw new WrongUse(say`The campaign has no property ${fact}.`);
    return [fact, valueOf(property, value)] as const;
  });
  return Object.fromEntries(read);
}

function inWords<Value>(key: string, read: (said: string) => Value, said: string): Value {
  try {
    return read(said);
  } catch (error) {
    throw error instanceof WrongValue ? new WrongUse(say`${key}: ${error.said}`) : error;
  }
}

function list(names: readonly string[]): Said {
  return names.length === 0 ? say`none` : asIs(names.join(', '));
}
