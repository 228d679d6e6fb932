import type { ScenarioText } from '../../domain/campaign/schema.ts';
import type { RegionTerms, ScenarioTerms } from '../../domain/campaign/scenario.ts';
import type { CodeTerms } from '../../domain/campaign/terms.ts';
import { countryMeant, isDialled, isOfCountry } from '../countries.ts';
import type { Report } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import { readDuration } from '../read.ts';
import { say } from '../../lang/say.ts';

const path = ['spec', 'scenario'];

/** What codes are used for; undefined when that could not be read. */
export function readScenario(
  report: Report,
  text: ScenarioText,
  code: CodeTerms | undefined,
): ScenarioTerms | undefined {
  switch (text.kind) {
    case 'registration':
      checkPhoneRegion(report, text);
      return {
        ...{ kind: text.kind, inviterPhone: text.inviterPhone ?? 'optional' },
        ...(text.phoneRegion === undefined ? {} : { phoneRegion: text.phoneRegion }),
      };
    case 'group-join':
      return readGroup(text);
    case 'exclusive-coupon':
      return readCoupon(report, text);
    case 'cross-border':
      return readBorder(report, text);
    case 'distribution-chain':
      return { kind: text.kind, traceLevels: text.traceLevels ?? 3 };
    case 'device-login': {
      const everyMs = readDuration(report, [...path, 'every'], text.every ?? '5m');
      if (everyMs === undefined) return undefined;
      const { digits = 6, drift = 1, attemptsAnHour = 10 } = text;
      return { kind: text.kind, digits, everyMs, drift, attemptsAnHour };
    }
    case 'livestream':
      return readLivestream(report, text, code);
  }
}

/** Elsewhere every number without a country code would be refused. */
function checkPhoneRegion(report: Report, { phoneRegion }: ScenarioText): void {
  if (phoneRegion === undefined || isDialled(phoneRegion)) return;
  const meant = countryMeant(phoneRegion);
  report({
    code: 'UNKNOWN_COUNTRY',
    path: [...path, 'phoneRegion'],
    message: isOfCountry(phoneRegion)
      ? say`no telephone numbers are of ${phoneRegion}`
      : say`no country has the code ${phoneRegion}`,
    expected: say`the code of the country whose numbers invitees give without its country code: CN`,
    ...(meant === undefined || !isDialled(meant) ? {} : { meant }),
  });
}

function readGroup({ scan = true, paste = true, link }: ScenarioText): ScenarioTerms {
  return { kind: 'group-join', scan, paste, ...(link === undefined ? {} : { link }) };
}

const usualPassword = { digits: 6, validFor: '5m', attemptsMax: 5 };

function readCoupon(
  report: Report,
  { password = usualPassword }: ScenarioText,
): ScenarioTerms | undefined {
  const { digits, validFor, attemptsMax, resendAfter, sendsMax, sessionsPerDay } = password;
  const at = (name: string): readonly string[] => [...path, 'password', name];
  const validForMs = readDuration(report, at('validFor'), validFor);
  const resendAfterMs =
    resendAfter === undefined
      ? undefined
      : readDuration(report, at('resendAfter'), resendAfter, 'zero');
  if (validForMs === undefined) return undefined;
  const kept = {
    ...(resendAfterMs === undefined ? {} : { resendAfterMs }),
    ...(sendsMax === undefined ? {} : { sendsMax }),
    ...(sessionsPerDay === undefined ? {} : { sessionsPerDay }),
  };
  return { kind: 'exclusive-coupon', password: { digits, validForMs, attemptsMax, ...kept } };
}

function readBorder(report: Report, text: ScenarioText): ScenarioTerms | undefined {
  const seen = new Set<string>();
  const regions = (text.regions ?? []).map((one, index): RegionTerms | undefined => {
    const at = [...path, 'regions', index];
    const { region, redeem, consent, consentText, verification, cellResolution } = one;
    if (seen.has(region)) {
      report({
        code: 'DUPLICATE_ID',
        path: [...at, 'region'],
        message: say`the region ${region} is listed twice`,
        expected: say`each region once`,
      });
    }
    seen.add(region);
    const keepLocationForMs = readDuration(
      report,
      [...at, 'keepLocationFor'],
      one.keepLocationFor,
      'zero',
    );
    if (keepLocationForMs === undefined) return undefined;
    return {
      ...{ region, redeem, consent, keepLocationForMs },
      ...(consentText === undefined ? {} : { consentText }),
      ...(verification === undefined ? {} : { verification }),
      ...(cellResolution === undefined ? {} : { cellResolution }),
    };
  });
  const known = regions.filter((region) => region !== undefined);
  if (known.length < regions.length) return undefined;
  return { kind: 'cross-border', otherwise: text.otherwise ?? 'refused', regions: known };
}

function readLivestream(
  report: Report,
  text: ScenarioText,
  code: CodeTerms | undefined,
): ScenarioTerms | undefined {
  const { streamer, onlyWhileLive = true, redemptionsAMinute = 5000 } = text;
  if (streamer === undefined) return undefined;
  if (code !== undefined && !code.parameters.includes(streamer)) {
    report({
      code: 'UNKNOWN_PARAMETER',
      path: [...path, 'streamer'],
      message: say`codes carry no parameter "${streamer}"`,
      ...(code.parameters.length === 0
        ? { expected: say`parameters: [${streamer}] in code` }
        : choice(streamer, code.parameters)),
    });
  }
  return { kind: 'livestream', streamer, onlyWhileLive, redemptionsAMinute };
}
