import { Help, Option, type Command } from 'commander';

import type { OutputForm } from './output/report.ts';

/** Options that every command has. */
export interface CommonOptions {
  readonly output: OutputForm;
}

/** What a command says about itself in `--help`. */
export interface CommandText {
  /** Name and arguments in commander's form: `publish <files...>`. */
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  /** What `--help` says beyond the summary. */
  readonly more?: string;
  /** Lines to copy. */
  readonly examples: readonly string[];
  /** In which forms the result may be asked for; unless said, text and json. */
  readonly forms?: readonly OutputForm[];
  /** Whether it is meant where its group is called without one of its commands. */
  readonly isDefault?: boolean;
}

/** Adds a command with the options and the help that all of them have. */
export function addCommand(parent: Command, text: CommandText): Command {
  const examples = text.examples.map((line) => `  ${line}`).join('\n');
  return parent
    .command(text.usage, { isDefault: text.isDefault ?? false })
    .configureHelp({ optionDescription: describeOption })
    .summary(text.summary)
    .description([sentence(text.summary), text.more].filter(Boolean).join('\n\n'))
    .addOption(outputOption(text.forms ?? ['text', 'json']))
    .addHelpText('after', `\nExample${text.examples.length === 1 ? '' : 's'}:\n${examples}`);
}

/** Adds a command that only groups others. */
export function addGroup(parent: Command, name: string, summary: string): Command {
  return parent.command(name).summary(summary).description(sentence(summary));
}

/** As commander does, and whether the option must be there. */
function describeOption(option: Option): string {
  const text = new Help().optionDescription(option);
  return option.mandatory ? `${text} (required)` : text;
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

function outputOption(forms: readonly OutputForm[]): Option {
  const sheets = forms.includes('csv') ? ', csv for spreadsheets' : '';
  return new Option('-o, --output <form>', `text for people, json for programs${sheets}`)
    .choices([...forms])
    .default('text');
}
