import type { Command } from 'commander';

import { say } from '../../lang/say.ts';
import { exitWith, WrongValue } from '../exit.ts';
import { addCommand } from '../command.ts';
import { addLanguage } from '../language.ts';
import { readCount } from '../option-values.ts';
import { simulate, type SimulateOptions } from '../simulate/run.ts';

/** `usher simulate`: a campaign's whole life with made-up people, before anybody real sees it. */
export function addSimulate(program: Command): void {
  const command = addCommand(program, {
    usage: 'simulate <campaign>',
    summary: "play a campaign's whole life with made-up people, and say what it costs",
    more: 'Decides by the same rules as production, on a virtual clock. The same seed gives the same result, whatever the number of workers. People are described by a population file, or by the flags below. Ctrl-C ends with what is done so far. Exits with 1 when --fit finds no amounts that fit.',
    examples: [
      'usher simulate campaigns/registration.yaml',
      'usher simulate campaigns/registration.yaml --population campaigns/populations/attacked.yaml',
      'usher simulate new.yaml --against campaigns/registration.yaml --repetitions 50',
      'usher simulate campaigns/registration.yaml --people 5000 --fit --budget CNY=20000.00',
    ],
    forms: ['text', 'json', 'csv'],
  });
  addLanguage(command)
    .option(
      '--population <file>',
      'who the people are and what they do (the shipped everyday ones)',
    )
    .option('--policy <file>', 'the risk policy (the one that the campaign names)')
    .option('--against <file>', 'an older version to compare with: same people, same seeds')
    .option('--seed <number>', 'what all dice depend on', readSeed, 1)
    .option('--repetitions <count>', 'how often the whole life is played', readCount, 20)
    .option('--people <count>', 'how many ask for a code by themselves', readCount)
    .option(
      '--days <count>',
      'on how many days people come (as long as the campaign runs)',
      readCount,
    )
    .option('--redeem <share>', 'how many of those who open a share redeem: 0 to 1', readShare)
    .option(
      '--attackers <share>',
      'how many of the people are attackers of any kind: 0 to 1',
      readShare,
    )
    .option('--workers <count>', 'how many threads play at a time (one a core)', readCount)
    .option('--budget <lines...>', "in place of the campaign's own budget: CNY=20000.00")
    .option('--liability', 'what is owed for certain, likely and at worst, and when it falls due')
    .option(
      '--fit',
      'search reward amounts that use 90 to 100 % of the budget, and print them as YAML',
    )
    .action((campaign: string, options: SimulateOptions) => exitWith(simulate(campaign, options)));
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new WrongValue(say`It must be a whole number from 0.`);
}

function readShare(text: string): number {
  const share = Number(text);
  if (/^\d*\.?\d+$/.test(text) && share <= 1) return share;
  throw new WrongValue(say`It must be a part of the whole: a number from 0 to 1.`);
}
