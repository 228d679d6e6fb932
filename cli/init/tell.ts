import { join } from 'node:path';
import stringWidth from 'string-width';

import { joined, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { colours } from '../output/colour.ts';
import { indent } from '../output/table.ts';
import { padTo } from '../output/width.ts';
import type { Fate, Placed } from './write.ts';

const words: Readonly<Record<Fate, readonly [done: Said, would: Said]>> = {
  new: [say`wrote`, say`would write`],
  overwritten: [say`overwrote`, say`would overwrite`],
  updated: [say`updated`, say`would update`],
  kept: [say`kept`, say`would keep`],
  same: [say`unchanged`, say`unchanged`],
};

/** Where and how it is told. */
export interface Telling {
  /** The folder that was asked for. */
  readonly directory: string;
  readonly language: Language;
}

/** What became of each file, or would. */
export function describePlaced(
  { directory, language }: Telling,
  placed: readonly Placed[],
  isDry: boolean,
): string {
  const told = placed.map(({ file, fate }) => {
    const word = words[fate][isDry ? 1 : 0];
    return [textOf(word, language), file.path] as const;
  });
  const width = Math.max(...told.map(([word]) => stringWidth(word)));
  return told.map(([word, path]) => `${padTo(word, width)}  ${join(directory, path)}`).join('\n');
}

/** Why nothing was written. */
export function describeRefusal(
  { directory, language }: Telling,
  inTheWay: readonly Placed[],
): string {
  const paths = inTheWay.map(({ file }) => join(directory, file.path));
  const list = joined(paths, (first, last) => say`${first} and ${last}`);
  const there = paths.length === 1 ? say`${list} is there already` : say`${list} are there already`;
  const refused = colours.red(textOf(say`refused`, language));
  const why = say`${there}; nothing is written. Take another --id, or --force to overwrite.`;
  return `${refused}  ${textOf(why, language)}`;
}

/** What stays as it was, and what might be missing from it. */
export function describeKept(
  { directory, language }: Telling,
  placed: readonly Placed[],
): string[] {
  return placed
    .filter(({ fate }) => fate === 'kept')
    .map(({ file: { path, text } }) => {
      const at = join(directory, path);
      const kept = textOf(say`${at} stays as it was. See that it has:`, language);
      return `${kept}\n\n${indent(text.trimEnd(), 4)}`;
    });
}

/** What to do with the new files. */
export function nextSteps({ directory, language }: Telling, id: string): string {
  const folder = join(directory, 'campaigns');
  const opened = join(folder, `${id}.yaml`);
  const steps = [
    textOf(say`open ${opened} in your editor: it completes and underlines`, language),
    `npx usher lint ${folder}`,
    `npx usher test ${folder}`,
  ];
  const next = textOf(say`Next:`, language);
  return [next, ...steps.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
}
