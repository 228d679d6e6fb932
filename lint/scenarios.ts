import type { ScenarioTerms } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { formatDuration } from '../domain/time.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { asIs, say, type Said } from '../lang/say.ts';

export const scenarioFindings = {
  SCENARIO_CONTRADICTION: {
    severity: 'error',
    title: 'what codes are used for does not go with their terms',
    why: 'A dynamic code that logs a device in lives five minutes at most; a password cannot outlive its code; rules by region need somebody who reports regions. With other terms the scenario cannot be kept.',
    example: 'scenario: { kind: device-login, every: 1h }',
    remedy: 'Change the terms as the message says, or leave the scenario out.',
  },
  NOT_ENFORCED: {
    severity: 'warning',
    title: 'something that this version of Usher reads and checks, and does not do yet',
    why: 'It is part of the language, so that files need not change when it comes. Until then your service has to do it.',
    example: 'reports: [{ every: week, to: [growth@example.com] }]',
    remedy: 'See to it in your service, and silence this with a note of who does.',
  },
} as const satisfies FindingTexts;

type TellScenario = Tell<typeof scenarioFindings>;

/** Longer than five minutes, a dynamic code that logs a device in can be read over a shoulder and used. */
const loginMs = 5 * 60_000;

/** Whether the scenario goes with the other terms, and what is not done yet. */
export function checkScenarios(terms: Terms, tell: TellScenario): void {
  if (terms.scenario !== undefined) checkScenario(terms, terms.scenario, tell);
  const parts: readonly (readonly [path: readonly string[], isSaid: boolean, what: Said])[] = [
    [['spec', 'reports'], terms.reports !== undefined, say`sending reports`],
    [['spec', 'tracking', 'profile'], terms.tracking.profile !== undefined, say`counting profiles`],
    [
      ['spec', 'tracking', 'purchasesFor'],
      terms.tracking.purchasesForMs !== undefined,
      say`counting later purchases`,
    ],
  ];
  for (const [path, isSaid, what] of parts) {
    if (!isSaid) continue;
    tell({
      id: 'NOT_ENFORCED',
      path,
      at: 'key',
      message: say`${what} is checked here, and left to your service`,
      suggestion: say`a service that does it`,
    });
  }
}

function checkScenario(terms: Terms, scenario: ScenarioTerms, tell: TellScenario): void {
  const contradicts = (path: readonly string[], message: Said, suggestion: Said): void => {
    tell({ id: 'SCENARIO_CONTRADICTION', path: ['spec', ...path], message, suggestion });
  };
  const { lifetime } = terms.validity;
  const livesMs = lifetime.kind === 'for' ? lifetime.ms : Infinity;
  switch (scenario.kind) {
    case 'device-login':
      if (scenario.everyMs <= loginMs) return;
      contradicts(
        ['scenario', 'every'],
        say`a dynamic code that logs a device in lives five minutes at most`,
        asIs('every: 5m'),
      );
      return;
    case 'exclusive-coupon': {
      const { validForMs } = scenario.password;
      if (validForMs <= livesMs) return;
      contradicts(
        ['scenario', 'password', 'validFor'],
        say`the password is valid for ${formatDuration(validForMs)}, and the code lives ${formatDuration(livesMs)}`,
        say`no longer than the code lives`,
      );
      return;
    }
    case 'cross-border':
      if (terms.tracking.regions) return;
      contradicts(
        ['tracking', 'regions'],
        say`nobody reports regions`,
        asIs('tracking: { regions: true }'),
      );
      return;
    case 'distribution-chain':
      if (terms.distribution.levels <= scenario.traceLevels) return;
      contradicts(
        ['scenario', 'traceLevels'],
        say`${terms.distribution.levels} levels are paid, and ${scenario.traceLevels} traced`,
        asIs(`traceLevels: ${String(terms.distribution.levels)}`),
      );
      return;
    default:
  }
}
