import { join } from 'node:path';

import { colours } from '../output/colour.ts';
import { indent } from '../output/table.ts';
import type { Fate, Placed } from './write.ts';

const words: Readonly<Record<Fate, readonly [done: string, would: string]>> = {
  new: ['wrote', 'would write'],
  overwritten: ['overwrote', 'would overwrite'],
  kept: ['kept', 'would keep'],
  same: ['unchanged', 'unchanged'],
};

/** What became of each file, or would. */
export function describePlaced(
  directory: string,
  placed: readonly Placed[],
  isDry: boolean,
): string {
  const told = placed.map(({ file, fate }) => [words[fate][isDry ? 1 : 0], file.path] as const);
  const width = Math.max(...told.map(([word]) => word.length));
  return told.map(([word, path]) => `${word.padEnd(width)}  ${join(directory, path)}`).join('\n');
}

/** Why nothing was written. */
export function describeRefusal(directory: string, inTheWay: readonly Placed[]): string {
  const paths = inTheWay.map(({ file }) => join(directory, file.path));
  const there = `${paths.join(' and ')} ${paths.length === 1 ? 'is' : 'are'} there already`;
  return `${colours.red('refused')}  ${there}; nothing is written. Take another --id, or --force to overwrite.`;
}

/** What stays as it was, and what might be missing from it. */
export function describeKept(directory: string, placed: readonly Placed[]): string[] {
  return placed
    .filter(({ fate }) => fate === 'kept')
    .map(({ file: { path, text } }) => {
      const at = join(directory, path);
      return path.endsWith('.schema.json')
        ? `${at} is of another version of Usher: --force brings this one's.`
        : `${at} stays as it was. See that it has:\n\n${indent(text.trimEnd(), 4)}`;
    });
}

/** What to do with the new files. */
export function nextSteps(directory: string, id: string): string {
  const folder = join(directory, 'campaigns');
  const steps = [
    `open ${join(folder, `${id}.yaml`)} in your editor: it completes and underlines`,
    `npx usher lint ${join(folder, '*.yaml')}`,
    `npx usher test ${folder}`,
  ];
  return ['Next:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
}
