import { Option, type Command } from 'commander';

import type { Proposal } from '../../compare/backtest/laws.ts';
import { asCsv, describeBacktest } from '../backtest/describe.ts';
import { runBacktest } from '../backtest/run.ts';
import type { Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { addCommand } from '../command.ts';
import { withContext } from '../context.ts';
import { readVersion, type Version } from '../diff/version.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { readDurationMs } from '../option-values.ts';
import { orDiagnostics } from '../not-compiled.ts';
import { openReport, type OutputForm, type Report } from '../output/report.ts';

interface BacktestOptions extends LanguageOptions {
  readonly since: number;
  readonly output: OutputForm | 'csv';
}

/** `usher backtest`: what a version that is only proposed would have paid. */
export function addBacktest(program: Command): void {
  const command = addCommand(program, {
    usage: 'backtest <new>',
    summary: 'say who would have been paid otherwise by a new campaign version or risk policy',
    more: 'Plays what is recorded of live campaigns again, by what was in force and by what is proposed, and compares the two. Terms bind the codes issued in that time, a risk policy everything asked in it. Only reads. People and codes are named by opaque ids.',
    examples: [
      'usher backtest campaigns/registration.yaml --since 30d',
      'usher backtest rules/policies/default.yaml --since 7d --output csv',
    ],
    forms: ['text', 'json', 'csv'],
  });
  addLanguage(command)
    .addOption(
      new Option('--since <time>', 'how far back, such as 7d')
        .argParser(readDurationMs)
        .default(30 * 86_400_000, '30d'),
    )
    .action((path: string, options: BacktestOptions) => exitWith(backtest(path, options)));
}

async function backtest(path: string, options: BacktestOptions): Promise<ExitCode> {
  const { output } = options;
  const language = languageFor(options, output);
  const report = openReport(output === 'csv' ? 'text' : output);
  return orDiagnostics({ report, language }, async () => {
    const proposal = proposalOf(await readVersion(path, language));
    return replay(proposal, options, { report, language });
  });
}

async function replay(
  proposal: Proposal,
  { since, output }: BacktestOptions,
  { report, language }: { readonly report: Report; readonly language: Language },
): Promise<ExitCode> {
  return withContext(async (context) => {
    const progress = (line: string): void => report.progress(line);
    const done = await runBacktest(context, proposal, { sinceMs: since, progress });
    const { tally, recorded, notTold, ...about } = done;
    const text = output === 'csv' ? asCsv(done) : describeBacktest(proposal, done, language);
    report.result(text, {
      ...about,
      ...{ played: tally.played, agreed: tally.agreed },
      totals: [...tally.byAsset].map(([asset, sides]) => ({
        ...{ asset, ...sides, recorded: recorded.get(asset) ?? 0 },
      })),
      byReward: [...tally.byReward].map(([name, sides]) => {
        const [campaign, reward, asset] = name.split(' ');
        return { campaign, reward, asset, ...sides };
      }),
      byRule: [...tally.byRule].map(([rule, sides]) => ({ rule, ...sides })),
      people: tally.peopleChanged(),
      answersChanged: tally.answersChanged,
      answers: tally.answers,
      notTold: notTold.map((line) => textOf(line, language)),
    });
    return exitCodes.ok;
  });
}

function proposalOf(version: Version): Proposal {
  return version.kind === 'campaign'
    ? {
        ...{ kind: 'campaign', terms: version.terms },
        variants: new Map(
          version.terms.variants?.map(({ digest }, index) => [
            digest,
            version.variants[index] ?? version.terms,
          ]),
        ),
      }
    : { kind: 'policy', policy: version.policy };
}
