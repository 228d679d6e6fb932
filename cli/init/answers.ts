import { assert } from '../../domain/assert.ts';
import { joined, say, type Said } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import type { Plan } from './plan.ts';
import { platforms } from './platforms.ts';
import { questions, usualReward, type Question, type Words } from './questions.ts';
import { scenarios } from './scenarios.ts';

/** Asks a person; undefined where nobody can be asked. */
export type Ask = ((question: Question, words: Words) => Promise<string>) | undefined;

/**
 * Answers every question: from what was said, else by asking, else with what is usual.
 * @throws WrongUse when an answer is wrong, or missing where nobody can be asked
 */
export async function answerAll(said: Words, ask: Ask): Promise<Words> {
  let words: Words = {};
  const missing: Question[] = [];
  for (const question of questions) {
    const given = said[question.flag];
    if (question.matters?.(words) === false) {
      if (given !== undefined) throw unused(question);
      continue;
    }
    const why = wrongAnswer(question, given, words);
    if (why !== undefined) throw new WrongUse(why);
    const answer = given ?? (await ask?.(question, words)) ?? question.usual(words);
    if (answer === undefined) missing.push(question);
    words = { ...words, [question.flag]: answer };
  }
  if (missing.length === 0) return words;
  throw new WrongUse(sayMissing(missing));
}

function unused({ option }: Question): WrongUse {
  return new WrongUse(say`${option} goes with --template cash only.`);
}

function wrongAnswer(
  question: Question,
  given: string | undefined,
  words: Words,
): Said | undefined {
  if (given === undefined) return undefined;
  const wrong = question.wrong(given, words);
  const [flag = ''] = question.option.split(' ');
  return wrong && say`${flag} ${given}: ${wrong}.`;
}

function sayMissing(missing: readonly Question[]): Said {
  const list = joined(
    missing.map(({ option, asks }) => say`${option} (${asks})`),
    (first, last) => say`${first}, ${last}`,
  );
  return say`Say ${list}: nobody is asked here.`;
}

/** What is to be written, once every question is answered. */
export function planOf(words: Words): Plan {
  const { id, title, owner, timeZone, platform = '', scenario = '', budget } = words;
  const reward = usualReward(words);
  const [where, what] = [platforms[platform], scenarios[scenario]];
  assert(id !== undefined && title !== undefined && owner !== undefined, 'it has a name');
  assert(reward !== undefined && budget !== undefined, 'it has a reward and a budget');
  assert(where !== undefined && what !== undefined, 'the choices are known');
  assert(timeZone !== undefined, 'it has a clock');
  return {
    ...{ id, title: title.trim(), owner: owner.trim(), timeZone, platformName: platform },
    platform: where,
    scenario: what,
    reward: { ...reward, budget },
  };
}
