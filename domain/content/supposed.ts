import type { Command } from '../code/command.ts';
import type { Screening } from './words.ts';

/**
 * What stands for a sealed wording where nobody writes any: in simulations, tests of authors, and what
 * is played again. It says how many words would be found.
 */
export function supposedWording(hits: number): string {
  return `supposed.${String(hits)}`;
}

/** What is found in it; undefined for a command without a wording. */
export function supposed(command: Command): Screening | undefined {
  if (command.kind !== 'reviseWording') return undefined;
  const hits = Number(command.wording.split('.')[1] ?? 0);
  return { hits, findings: [], words: 'supposed' };
}
