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
import { asIs, say, type Said } from '../../lang/say.ts';
import { readPurchase } from '../commands/milestone.ts';
import { WrongUse, WrongValue } from '../exit.ts';
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

/** Characters of a text. */
const textMax = 200;

const text = { type: 'string', minLength: 1, maxLength: textMax };
const texts = { type: 'array', maxItems: 50, items: text };
/** A campaign reads no line of inviters further up. */
const levelsAboveMax = 32;

const count = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };

type Key = keyof SituationText;

/** What would be right, in a file. */
const rights: Readonly<Record<Key, Said>> = {
  at: say`a time such as "2027-03-05T12:00:00+08:00", in quotes`,
  channel: say`a channel`,
  region: say`an ISO 3166 code such as DE`,
  generation: say`a number from 1 on`,
  invitationsToday: say`a number from 1 on`,
  requestsLastHour: say`a number from 1 on`,
  checks: say`a list such as [face]`,
  inviteeChecks: say`a list such as [passport]`,
  existingCustomer: say`true or false`,
  password: anyOf(passwordWords),
  consent: anyOf(consentWords),
  inviterPhone: anyOf(inviterPhoneWords),
  levelsAbove: say`a number from 0 to ${levelsAboveMax}`,
  milestones: say`a list such as [registered, order-paid]`,
  purchase: say`an amount in quotes such as "49.00"`,
  properties: say`a mapping such as { order-paid.amount: "128.50" }`,
  inviteesBefore: say`a number from 0 to ${inviteesBeforeMax}`,
  facts: say`a mapping such as { accountAgeDays: 2 }`,
};
const keys = Object.keys(rights);

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
    throw new WrongUse(say`Cannot read the situation ${path}.`);
  });
  const said = parseOrRefuse(path, read) ?? {};
  if (!isRecord(said)) return checked(said, path);
  const { properties, facts, ...rest } = said;
  return checked(
    {
      ...rest,
      ...(properties === undefined ? {} : { properties: asTexts(properties) }),
      ...(facts === undefined ? {} : { facts: asTexts(facts) }),
    },
    path,
  );
}

/** A mapping as the texts that options have: `{ order-paid: { amount: "5.00" } }` is `order-paid.amount=5.00`. */
function asTexts(said: unknown, prefix = ''): unknown {
  if (!isRecord(said)) return said;
  return Object.entries(said).flatMap(([name, value]): unknown[] => {
    const path = `${prefix}${name}`;
    if (isRecord(value)) return [asTexts(value, `${path}.`)].flat();
    return [`${path}=${Array.isArray(value) ? value.join(',') : String(value)}`];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
  const wrong = isRecord(said) ? wrongIn(said) : say`it is no mapping`;
  throw new WrongUse(say`${where} is no situation: ${wrong}.`);
}

/** What the first mistake is, and what would be right. */
function wrongIn(said: Readonly<Record<string, unknown>>): Said {
  const [first] = isSituation.errors ?? [];
  const unknown: unknown = first?.params['additionalProperty'];
  const [key = ''] = first?.instancePath.slice(1).split('/') ?? [];
  if (typeof unknown === 'string') return say`there is no fact ${unknown}, only ${list(keys)}`;
  return say`${key} is ${JSON.stringify(said[key])}, and should be ${rights[key as Key]}`;
}

/**
 * The situation that a text stands for in a campaign; what it does not say is plain.
 * @throws WrongUse when the campaign knows no such channel or milestone, asks invitees for no such check, or a region or time has another form
 */
export function situationOf(said: SituationText, terms: Terms, now: Instant): Situation {
  const { at, purchase, properties, facts: others, ...facts } = checked(said, say`This`);
  if (facts.region !== undefined) inWords('region', readRegion, facts.region);
  refuseUnknown(facts, terms);
  refuseUnasked(facts.inviteeChecks ?? [], terms);
  refuseUnentered(facts, terms);
  const paid = readPurchase(purchase, terms);
  return {
    ...plainSituation(at === undefined ? now : inWords('at', readInstant, at)),
    ...facts,
    ...(paid === undefined ? {} : { purchaseAmountMinor: paid }),
    properties: propertiesOf(properties ?? [], terms, facts.milestones),
    facts: readFacts(others ?? []),
  };
}

/** @throws WrongUse when the campaign knows no such channel or milestone */
function refuseUnknown(
  { channel, milestones: reached = [] }: SituationText,
  { milestones, code }: Terms,
): void {
  const strange = reached.find((name) => !milestones.includes(name));
  if (strange !== undefined) {
    throw new WrongUse(say`The campaign has no milestone ${strange}, only ${list(milestones)}.`);
  }
  if (channel !== undefined && code.channels.length > 0 && !code.channels.includes(channel)) {
    throw new WrongUse(say`The campaign has no channel ${channel}, only ${list(code.channels)}.`);
  }
}

/** @throws WrongUse when something is said to be entered that the campaign does not ask for */
function refuseUnentered(
  { password, consent, inviterPhone }: SituationText,
  { scenario }: Terms,
): void {
  const asksConsent = borderTermsOf(scenario)?.regions.some((one) => one.consent) === true;
  if (password !== undefined && !wantsProof(scenario)) {
    throw new WrongUse(say`The campaign asks for neither a one-time password nor a dynamic code.`);
  }
  if (consent !== undefined && !asksConsent) {
    throw new WrongUse(say`The campaign asks people of no region for consent.`);
  }
  if (inviterPhone !== undefined && inviterPhoneTermsOf(scenario) === undefined) {
    throw new WrongUse(say`The campaign asks for no phone number of the inviter.`);
  }
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

/** @throws WrongUse when the campaign has no such property, or no report carries it */
function propertiesOf(
  said: readonly string[],
  terms: Terms,
  reached: readonly string[] = [],
): Situation['properties'] {
  const read = said.map((one) => {
    const [fact, value] = partsOf(one);
    const property = propertyOfFact(terms.properties, fact);
    if (property === undefined) throw new WrongUse(say`The campaign has no property ${fact}.`);
    const [milestone = ''] = fact.split('.');
    if (!reached.includes(milestone)) {
      throw new WrongUse(
        say`${fact} comes with a report of ${milestone}, which is not among the milestones: ${list([...reached, milestone])} would be right.`,
      );
    }
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

function anyOf(words: readonly string[]): Said {
  return say`one of ${list(words)}`;
}

function list(names: readonly string[]): Said {
  return names.length === 0 ? say`none` : asIs(names.join(', '));
}
