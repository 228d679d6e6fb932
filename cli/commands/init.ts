import type { Command } from 'commander';

import { assert } from '../../domain/assert.ts';
import type { Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { lintCampaign } from '../../lint/lint.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { answerAll, planOf } from '../init/answers.ts';
import { meet } from '../init/ask.ts';
import { filesOf } from '../init/files.ts';
import { questions, type Words } from '../init/questions.ts';
import { describeKept, describePlaced, describeRefusal, nextSteps } from '../init/tell.ts';
import { place, write } from '../init/write.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { openReport } from '../output/report.ts';

type InitOptions = CommonOptions &
  LanguageOptions &
  Words & {
    readonly yes?: true;
    readonly force?: true;
    readonly dryRun?: true;
  };

/** `usher init`: a campaign to begin with, and what goes with it. */
export function addInit(program: Command): void {
  const command = addCommand(program, {
    usage: 'init [dir]',
    summary: 'begin a campaign: its file, a test, editor settings and a CI workflow',
    more: 'Asks at a terminal for what no option says. Writes campaigns/ID.yaml and campaigns/ID.test.yaml, the schema that editors complete by, settings and a recommendation for VS Code, and a GitHub workflow that lints and tests. Files that are there already stay as they are; where the campaign or its test is there, nothing is written (exit code 1). Comments, names of tests and what editors explain are in the language of --lang too.',
    examples: [
      'usher init',
      'usher init marketing --id spring --title "Spring" --owner growth-team --template points',
      'usher init --id spring --title "Spring" --owner growth-team --budget 20000.00 --dry-run',
    ],
  });
  for (const { option, asks, choices } of questions) {
    const known = choices === undefined ? '' : `: ${Object.keys(choices).join(', ')}`;
    command.option(option, `${textOf(asks, 'en')}${known}`);
  }
  addLanguage(command)
    .option('-y, --yes', 'ask nothing: what is not said is as usual')
    .option('--force', 'overwrite files that are there already')
    .option('--dry-run', 'only say what would be written')
    .action((directory: string | undefined, options: InitOptions) =>
      exitWith(init(directory ?? '.', options)),
    );
}

async function init(directory: string, options: InitOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const language = languageFor(options, options.output);
  const told = { directory, language };
  const plan = planOf(await answers(options, language));
  const files = filesOf(plan, language);
  const campaign = files.find(({ path }) => path.endsWith(`/${plan.id}.yaml`));
  assert(lintCampaign(campaign?.text ?? '').findings.length === 0, 'a new campaign is clean');
  const placed = await place(directory, files, options.force === true);
  const fields = {
    directory,
    id: plan.id,
    dryRun: options.dryRun === true,
    files: placed.map(({ file, fate }) => ({ file: file.path, fate })),
  };
  const inTheWay = placed.filter(({ file, fate }) => file.for === 'campaign' && fate === 'kept');
  if (inTheWay.length > 0) {
    report.result(describeRefusal(told, inTheWay), { ...fields, written: false });
    return exitCodes.findings;
  }
  if (!fields.dryRun) await write(directory, placed);
  const text = [
    describePlaced(told, placed, fields.dryRun),
    ...describeKept(told, placed),
    ...(fields.dryRun ? [] : [nextSteps(told, plan.id)]),
  ];
  report.result(text.join('\n\n'), { ...fields, written: !fields.dryRun });
  return exitCodes.ok;
}

/** Asks only where somebody can see the question and answer it. */
async function answers(options: InitOptions, language: Language): Promise<Words> {
  const canAsk = process.stdin.isTTY && process.stderr.isTTY && options.output === 'text';
  if (!canAsk || options.yes === true) return answerAll(options, undefined);
  const person = meet(process.stdin, process.stderr, language);
  try {
    return await answerAll(options, (question, words) => person.ask(question, words));
  } finally {
    person.leave();
  }
}
