import { InvalidArgumentError, type Argument, type Command, type CommanderError } from 'commander';

import { asIs, say, type Said } from '../lang/say.ts';
import { WrongUse, WrongValue } from './exit.ts';

type Say = (first: string, second: string, third: string) => Said;

/** What commander says of a command line, by its code. */
const mistakes: Readonly<Record<string, readonly [RegExp, Say]>> = {
  'commander.unknownCommand': [
    /^error: unknown command '(.*)'$/s,
    (name) => say`error: unknown command '${name}'`,
  ],
  'commander.unknownOption': [
    /^error: unknown option '(.*)'$/s,
    (flag) => say`error: unknown option '${flag}'`,
  ],
  'commander.missingArgument': [
    /^error: missing required argument '(.*)'$/,
    (name) => say`error: missing required argument '${name}'`,
  ],
  'commander.optionMissingArgument': [
    /^error: option '(.*)' argument missing$/,
    (flags) => say`error: option '${flags}' argument missing`,
  ],
  'commander.missingMandatoryOptionValue': [
    /^error: required option '(.*)' not specified$/,
    (flags) => say`error: required option '${flags}' not specified`,
  ],
  'commander.excessArguments': [
    /^error: too many arguments for '(.*)'. Expected (\d+) arguments? but got (\d+).$/,
    (name, most, given) =>
      say`error: too many arguments for '${name}': it takes ${most} at most, and got ${given}`,
  ],
  'commander.conflictingOption': [
    /^error: option '(.*)' cannot be used with option '(.*)'$/,
    (one, other) => say`error: option '${one}' cannot be used with option '${other}'`,
  ],
};

/** What is wrong with a command line, in words of ours; undefined where nothing is but that help was asked for. */
export function sayMistake({ code, message }: CommanderError): Said | undefined {
  const mistake = mistakes[code];
  if (mistake === undefined) return undefined;
  const [shape, saying] = mistake;
  const [, main = message, meant] =
    /^(.*?)(?:\n\(Did you mean (?:one of )?([^\n]*)\?\))?$/s.exec(message) ?? [];
  const [, first = '', second = '', third = ''] = shape.exec(main) ?? [];
  const said = shape.test(main) ? saying(first, second, third) : asIs(main);
  return withHelp(meant === undefined ? said : say`${said}\n(Did you mean ${meant}?)`);
}

/** Lets every value that cannot be read be said together with the option or argument that it is of. */
export function sayPlaces(command: Command): void {
  for (const option of command.options) {
    sayPlace(
      option,
      (value, why) => say`error: option '${option.flags}' argument '${value}' is invalid. ${why}`,
    );
  }
  for (const argument of command.registeredArguments) {
    sayPlace(
      argument,
      (value, why) =>
        say`error: command-argument value '${value}' is invalid for argument '${argument.name()}'. ${why}`,
    );
  }
}

function sayPlace(
  target: Pick<Argument, 'parseArg' | 'argChoices'>,
  saying: (value: string, why: Said) => Said,
): void {
  const read = target.parseArg;
  if (read === undefined) return;
  target.parseArg = (value, previous) => {
    try {
      return read(value, previous);
    } catch (error) {
      const why = whyRefused(error, target.argChoices);
      throw why === undefined ? error : new WrongUse(withHelp(saying(value, why)));
    }
  };
}

/** Commander itself only reads choices. */
function whyRefused(error: unknown, choices: readonly string[] = []): Said | undefined {
  if (error instanceof WrongValue) return error.said;
  return error instanceof InvalidArgumentError
    ? say`Allowed choices are ${choices.join(', ')}.`
    : undefined;
}

function withHelp(said: Said): Said {
  return say`${said}\n(\`--help\` says how it is used)`;
}
