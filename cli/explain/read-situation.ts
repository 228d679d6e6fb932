import { readFile } from 'node:fs/promises';

import { Ajv } from 'ajv';
import { parse } from 'yaml';

import {
  inviteesBeforeMax,
  plainSituation,
  type Situation,
} from '../../compare/explain/situation.ts';
import { propertyOfFact } from '../../domain/campaign/milestones.ts';
import { borderTermsOf, inviterPhoneTermsOf, wantsProof } from '../../domain/campaign/scenario.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Instant } from '../../domain/time.ts';
import { readPurchase } from '../commands/milestone.ts';
import { WrongUse } from '../exit.ts';
import { partsOf, valueOf } from '../properties.ts';
import { readInstant, readRegion } from '../option-values.ts';
import { readFacts } from './read-facts.ts';

export const passwordWords = ['entered', 'wrong', 'missing'] as const;
export const consentWords = ['given', 'missing'] as const;
export const inviterPhoneWords = ['right', 'wrong', 'missing'] as const;

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
  readonly password?: (typeof passwordWords)[number];
  readonly consent?: (typeof consentWords)[number];
  readonly inviterPhone?: (typeof inviterPhoneWords)[number];
  readonly levelsAbove?: number;
  readonly milestones?: readonly string[];
  readonly purchase?: string;
  /** `milestone.name=value`. */
  readonly properties?: readonly string[];
  readonly inviteesBefore?: number;
  /** `name=value`, of other facts that risk rules read. */
  readonly facts?: readonly string[];
}

const text = { type: 'string', minLength: 1, maxLength: 200 };
const texts = { type: 'array', maxItems: 50, items: text };
/** A campaign reads no line of inviters further up. */
const levelsAboveMax = 32;

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
    password: { type: 'string', enum: passwordWords },
    consent: { type: 'string', enum: consentWords },
    inviterPhone: { type: 'string', enum: inviterPhoneWords },
    levelsAbove: { type: 'integer', minimum: 0, maximum: levelsAboveMax },
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
    throw new WrongUse(`Cannot read the situation ${path}.`);
  });
  const said = parseOrRefuse(path, read);
  return checked(said ?? {}, path);
}

function parseOrRefuse(path: string, read: string): unknown {
  try {
    return parse(read, { maxAliasCount: 0 });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new WrongUse(`${path} is no YAML: ${why}`);
  }
}

function checked(said: unknown, where: string): SituationText {
  if (isSituation(said)) return said;
  const [first] = isSituation.errors ?? [];
  const at = first?.instancePath.slice(1) ?? '';
  const params: Record<string, unknown> = first?.params ?? {};
  const unknown = params['additionalProperty'];
  const what =
    typeof unknown === 'string' ? `there is no fact ${unknown}` : `${at} ${first?.message ?? ''}`;
  throw new WrongUse(`${where} is no situation: ${what.trim()}.`);
}

/**
 * The situation that a text stands for in a campaign; what it does not say is plain.
 * @throws WrongUse when the campaign knows no such channel or milestone, asks invitees for no such check, or a region or time has another form
 */
export function situationOf(said: SituationText, terms: Terms, now: Instant): Situation {
  const { at, purchase, properties, facts: others, ...facts } = checked(said, 'This');
  if (facts.region !== undefined) inWords('region', readRegion, facts.region);
  const { milestones, code } = terms;
  const strange = facts.milestones?.find((name) => !milestones.includes(name));
  if (strange !== undefined) {
    throw new WrongUse(`The campaign has no milestone ${strange}, only ${list(milestones)}.`);
  }
  const { channel } = facts;
  if (channel !== undefined && code.channels.length > 0 && !code.channels.includes(channel)) {
    throw new WrongUse(`The campaign has no channel ${channel}, only ${list(code.channels)}.`);
  }
  refuseUnasked(facts.inviteeChecks ?? [], terms);
  refuseUnentered(facts, terms);
  const paid = readPurchase(purchase, terms);
  return {
    ...plainSituation(at === undefined ? now : inWords('at', readInstant, at)),
    ...facts,
    ...(paid === undefined ? {} : { purchaseAmountMinor: paid }),
    properties: propertiesOf(properties ?? [], terms),
    facts: readFacts(others ?? []),
  };
}

/** @throws WrongUse when something is said to be entered that the campaign does not ask for */
function refuseUnentered(
  { password, consent, inviterPhone }: SituationText,
  { scenario }: Terms,
): void {
  const asksConsent = borderTermsOf(scenario)?.regions.some((one) => one.consent) === true;
  const strange =
    password !== undefined && !wantsProof(scenario)
      ? 'neither a one-time password nor a dynamic code'
      : consent !== undefined && !asksConsent
        ? 'no consent, of any region'
        : inviterPhone !== undefined && inviterPhoneTermsOf(scenario) === undefined
          ? 'no phone number of inviters'
          : null;
  if (strange !== null) throw new WrongUse(`The campaign asks for ${strange}.`);
}

/** @throws WrongUse when no region's rule asks invitees for a check of these */
function refuseUnasked(checks: readonly string[], { scenario }: Terms): void {
  const regions = borderTermsOf(scenario)?.regions ?? [];
  const asked = regions.flatMap(({ verification }) => verification ?? []);
  const strange = checks.find((check) => !asked.includes(check));
  if (strange === undefined) return;
  throw new WrongUse(
    `The campaign asks invitees of no region for the check ${strange}, only ${list(asked)}.`,
  );
}

/** @throws WrongUse when the campaign has no such property */
function propertiesOf(said: readonly string[], terms: Terms): Situation['properties'] {
  const read = said.map((one) => {
    const [fact, value] = partsOf(one);
    const property = propertyOfFact(terms.properties, fact);
    if (property === undefined) throw new WrongUse(`The campaign has no property ${fact}.`);
    return [fact, valueOf(property, value)] as const;
  });
  return Object.fromEntries(read);
}

function inWords<Value>(key: string, read: (said: string) => Value, said: string): Value {
  try {
    return read(said);
  } catch (error) {
    throw new WrongUse(`${key}: ${error instanceof Error ? error.message : ''}`);
  }
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
