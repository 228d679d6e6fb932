import type { ExtensionTerms } from '../../domain/campaign/terms.ts';
import { nextDeadline, reminderAt } from '../../domain/code/deadline.ts';
import { refuseHours } from '../../domain/code/refusal.ts';
import { isOpen, type CodeState, type CodeStatus } from '../../domain/code/state.ts';
import { formatDuration, plus, type Instant } from '../../domain/time.ts';
import type { KnownCode } from '../known-code.ts';
import { counted } from '../output/counted.ts';
import { clockAndDistance } from '../output/when.ts';

/** How a code stands and why, in sentences. `changedAt` is when it came to stand so, where that is known. */
export function explainState(code: KnownCode, changedAt: Instant | null): string[] {
  const when = whenBy(code);
  return [
    statusSentences[code.shown.status](code, when, changedAt),
    ...closed(code, when),
    ...lagging(code, when),
    ...expirySentences(code, when),
  ];
}

/** What comes next by itself, the nearest first. */
export function explainDeadlines(
  code: KnownCode,
): { readonly at: Instant; readonly what: string }[] {
  const { shown, version } = code;
  const { status, settleAt, rowDeadline, refreshAt, thawAt, expiresAt, forwardUntil } = shown;
  const open = isOpen(status);
  const active = status === 'active';
  const reminder = reminderAt(version.terms, shown);
  const all = [
    { at: rowDeadline, what: rowAwaited(code) },
    { at: active ? reminder : null, what: 'the holder is reminded that the code ends' },
    { at: active ? refreshAt : null, what: 'the code gets a new value' },
    { at: status === 'frozen' ? thawAt : null, what: 'the code thaws' },
    { at: open ? expiresAt : null, what: atExpiry(code) },
    {
      at: status === 'replaced' ? forwardUntil : null,
      what: 'its successor no longer answers for it',
    },
    { at: open || status === 'settled' ? null : settleAt, what: 'the code is settled for good' },
  ];
  return all
    .filter((one): one is { at: Instant; what: string } => one.at !== null && one.at > code.now)
    .sort((a, b) => a.at - b.at);
}

type When = (at: Instant) => string;

function whenBy({ version, now }: KnownCode): When {
  return (at) => clockAndDistance(at, version.terms.period.timeZone, now);
}

type Sentence = (code: KnownCode, when: When, changedAt: Instant | null) => string;

const statusSentences: Readonly<Record<CodeStatus, Sentence>> = {
  dormant: () => 'It is dormant: issued, and not used by anybody yet; its first use wakes it.',
  pending: ({ shown }) =>
    `It is pending: its wording has ${counted(shown.wordingHits, 'sensitive or inducing word')} and must be revised before it takes redemptions.`,
  active: () => 'It is active and takes redemptions.',
  frozen: ({ shown }, when) =>
    `It is frozen until ${shown.thawAt === null ? 'somebody unfreezes it' : when(shown.thawAt)}, and takes no redemptions.`,
  expired: (code, when) =>
    `It is expired${since(code, when)} and takes no redemptions. ${goesOn(code)}`,
  archived: (code, when) =>
    `It is in the archive${since(code, when)} and takes no redemptions. ${goesOn(code)}`,
  converted: (code, when) => {
    const { onExpiry } = code.version.terms.validity;
    const redeem = onExpiry.action === 'convert' ? onExpiry.redeem : 'refused';
    return `It became an ordinary member code${since(code, when)}; redemptions are ${redeem}. ${goesOn(code)}`;
  },
  replaced: (code, when) => {
    const by = code.row.successor ?? 'that its next commit makes';
    return `It is replaced${since(code, when)} by code ${by}, ${answering(code, when)}. ${goesOn(code)}`;
  },
  revoked: (code, when) => `It was revoked by operations${since(code, when)}; ${fate(code)}.`,
  banned: (code, when) => `It was banned by operations${since(code, when)}; ${fate(code)}.`,
  settled: ({ shown }, when, changedAt) => {
    const at = changedAt ?? shown.settleAt;
    const settled = at === null ? '' : ` since ${when(at)}`;
    return `It is settled${settled}: nothing of it is open, and it accepts nothing any more.`;
  },
};

/** A code that takes redemptions at other hours. */
function closed({ version, shown, now }: KnownCode, when: When): string[] {
  const refused = isOpen(shown.status) ? refuseHours(version.terms, now) : null;
  if (refused?.until === undefined) return [];
  return [
    `Its campaign is closed at this hour: redemptions are refused until ${when(refused.until)}.`,
  ];
}

