import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { exitCodes } from '../exit.ts';
import { coloursFor } from '../output/colour.ts';
import type { Question, Words } from './questions.ts';

/** Somebody at a terminal. */
export interface Person {
  /** Asks until the answer can be taken; an empty one means what is usual. */
  ask(question: Question, words: Words): Promise<string>;
  /** Nothing more is asked. */
  leave(): void;
}

/** Talks to a person over two streams, in their language. Whoever goes away in the middle ends the program. */
export function meet(
  input: Readable,
  output: Writable & { readonly isTTY?: boolean },
  language: Language = 'en',
): Person {
  const colours = coloursFor(output);
  const talk = createInterface({ input, output });
  const leaving = (): never => process.exit(exitCodes.interrupted);
  talk.once('close', leaving);
  return {
    ask: async (question, words) => {
      const usual = question.usual(words);
      const { name, about } = describe(question, language);
      output.write(`${textOf(say`${colours.bold(name)}: ${about}`, language)}\n`);
      for (;;) {
        const prompt = `  ${usual === undefined ? '' : `[${usual}] `}> `;
        const answer = (await talk.question(prompt)).trim() || usual;
        const wrong = answer === undefined ? say`it must be said` : question.wrong(answer, words);
        if (answer !== undefined && wrong === undefined) return answer;
        output.write(`  ${colours.red(textOf(say`No: ${wrong ?? ''}.`, language))}\n`);
      }
    },
    leave: () => {
      talk.off('close', leaving);
      talk.close();
    },
  };
}

function describe(
  { option, asks, choices = {} }: Question,
  language: Language,
): { readonly name: string; readonly about: string } {
  const width = Math.max(0, ...Object.keys(choices).map((word) => word.length));
  const known = Object.entries(choices).map(
    ([word, { about }]) => `\n    ${word.padEnd(width)}  ${textOf(about, language)}`,
  );
  return { name: option.replace(/^--| <.*/g, ''), about: textOf(asks, language) + known.join('') };
}
