import type { Terms } from '../campaign/terms.ts';
import { streamerOf, streamTermsOf } from '../stream/stream.ts';
import { reject, type Rejection } from './rejection.ts';

/** What a code is to carry from its issue on. */
export interface Carried {
  readonly channel?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/**
 * Why no code is issued that carries this, or null when one may be: CHANNEL_UNKNOWN,
 * PARAMETER_UNKNOWN, PARAMETER_REQUIRED.
 */
export function refuseCarried(
  { code, scenario }: Terms,
  { channel, parameters = {} }: Carried,
): Rejection | null {
  if (channel !== undefined && !code.channels.includes(channel)) return reject('CHANNEL_UNKNOWN');
  const known = Object.keys(parameters).every((name) => code.parameters.includes(name));
  if (!known) return reject('PARAMETER_UNKNOWN');
  const isOfNobody = streamTermsOf(scenario) !== undefined && !streamerOf(scenario, parameters);
  return isOfNobody ? reject('PARAMETER_REQUIRED') : null;
}
