import { assert } from '../../domain/assert.ts';
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
      refuseUnused(question, given);
      continue;
    }
    if (given !== undefined) refuseWrong(question, given, words);
    const answer = given ?? (await ask?.(question, words)) ?? question.usual(words);
    if (answer === undefined) missing.push(question);
    words = { ...words, [question.flag]: answer };
  }
  if (missing.length === 0) return words;
  const list = missing.map(({ option, asks }) => `${option} (${asks})`).join(', ');
  throw new WrongUse(`Say ${list}: nobody is asked here.`);
}

function refuseUnused({ option }: Question, given: string | undefined): void {
  if (given === undefined) return;
  throw new WrongUse(`${option} goes with --template cash only.`);
}

function refuseWrong(question: Question, given: string, words: Words): void {
  const wrong = question.wrong(given, words);
  if (wrong === undefined) return;
  const [flag = ''] = question.option.split(' ');
  throw new WrongUse(`${flag} ${given}: ${wrong}.`);
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
