import type { ExplainedReward } from '../../compare/explain/explain.ts';
import type { Schedule, Terms } from '../../domain/campaign/terms.ts';
import { joined, say, type Said } from '../../lang/say.ts';
import { sayNamedCap } from '../output/say-cap.ts';
import { sayWanted } from './say-wanted.ts';

/** A reward that this invitee does not bring; `number` is which one they are, null where they are refused. */
interface Unearned {
  readonly found: ExplainedReward;
  readonly schedule: Schedule;
  readonly number: number | null;
}

/** Why a reward comes to nothing. */
export function sayNothing(terms: Terms, { found, schedule, number }: Unearned): Said {
  const { id, missing, beyond } = found;
  if (beyond.length > 0) {
    const limits = joined(beyond.map(sayNamedCap), list);
    return say`${id}: a person is asked first, since it would go beyond ${limits}`;
  }
  const wanted = missing.map((one) => sayWanted(terms, one));
  if (wanted.length > 0) return say`${id}: waits for ${joined(wanted, list)}`;
  const next = number === null ? undefined : nextStep(schedule, number);
  if (number === null || next === undefined) return say`${id}: this invitee earns nothing by it`;
  return next === null
    ? say`${id}: invitee number ${number} earns nothing by it, and no later one does`
    : say`${id}: invitee number ${number} earns nothing by it; number ${next} is the next who does`;
}

/** The next invitee who is at a step: null behind the last, undefined where numbers say nothing. */
function nextStep(schedule: Schedule, number: number): number | null | undefined {
  switch (schedule.kind) {
    case 'ladder':
      return schedule.steps.find(({ invitees }) => invitees > number)?.invitees ?? null;
    case 'decay':
      return Math.ceil((number + 1) / schedule.every) * schedule.every;
    default:
      return undefined;
  }
}

function list(before: Said | string | number, next: Said | string | number): Said {
  return say`${before}, ${next}`;
}
