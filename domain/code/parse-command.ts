import { forms } from '../campaign/schema/forms.ts';
import { parseOpId, parseSourceId, parseSubjectId } from '../ids.ts';
import {
  commandKinds,
  deviceReports,
  networkKinds,
  type Command,
  type CommandKind,
  type Origin,
} from './command.ts';
import { reject, type Rejection } from './rejection.ts';

/** Most properties in one report. */
const propertiesMax = 20;

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

/** A line of words: control characters would move a terminal's cursor, lone surrogates cannot be stored. */
export const isText: Check = (value) =>
  typeof value === 'string' && /^[^\p{Cc}\ud800-\udfff]{1,500}$/u.test(value);
/** What a holder writes to those whom they invite: lines of words. */
export const isWording: Check = (value) =>
  typeof value === 'string' && /^(?:[^\p{Cc}\ud800-\udfff]|\n){1,1000}$/u.test(value);
/** The same, sealed. */
const isSealed: Check = (value) =>
  typeof value === 'string' && /^[a-z0-9-]{1,32}[.][\w-]{1,6000}$/.test(value);
/** The name of something: visible ASCII without spaces. */
export const isName: Check = (value) =>
  typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value);
const regionForm = new RegExp(forms.region);
/** A country by ISO 3166-1, or a part of one by ISO 3166-2: in no other letters, which no rule would know. */
export const isRegion: Check = (value) => typeof value === 'string' && regionForm.test(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** Up to the end of the year 9999: calendars and timers know no instant far beyond. */
const isInstant: Check = (value) => isCount(value) && Number(value) <= 253_402_300_799_999;
const isOpId: Check = (value) => typeof value === 'string' && parseOpId(value) !== undefined;
const isSubject: Check = (value) =>
  typeof value === 'string' && parseSubjectId(value) !== undefined;
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isLate: Check = (value) =>
  isRecord(value) && misfit(value, { actor: isText, reason: isText, at: isInstant }) === undefined;

/** How much is taken back: one of the two, and more than nothing. */
const isPart: Check = (value) => {
  const [[name, minor] = [], ...others] = isRecord(value) ? Object.entries(value) : [];
  const isKnown = name === 'amountMinor' || name === 'refundedPurchaseMinor';
  return isKnown && others.length === 0 && isCount(minor) && minor !== 0;
};

const isRefund: Check = (value) =>
  isRecord(value) &&
  misfit(value, { milestone: isName, asset: isName, minor: isCount }) === undefined &&
  value['minor'] !== 0;

/** Whether they are those that the campaign wants is for its terms to say. */
const isProperties: Check = (value) =>
  isRecord(value) &&
  Object.keys(value).length <= propertiesMax &&
  Object.entries(value).every(
    ([name, one]) => isName(name) && (isBoolean(one) || Number.isFinite(one) || isText(one)),
  );

const isSource: Check = (value) => typeof value === 'string' && parseSourceId(value) !== undefined;
const isReports: Check = (value) =>
  Array.isArray(value) &&
  value.length <= deviceReports.length &&
  value.every(oneOf(...deviceReports));

const origin: Readonly<Record<keyof Origin, Check>> = {
  source: optional(isSource),
  network: optional(isSource),
  device: optional(isName),
  phone: optional(isName),
  payee: optional(isName),
  deviceReports: optional(isReports),
  networkKind: optional(oneOf(...networkKinds)),
  sourceCountry: optional(isName),
  sourceAsn: optional(isCount),
  accountSince: optional(isInstant),
};

const byHand: Shape = { actor: isText, reason: isText };
const use: Shape = {
  invitee: isSubject,
  channel: optional(isName),
  share: optional(isName),
  ...origin,
  existingCustomer: optional(isBoolean),
  region: optional(isRegion),
  inviterPhone: optional(isName),
  proof: optional(isName),
  happenedAt: optional(isInstant),
  late: optional(isLate),
};

const shapes: Readonly<Record<CommandKind, Shape>> = {
  share: {
    via: oneOf('share-reported', 'share-opened', 'share-opened-by-new'),
    share: optional(isName),
    channel: optional(isName),
    from: optional(isName),
  },
  redeem: use,
  reserve: use,
  confirm: { redemption: isName },
  release: { redemption: isName },
  verify: { subject: isSubject, check: isName, result: oneOf('passed', 'failed') },
  milestone: {
    invitee: isSubject,
    milestone: isName,
    purchaseAmountMinor: optional(isCount),
    properties: optional(isProperties),
  },
  reset: { ...byHand, appeal: optional(isBoolean) },
  reviseWording: { wording: isSealed },
  decideReview: { review: isName, decision: oneOf('approve', 'refuse'), ...byHand },
  freeze: { ...byHand, until: optional(isInstant) },
  unfreeze: byHand,
  revoke: { ...byHand, ban: optional(isBoolean) },
  reverse: {
    reward: isName,
    part: optional(isPart),
    returned: optional(isBoolean),
    overhanging: optional(isBoolean),
    ...byHand,
  },
  cancel: { redemption: isName, refund: optional(isRefund), ...byHand },
  reopen: { redemption: isName, ...byHand },
};

/**
 * Reads a command that came from outside. Undefined when a field is missing, unknown, or not of
 * its form; the answer to that is `INVALID_COMMAND`, for that item alone.
 */
export function parseCommand(input: unknown): Command | undefined {
  return isCommand(input) ? input : undefined;
}

/** The answer to a command that `parseCommand` does not read: it names the field that is at fault. */
export function refuseMalformed(input: unknown): Rejection {
  const field = misfitOfCommand(input);
  if (field === undefined || field === '') return reject('INVALID_COMMAND');
  return reject('INVALID_COMMAND', { message: `the command is malformed: ${field}` });
}

function isCommand(input: unknown): input is Command {
  return misfitOfCommand(input) === undefined;
}

/** The first field that is at fault, empty where the whole is no command; undefined for a command. */
function misfitOfCommand(input: unknown): string | undefined {
  if (!isRecord(input)) return '';
  const { kind, ...fields } = input;
  const known = commandKinds.find((one) => one === kind);
  return known === undefined ? 'kind' : misfit(fields, { opId: isOpId, ...shapes[known] });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function misfit(input: Record<string, unknown>, shape: Shape): string | undefined {
  const unfit = Object.entries(shape).find(([name, check]) => !check(input[name]));
  if (unfit !== undefined) return unfit[0];
  const unknown = Object.keys(input).find((name) => !Object.hasOwn(shape, name));
  return unknown === undefined ? undefined : 'an unknown field';
}
