import type { Terms } from '../domain/campaign/terms.ts';
import { refuseCarried, type Carried } from '../domain/code/refuse-carried.ts';
import { streamTermsOf } from '../domain/stream/stream.ts';
import type { Path } from '../compile/diagnostic.ts';
import { asIs, phrase, say } from '../lang/say.ts';
import type { Failure } from './failure.ts';

/** What a code carries that the campaign would not have issued, with what would be right. */
export function compareCarried(terms: Terms, carried: Carried, path: Path): readonly Failure[] {
  const refused = refuseCarried(terms, carried);
  if (refused === null) return [];
  const { channels, parameters } = terms.code;
  const found = [say`${refused.code}: ${phrase(refused.message)}`];
  switch (refused.code) {
    case 'CHANNEL_UNKNOWN':
      return [{ path: [...path, 'channel'], what: asIs('channel'), expected: channels, found }];
    case 'PARAMETER_UNKNOWN':
      return Object.keys(carried.parameters ?? {})
        .filter((name) => !parameters.includes(name))
        .map((name) => ({
          path: [...path, 'parameters', name],
          what: asIs('parameters'),
          expected: parameters,
          found,
        }));
    default: {
      const streamer = streamTermsOf(terms.scenario)?.streamer ?? '';
      const expected = [`parameters: { ${streamer}: NAME }`];
      return [{ path: [...path, 'parameters'], what: asIs('parameters'), expected, found }];
    }
  }
}
