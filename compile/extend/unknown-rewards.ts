import { say } from '../../lang/say.ts';
import type { Path, Problem } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import { valueAt } from '../shape/mend.ts';
import { repeatedId } from '../terms/ids.ts';
import { originAt, type Origin } from './origin.ts';

const rewards = ['spec', 'rewards'];

/**
 * A reward without a template, in what is put over a campaign, was to change one that is there: where
 * none has its id, or another one changes it already, that is said, in place of all that such a reward
 * lacks.
 */
export function tellUnknownRewards(
  problems: readonly Problem[],
  data: unknown,
  root: Origin | undefined,
): readonly Problem[] {
  if (root === undefined) return problems;
  const unknown = problems.flatMap(({ code, path }): Problem[] => {
    const isOne = code === 'MISSING_KEY' && path.length === 4 && startsWith(path, rewards);
    return isOne && path.at(-1) === 'template' ? unknownReward(path.slice(0, 3), data, root) : [];
  });
  const isSaid = ({ code, path }: Problem): boolean =>
    (code === 'MISSING_KEY' || code === 'CHOOSE_ONE') &&
    unknown.some((one) => startsWith(path, one.path.slice(0, -1)));
  return [...problems.filter((one) => !isSaid(one)), ...unknown];
}

function unknownReward(path: Path, data: unknown, root: Origin): Problem[] {
  const id = valueAt(data, [...path, 'id']);
  const own = originAt(root, path);
  if (typeof id !== 'string' || id === '' || own.parts !== undefined) return [];
  const list = valueAt(data, rewards) as readonly { readonly id?: unknown }[];
  if (list.findIndex((reward) => reward.id === id) < Number(path.at(-1)))
    return [repeatedId(id, path)];
  const known = list.flatMap((reward, index): string[] => {
    const isBelow = listOf(originAt(root, [...rewards, index])) !== listOf(own);
    return isBelow && typeof reward.id === 'string' ? [reward.id] : [];
  });
  if (known.length === 0) return [];
  const right = choice(id, known);
  return [
    {
      code: 'UNKNOWN_REWARD',
      path: [...path, 'id'],
      message: say`there is no reward "${id}" to change`,
      ...right,
      expected: say`${right.expected}, or a template, for a reward that is new`,
    },
  ];
}

/** Which list it was written in; what was put together of several is in none of them. */
function listOf({ layer, path, parts }: Origin): string {
  return JSON.stringify(parts === undefined ? [layer, path.slice(0, -1)] : []);
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => step === path[index]);
}
