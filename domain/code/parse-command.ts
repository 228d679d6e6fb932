import { parseOpId, parseSourceId, parseSubjectId } from '../ids.ts';
import { commandKinds, type Command, type CommandKind } from './command.ts';

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

/** NUL and lone surrogates are in no text that a database stores. */
const isText: Check = (value) =>
  typeof value === 'string' && /^[^\0\ud800-\udfff]{1,500}$/u.test(value);
const isName: Check = (value) => typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** Up to the end of the year 9999: calendars and timers know no instant far beyond. */
const isInstant: Check = (value) => isCount(value) && Number(value) <= 253_402_300_799_999;
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
  isRecord(value) &&
  fits(value, { actor: isText, reason: isText, at: isInstant }, new Set(['actor', 'reason', 'at']));

const byHand: Shape = { actor: isText, reason: isText };
const use: Shape = {
  invitee: isSubject,
  channel: optional(isName),
  share: optional(isName),
  source: optional((value) => typeof value === 'string' && parseSourceId(value) !== undefined),
  existingCustomer: optional(isBoolean),
  region: optional(isName),
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
  milestone: { invitee: isSubject, milestone: isName, purchaseAmountMinor: optional(isCount) },
  reset: { ...byHand, appeal: optional(isBoolean) },
  reviseWording: { hits: isCount },
  decideReview: { review: isName, decision: oneOf('approve', 'refuse'), ...byHand },
  freeze: { ...byHand, until: optional(isInstant) },
  unfreeze: byHand,
  revoke: { ...byHand, ban: optional(isBoolean) },
  reverse: { reward: isName, ...byHand },
};

/**
 * Reads a command that came from outside. Undefined when a field is missing, unknown, or not of
 * its form; the answer to that is `INVALID_COMMAND`, for that item alone.
 */
export function parseCommand(input: unknown): Command | undefined {
  return isCommand(input) ? input : undefined;
}

function isCommand(input: unknown): input is Command {
  if (!isRecord(input)) return false;
  const { kind, opId } = input;
  const known = commandKinds.find((one) => one === kind);
  if (known === undefined || typeof opId !== 'string' || parseOpId(opId) === undefined) {
    return false;
  }
  const shape = shapes[known];
  return fits(input, shape, new Set(['kind', 'opId', ...Object.keys(shape)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fits(input: Record<string, unknown>, shape: Shape, names: ReadonlySet<string>): boolean {
  return (
    Object.keys(input).every((name) => names.has(name)) &&
    Object.entries(shape).every(([name, check]) => check(input[name]))
  );
}
