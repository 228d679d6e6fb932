import type { Command } from 'commander';

import { assert } from '../../domain/assert.ts';
import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { lintCampaign } from '../../lint/lint.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { answerAll, planOf } from '../init/answers.ts';
import { meet } from '../init/ask.ts';
import { filesOf, type NewFile } from '../init/files.ts';
import { projectAt } from '../init/project.ts';
import { editorFiles, workflowFile } from '../init/project-files.ts';
import type { Plan } from '../init/plan.ts';
import { questions, type Words } from '../init/questions.ts';
import { describeKept, describePlaced, describeRefusal, nextSteps } from '../init/tell.ts';
import { place, write } from '../init/write.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { openReport } from '../output/report.ts';

type InitOptions = CommonOptions &
  LanguageOptions &
  Words & {
    readonly yes?: true;
    readonly editorOnly?: true;
    readonly force?: true;
    readonly dryRun?: true;
  };

/** `usher init`: a campaign to begin with, and what goes with it. */
export function addInit(program: Command): void {
  const command = addCommand(program, {
    usage: 'init [dir]',
    summary: 'begin a campaign: its file, a test, editor settings and a CI workflow',
    more: 'Asks at a terminal for what no option says. Writes campaigns/ID.yaml and campaigns/ID.test.yaml, the schemas that editors complete by, settings and a recommendation for VS Code, and a GitHub workflow that lints and tests; settings and workflow at the root of the Git repository, where they are looked for. Schemas that are there are brought up to date, and what settings lack is added to them; other files that are there stay as they are, and where the campaign or its test is there, nothing is written (exit code 1). Comments, names of tests and what editors explain are in the language of --lang too.',
    examples: [
      'usher init',
      'usher init marketing --id spring --title "Spring" --owner growth-team --template points',
      'usher init --id spring --title "Spring" --owner growth-team --budget 20000.00 --dry-run',
      'usher init --editor-only',
    ],
  });
  for (const { option, asks, choices } of questions) {
    const known = choices === undefined ? '' : `: ${Object.keys(choices).join(', ')}`;
    command.option(option, `${textOf(asks, 'en')}${known}`);
  }
  addLanguage(command)
    .option('-y, --yes', 'ask nothing: what is not said is as usual')
    .option('--editor-only', 'no campaign: only bring schemas and editor settings up to date')
    .option('--force', 'overwrite the campaign, its test and the workflow that are there already')
    .option('--dry-run', 'only say what would be written')
    .action((directory: string | undefined, options: InitOptions) =>
      exitWith(init(directory ?? '.', options)),
    );
}

async function init(directory: string, options: InitOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const language = languageFor(options, options.output);
  const told = { directory, language };
  const project = projectAt(directory);
  const plan = await planFor(options, language);
  const files = [
    ...(plan === undefined ? [] : cleanFilesOf(plan, language)),
    ...editorFiles(project, language),
    ...(plan === undefined ? [] : [workflowFile(project)]),
  ];
  const placed = await place(directory, files, options.force === true);
  const fields = {
    directory,
    id: plan?.id ?? null,
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
    ...(fields.dryRun || plan === undefined ? [] : [nextSteps(told, plan.id)]),
  ];
  report.result(text.join('\n\n'), { ...fields, written: !fields.dryRun });
  return exitCodes.ok;
}

/** @throws WrongUse when answers are wrong or missing, or there where no campaign is wanted */
async function planFor(options: InitOptions, language: Language): Promise<Plan | undefined> {
  if (options.editorOnly !== true) return planOf(await answers(options, language));
  const given = questions.find(({ flag }) => options[flag] !== undefined);
  if (given === undefined) return undefined;
  throw new WrongUse(say`${given.option} is about a campaign; --editor-only writes none.`);
}

function cleanFilesOf(plan: Plan, language: Language): readonly NewFile[] {
  const files = filesOf(plan, language);
  assert(lintCampaign(files[0].text).findings.length === 0, 'a new campaign is clean');
  return files;
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
