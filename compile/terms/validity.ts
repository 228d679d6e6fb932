import type { ValidityText } from '../../domain/campaign/schema.ts';
import type {
  ExpiryTerms,
  PeriodTerms,
  RenewalTerms,
  ValidityTerms,
} from '../../domain/campaign/terms.ts';
import { currencyDecimals, parseAsset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import type { Report } from '../diagnostic.ts';
import { readAmount, readDuration } from '../read.ts';
import { checkLifetime } from './lifetime.ts';
import { whole } from './whole.ts';

const path = ['spec', 'validity'] as const;

/** How long codes live; undefined when a part could not be read. */
export function readValidity(
  report: Report,
  text: ValidityText,
  period: PeriodTerms | undefined,
): ValidityTerms | undefined {
  const lifetime = readLifetime(report, text.lifetime);
  const extension = readExtension(report, text.extension);
  const refresh = readRefresh(report, text.refresh);
  const reminders = readReminders(report, text.reminders);
  const onExpiry = readOnExpiry(report, text.onExpiry);
  const settleForMs = readDuration(report, [...path, 'settleFor'], text.settleFor, 'zero');
  const reset = text.reset === undefined ? null : { timesMax: text.reset.timesMax };
  const renewal = text.renewal && readRenewal(report, text.renewal);
  const parts = { lifetime, extension, refresh, reset, reminders, onExpiry, settleForMs };
  checkLifetime(report, { ...parts, renewal }, period);
  const read = whole<ValidityTerms>(parts);
  return read && (renewal === undefined ? read : { ...read, renewal });
}

function readLifetime(report: Report, text: string): ValidityTerms['lifetime'] | undefined {
  if (text === 'until-campaign-end') return { kind: 'campaign' };
  if (text === 'long-term') return { kind: 'long-term' };
  const ms = readDuration(report, [...path, 'lifetime'], text);
  return ms === undefined ? undefined : { kind: 'for', ms };
}

function readExtension(
  report: Report,
  text: ValidityText['extension'],
): ValidityTerms['extension'] | undefined {
  if (text === undefined) return null;
  const byMs = readDuration(report, [...path, 'extension', 'by'], text.by);
  const upToMs = readDuration(report, [...path, 'extension', 'upTo'], text.upTo);
  return byMs === undefined || upToMs === undefined ? undefined : { on: text.on, byMs, upToMs };
}

/** What is not read is reported, so that nobody goes on without it. */
function readRenewal(
  report: Report,
  text: NonNullable<ValidityText['renewal']>,
): RenewalTerms | undefined {
  const at = [...path, 'renewal'];
  const byMs = readDuration(report, [...at, 'by'], text.by);
  const upToMs = readDuration(report, [...at, 'upTo'], text.upTo);
  const asset = parseAsset(`${text.currency}/${String(currencyDecimals[text.currency])}`);
  const price = asset && readAmount(report, { path: [...at, 'price'] }, text.price, asset);
  if (!byMs || !upToMs || !asset || price === undefined) return undefined;
  return { everyUses: text.everyUses, byMs, upToMs, asset, priceMinor: price };
}

function readRefresh(
  report: Report,
  text: ValidityText['refresh'],
): ValidityTerms['refresh'] | undefined {
  if (text === undefined) return null;
  const everyMs = readDuration(report, [...path, 'refresh', 'every'], text.every);
  const formerForMs = readDuration(
    report,
    [...path, 'refresh', 'formerFor'],
    text.formerFor,
    'zero',
  );
  return everyMs === undefined || formerForMs === undefined ? undefined : { everyMs, formerForMs };
}

function readReminders(
  report: Report,
  text: ValidityText['reminders'],
): ValidityTerms['reminders'] | undefined {
  const read = text.map(({ before }, index) =>
    readDuration(report, [...path, 'reminders', index, 'before'], before),
  );
  const known = read.filter((beforeMs) => beforeMs !== undefined);
  if (known.length < read.length) return undefined;
  return known.sort((a, b) => b - a).map((beforeMs) => ({ beforeMs }));
}

function readOnExpiry(report: Report, text: ValidityText['onExpiry']): ExpiryTerms | undefined {
  switch (text.action) {
    case 'expire':
    case 'archive':
      return { action: text.action };
    case 'convert':
      return { action: 'convert', redeem: text.redeem ?? 'refused' };
    case 'regenerate': {
      const at = [...path, 'onExpiry', 'forwardFor'];
      const forwardForMs =
        text.forwardFor === undefined
          ? duration(72 * 3_600_000)
          : readDuration(report, at, text.forwardFor, 'zero');
      if (forwardForMs === undefined) return undefined;
      return {
        action: 'regenerate',
        generationsMax: text.generationsMax ?? 3,
        onlyIfTouched: text.onlyIfTouched ?? true,
        forwardForMs,
      };
    }
  }
}
