import type { PeriodTerms, ValidityTerms } from '../../domain/campaign/terms.ts';
import { formatDuration } from '../../domain/time.ts';
import type { Path, Report } from '../diagnostic.ts';

const path = ['spec', 'validity'] as const;

/** Validity as far as it could be read. */
export type ValidityParts = {
  readonly [Part in keyof ValidityTerms]: ValidityTerms[Part] | undefined;
};

/** Whether everything that happens to a code goes with how long it lives. */
export function checkLifetime(
  report: Report,
  parts: ValidityParts,
  period: PeriodTerms | undefined,
): void {
  const contradiction = (at: Path, message: string, expected: string): void => {
    report({ code: 'LIFETIME_CONTRADICTION', path: [...path, ...at], message, expected });
  };
  checkSettling(report, parts);
  const { lifetime } = parts;
  if (lifetime === undefined) return;
  if (lifetime.kind === 'for') {
    checkLimited(report, parts, lifetime.ms);
    return;
  }
  if (lifetime.kind === 'campaign' && period?.ends.kind === 'never') {
    report({
      code: 'NO_END',
      path: [...path, 'lifetime'],
      message: 'codes live until the end of a campaign that never ends',
      expected: 'lasts or ends in period, or a duration here',
    });
  }
  const kind =
    lifetime.kind === 'campaign' ? 'a code that lives until the campaign ends' : 'a long-term code';
  const limited = 'a lifetime such as 24h, or leave it out';
  if (parts.extension) contradiction(['extension'], `${kind} cannot be extended`, limited);
  if (parts.reset) contradiction(['reset'], `${kind} has no lifetime to begin anew`, limited);
  if (parts.onExpiry?.action === 'regenerate') {
    contradiction(['onExpiry', 'action'], `${kind} leaves no time for a successor`, limited);
  }
  if (lifetime.kind === 'long-term' && period?.ends.kind === 'never') {
    if (parts.reminders?.length) contradiction(['reminders'], `${kind} here never ends`, limited);
  }
  const whole = period?.ends.kind === 'after' ? period.ends.ms : undefined;
  if (whole !== undefined) checkWithin(report, parts, whole);
}

function checkLimited(report: Report, parts: ValidityParts, lifetimeMs: number): void {
  checkWithin(report, parts, lifetimeMs);
  const { extension } = parts;
  if (!extension) return;
  const lifetime = formatDuration(lifetimeMs);
  if (extension.upToMs < lifetimeMs) {
    report({
      code: 'LIFETIME_CONTRADICTION',
      path: [...path, 'extension', 'upTo'],
      message: `a code lives ${lifetime} anyway, longer than extensions may make it`,
      expected: `more than ${lifetime}`,
    });
  } else if (extension.upToMs === lifetimeMs) {
    report({
      code: 'NO_EFFECT',
      severity: 'warning',
      path: [...path, 'extension', 'upTo'],
      message: `a code lives ${lifetime} anyway, so no share ever adds anything`,
      expected: `more than ${lifetime}`,
    });
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
      message: `a reminder ${formatDuration(beforeMs)} before the end comes before a life of ${life} begins`,
      expected: `less than ${life}`,
    });
  }
  if (parts.refresh && parts.refresh.everyMs >= lifeMs) {
    report({
      code: 'LIFETIME_CONTRADICTION',
      path: [...path, 'refresh', 'every'],
      message: `a code that lives ${life} would never be refreshed`,
      expected: `less than ${life}`,
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
    message: `an old code leads to its successor for ${forward}, but is settled after ${formatDuration(settleForMs)}`,
    expected: `at least ${forward}`,
  });
}
