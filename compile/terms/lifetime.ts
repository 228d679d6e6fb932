import type { PeriodTerms, ValidityTerms } from '../../domain/campaign/terms.ts';
import { formatDuration } from '../../domain/time.ts';
import type { Path, Report } from '../diagnostic.ts';
import type { Parts } from './whole.ts';
import { say, type Said } from '../../lang/say.ts';

const path = ['spec', 'validity'] as const;

type ValidityParts = Parts<ValidityTerms>;

/** Whether everything that happens to a code goes with how long it lives. */
export function checkLifetime(
  report: Report,
  parts: ValidityParts,
  period: PeriodTerms | undefined,
): void {
  checkSettling(report, parts);
  checkGenerations(report, parts);
  const { lifetime } = parts;
  switch (lifetime?.kind) {
    case undefined:
      return;
    case 'for':
      checkLimited(report, parts, lifetime.ms);
      return;
    case 'campaign':
      checkUntilEnd(report, period);
      checkUnlimited(report, parts, say`a code that lives until the campaign ends`);
      break;
    case 'long-term':
      checkUnlimited(report, parts, say`a long-term code`);
      checkEndless(report, parts, period);
  }
  if (period?.ends.kind === 'after') checkWithin(report, parts, period.ends.ms);
}

function checkUntilEnd(report: Report, period: PeriodTerms | undefined): void {
  if (period?.ends.kind !== 'never') return;
  report({
    code: 'NO_END',
    path: [...path, 'lifetime'],
    message: say`codes live until the end of a campaign that never ends`,
    expected: say`lasts or ends in period, or a duration here`,
  });
}

/** What only a lifetime of their own gives codes the time for; `kind` says which have none. */
function checkUnlimited(report: Report, parts: ValidityParts, kind: Said): void {
  const contradiction = (at: Path, message: Said): void => {
    const expected = say`leave it out, or a lifetime such as 24h`;
    report({ code: 'LIFETIME_CONTRADICTION', path: [...path, ...at], message, expected });
  };
  if (parts.extension) contradiction(['extension'], say`${kind} cannot be extended`);
  if (parts.renewal) contradiction(['renewal'], say`${kind} cannot be renewed`);
  if (parts.reset) contradiction(['reset'], say`${kind} has no lifetime to begin anew`);
  if (parts.onExpiry?.action === 'regenerate') {
    contradiction(['onExpiry', 'action'], say`${kind} leaves no time for a successor`);
  }
}

function checkEndless(report: Report, parts: ValidityParts, period: PeriodTerms | undefined): void {
  if (period?.ends.kind !== 'never' || !parts.reminders?.length) return;
  report({
    code: 'LIFETIME_CONTRADICTION',
    path: [...path, 'reminders'],
    message: say`a long-term code of a campaign that never ends has no end to be reminded of`,
    expected: say`leave it out, or a lifetime such as 24h`,
  });
}

function checkLimited(report: Report, parts: ValidityParts, lifetimeMs: number): void {
  checkWithin(report, parts, lifetimeMs);
  const { extension, renewal } = parts;
  const lifetime = formatDuration(lifetimeMs);
  const longer = [
    {
      word: 'extension',
      upToMs: extension?.upToMs,
      less: say`a code lives ${lifetime} anyway, longer than extensions may make it`,
      same: say`a code lives ${lifetime} anyway, so no share ever adds anything`,
    },
    {
      word: 'renewal',
      upToMs: renewal?.upToMs,
      less: say`a code lives ${lifetime} anyway, longer than renewals may make it`,
      same: say`a code lives ${lifetime} anyway, so no renewal ever adds anything`,
    },
  ];
  for (const { word, upToMs, less, same } of longer) {
    if (upToMs === undefined || upToMs > lifetimeMs) continue;
    const at = { path: [...path, word, 'upTo'], expected: say`more than ${lifetime}` };
    report(
      upToMs < lifetimeMs
        ? { ...at, code: 'LIFETIME_CONTRADICTION', message: less }
        : { ...at, code: 'NO_EFFECT', severity: 'warning', message: same },
    );
  }
}

/** What must happen before a code's end must fit into its life. */
function checkWithin(report: Report, parts: ValidityParts, lifeMs: number): void {
  const life = formatDuration(lifeMs);
  for (const [index, { beforeMs }] of (parts.reminders ?? []).entries()) {
    if (beforeMs < lifeMs) continue;
    report({
      code: 'LIFETIME_CONTRADICTION',
      path: [...path, 'reminders', index, 'before'],
      message: say`a reminder ${formatDuration(beforeMs)} before the end comes before a life of ${life} begins`,
      expected: say`less than ${life}`,
    });
  }
  if (parts.refresh && parts.refresh.everyMs >= lifeMs) {
    report({
      code: 'LIFETIME_CONTRADICTION',
      path: [...path, 'refresh', 'every'],
      message: say`a code that lives ${life} would never be refreshed`,
      expected: say`less than ${life}`,
    });
  }
}

/** A settled code accepts nothing, so it cannot answer with its successor either. */
function checkSettling(report: Report, parts: ValidityParts): void {
  const { onExpiry, settleForMs } = parts;
  if (onExpiry?.action !== 'regenerate' || settleForMs === undefined) return;
  if (settleForMs >= onExpiry.forwardForMs) return;
  const forward = formatDuration(onExpiry.forwardForMs);
  report({
    code: 'SETTLE_TOO_SHORT',
    path: [...path, 'settleFor'],
    message: say`an old code leads to its successor for ${forward}, but is settled after ${formatDuration(settleForMs)}`,
    expected: say`at least ${forward}`,
  });
}

/** The first code of a line is one of its generations. */
function checkGenerations(report: Report, { onExpiry }: ValidityParts): void {
  if (onExpiry?.action !== 'regenerate' || onExpiry.generationsMax > 1) return;
  report({
    code: 'NO_EFFECT',
    severity: 'warning',
    path: [...path, 'onExpiry', 'generationsMax'],
    message: say`a line has one code in all, so that none is ever regenerated`,
    expected: say`at least 2, or action: expire`,
  });
}
