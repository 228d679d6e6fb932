import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';

import { screenOf, type Screen } from '../../domain/content/screen.ts';
import { shippedDigest, shippedList } from '../../domain/content/shipped.ts';
import { publishWords } from '../../store/content/word-lists.ts';
import { say } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { describeFindings } from '../content/describe.ts';
import { readLists } from '../content/read-lists.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { actorOption } from '../operate.ts';
import { colours } from '../output/colour.ts';
import { openReport } from '../output/report.ts';
import { readText } from '../read-text.ts';

interface CheckOptions extends CommonOptions, LanguageOptions {
  readonly words?: readonly string[];
}

interface PublishOptions extends CommonOptions, LanguageOptions {
  readonly actor: string;
}

/** `usher content`: what holders write to those whom they invite. */
export function addContent(program: Command): void {
  const group = addGroup(program, 'content', 'look through wordings, and publish word lists');
  addCheckContent(group);
  addPublishContent(group);
}

function addCheckContent(group: Command): void {
  const command = addCommand(group, {
    usage: 'check <file>',
    summary: 'look through a text for words that keep a code pending',
    more: 'A file, or - for standard input. Asks the lists that Usher ships, or those that are named; needs no service. Positions in JSON are UTF-16 indices, `end` exclusive.\n\nExits with 1 when a word would keep a code pending; notes alone are 0.',
    examples: [
      'usher content check invitation.txt',
      'echo "Join me for easy money" | usher content check -',
      'usher content check invitation.txt --words our-words',
    ],
  });
  addLanguage(command)
    .option('--words <paths...>', 'word lists, or folders of them, in place of the shipped ones')
    .action((file: string, options: CheckOptions) => exitWith(check(file, options)));
}

async function check(file: string, options: CheckOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const language = languageFor(options, options.output);
  const text = file === '-' ? (await buffer(process.stdin)).toString('utf8') : await readText(file);
  const screen = await screenBy(options.words, options);
  if ('diagnostics' in screen) {
    report.result(screen.text, { diagnostics: screen.diagnostics });
    return exitCodes.findings;
  }
  const { hits, findings, words } = screen.screen(text);
  const verdict =
    hits > 0
      ? textOf(say`a code with this wording is pending until it is revised`, language)
      : textOf(say`nothing in this wording keeps a code pending`, language);
  const mark = hits > 0 ? colours.red('refused') : colours.green('ok');
  const described = describeFindings(findings, { file, text, language });
  const parts = [described, `${mark}  ${verdict}`].filter((part) => part !== '');
  report.result(parts.join('\n\n'), { file, hits, findings, words });
  return hits > 0 ? exitCodes.findings : exitCodes.ok;
}

async function screenBy(
  paths: readonly string[] | undefined,
  options: CheckOptions,
): Promise<Screen | Exclude<Awaited<ReturnType<typeof readLists>>, { ok: true }>> {
  if (paths === undefined) return screenOf(shippedList, shippedDigest);
  const read = await readLists(paths, languageFor(options, options.output));
  return read.ok ? screenOf(read.list, 'unpublished') : read;
}

function addPublishContent(group: Command): void {
  const command = addCommand(group, {
    usage: 'publish <paths...>',
    summary: 'publish word lists: those in force from now on',
    more: 'Files, or folders of files *.txt; together they replace the list in force, the shipped one too. New codes and revisions are held against it; codes that are out are not looked through again. Nothing is published when one of the files has a mistake.',
    examples: [
      'usher content publish rules/words',
      'usher content publish our-words/zh.txt our-words/en.txt',
    ],
  });
  addLanguage(command)
    .addOption(actorOption('who publishes'))
    .action((paths: string[], options: PublishOptions) => exitWith(publish(paths, options)));
}

async function publish(paths: readonly string[], options: PublishOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const read = await readLists(paths, languageFor(options, options.output));
  if (!read.ok) {
    report.result(read.text, { diagnostics: read.diagnostics });
    return exitCodes.findings;
  }
  const { list } = read;
  return withContext(async (context) => {
    const done = await publishWords(await context.database(), list, options.actor);
    const said = done.changed
      ? 'in force now, for new wordings'
      : 'in force already; nothing changed';
    const count = String(list.words.length);
    report.result(`${colours.green('ok')}  ${count} words: ${said} ${colours.dim(done.digest)}`, {
      ...done,
      words: list.words.length,
      allowed: list.allowed.length,
    });
    return exitCodes.ok;
  });
}
