import type { Terms } from '../domain/campaign/terms.ts';
import { refuseCarried, type Carried } from '../domain/code/refuse-carried.ts';
import type { Rejection } from '../domain/code/rejection.ts';
import { streamTermsOf } from '../domain/stream/stream.ts';
import type { Path } from '../compile/diagnostic.ts';
import { asIs, say } from '../lang/say.ts';
import type { Step } from './case.ts';
import { compareSaid } from './compare-outcome.ts';
import type { Failure } from './failure.ts';
import { sayRejection } from './say-rejection.ts';

/** An issue that was refused. */
interface RefusedIssue {
  readonly step: Pick<Step, 'path' | 'expected'>;
  readonly act: Carried;
  readonly refused: Rejection;
}

/** Whether this refusal is expected. What of the code's own the campaign does not know is shown in its place. */
export function compareRefused(
  terms: Terms,
  { step, act, refused }: RefusedIssue,
): readonly Failure[] {
  const isCarried = refuseCarried(terms, act)?.code === refused.code;
  const isForeseen = step.expected !== null && step.expected.outcome !== 'ok';
  return isCarried && !isForeseen
    ? carriedWrongly(terms, { path: step.path, carried: act, refused })
    : compareSaid(step, refused);
}

/** What a code carries that the campaign does not issue, with what would be right. */
function carriedWrongly(
  terms: Terms,
  { path, carried, refused }: { path: Path; carried: Carried; refused: Rejection },
): readonly Failure[] {
  const { channels, parameters } = terms.code;
  const found = [say`${refused.code}: ${sayRejection(refused.message)}`];
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