function answering({ shown: { forwardUntil }, now }: KnownCode, when: When): string {
  if (forwardUntil === null) return 'which does not answer for it';
  return now < forwardUntil
    ? 'which answers for it during its grace time'
    : `which no longer answers for it since ${when(forwardUntil)}`;
}

function since({ shown }: KnownCode, when: When): string {
  return shown.endedAt === null ? '' : ` since ${when(shown.endedAt)}`;
}

function goesOn({ version }: KnownCode): string {
  const length = formatDuration(version.terms.validity.settleForMs);
  return `Milestones, reviews and held rewards go on for ${length} after the end.`;
}

function fate({ version }: KnownCode): string {
  return version.terms.redemption.onRevoke === 'void'
    ? 'its held rewards were taken back'
    : 'its held rewards are kept';
}

/** A dormant code's row is settled by whoever uses it next; that of any other by its workflow. */
function lagging({ row, version, shown, now }: KnownCode, when: When): string[] {
  if (row.state.status === shown.status) return [];
  const passed = nextDeadline(version.terms, row.state);
  const since =
    passed === null || passed.at > now ? '' : `, since its deadline was ${when(passed.at)}`;
  const mend =
    row.state.status === 'dormant' ? '' : '; `usher reconcile` has its workflow write that down';
  return [`Its row still says ${row.state.status}${since}${mend}.`];
}

function expirySentences(code: KnownCode, when: When): string[] {
  const { shown, version, now } = code;
  const { expiresAt, startedAt, extendedMs, resets } = shown;
  const { lifetime } = version.terms.validity;
  if (expiresAt === null) return ['It does not expire, because its campaign has no end either.'];
  const verb = expiresAt > now && isOpen(shown.status) ? 'It expires' : 'It was to expire';
  const from =
    resets > 0
      ? `from its last reset on ${when(startedAt)}`
      : `from its issue on ${when(startedAt)}`;
  const own = lifetime.kind === 'for' ? plus(startedAt, lifetime.ms + extendedMs) : null;
  if (own === null || own > expiresAt) {
    return [`${verb} ${when(expiresAt)}, when its campaign ends.`];
  }
  const life = lifetime.kind === 'for' ? formatDuration(lifetime.ms) : '';
  const added = addedToLife(code)
    .map((what) => `, and ${what}`)
    .join('');
  return [`${verb} ${when(expiresAt)}: ${life} ${from}${added}.`];
}

/** With renewals, shares and they share one sum. */
function addedToLife({ shown, version }: KnownCode): string[] {
  const { extension, renewal } = version.terms.validity;
  if (renewal === undefined) return extension === null ? [] : [addedByShares(shown, extension)];
  const { everyUses, byMs, upToMs } = renewal;
  const each = `${formatDuration(byMs)} at every ${everyUses} redemptions, at most ${formatDuration(upToMs)} in all`;
  const by = extension === null ? 'renewals' : 'shares and renewals';
  const { extendedMs } = shown;
  return [
    extendedMs === 0
      ? `${by} have added nothing yet (${each})`
      : `${formatDuration(extendedMs)} that ${by} have added (${each})`,
  ];
}

function addedByShares(shown: CodeState, { byMs, upToMs }: ExtensionTerms): string {
  const { shares, extendedMs } = shown;
  const each = `${formatDuration(byMs)} each, at most ${formatDuration(upToMs)} in all`;
  if (shares === 0) return `no share has added anything yet (${each})`;
  const have = shares === 1 ? '1 counted share has' : `${shares} counted shares have`;
  return `${extendedMs === 0 ? 'nothing' : formatDuration(extendedMs)} that ${have} added (${each})`;
}

/** Uses that are neither redeemed nor under review are reservations. */
function rowAwaited({ shown: { uses, redemptions, reviewsOpen } }: KnownCode): string {
  const waiting = [
    ...(uses > redemptions + reviewsOpen ? ['a reservation runs out'] : []),
    ...(reviewsOpen > 0 ? ['a review is decided by its deadline'] : []),
  ];
  return [...waiting, 'a held reward falls due'].join(', or ');
}

function atExpiry({ version, shown }: KnownCode): string {
  const { onExpiry } = version.terms.validity;
  switch (onExpiry.action) {
    case 'expire':
      return 'the code expires';
    case 'archive':
      return 'the code moves to the archive';
    case 'convert':
      return 'the code becomes an ordinary member code';
    case 'regenerate': {
      if (shown.generation >= onExpiry.generationsMax) {
        return `the code expires: it is the last of ${onExpiry.generationsMax} generations`;
      }
      const touched = onExpiry.onlyIfTouched ? ', if anybody has shared or used it' : '';
      return `a successor takes the code's place${touched}`;
    }
  }
}
