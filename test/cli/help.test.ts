import type { Command } from 'commander';
import { expect, test } from 'vitest';

import { createProgram } from '../../cli/program.ts';
import { usher } from './usher.ts';

function commandsOf(command: Command): Command[] {
  return command.commands.flatMap((part) => [part, ...commandsOf(part)]);
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 80 });
  command.outputHelp();
  return text;
}

test('every command explains itself', async () => {
  const program = await createProgram(undefined);
  const texts = [program, ...commandsOf(program)].map(helpOf);
  await expect(texts.join('\n\n')).toMatchFileSnapshot('cases/help.txt');
});

test('every command that does something has an example that it would understand', async () => {
  const program = await createProgram(undefined);
  for (const command of commandsOf(program)) {
    if (command.commands.length > 0) continue;
    const examples = helpOf(command).split(/\nExamples?:\n/)[1] ?? '';
    expect(examples, command.name()).toContain('usher ');
  }
});

test('wrong use is said on standard error, with exit code 2', async () => {
  const runs = await Promise.all(
    [
      [],
      ['no-such-command'],
      ['redeem'],
      ['redeem', 'X'],
      ['redeem', 'X', '--invitee', 'two words'],
      ['redeem', 'X', '--invitee', 'b', '--op', 'two words'],
      ['fast-forward', 'registration', 'soon'],
      ['issue', 'registration', '--holder', 'a', '--count', '1.5'],
      ['payouts', 'preview', 'registration', '--as-of', '2026-12-07'],
      ['review', 'decide', 'X', 'perhaps', '--reason', 'none'],
      ['status', '--output', 'yaml'],
    ].map(async (args) => ({ args, run: await usher(args) })),
  );
  for (const { args, run } of runs) {
    expect(run.code, args.join(' ')).toBe(2);
    expect(run.stdout, args.join(' ')).toBe('');
    expect(run.stderr, args.join(' ')).not.toBe('');
  }
  const said = runs.map(({ args, run }) => `$ usher ${args.join(' ')}\n${run.stderr}`);
  await expect(said.slice(1).join('\n')).toMatchFileSnapshot('cases/wrong-use.txt');
});
