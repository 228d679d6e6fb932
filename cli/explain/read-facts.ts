import type { Situation } from '../../compare/explain/situation.ts';
import { riskFacts } from '../../domain/policy/condition.ts';
import { factTable } from '../../domain/policy/facts.ts';
import { say } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';

type Facts = Situation['facts'];
type Value = Facts[string];

/** What has an option of its own, which other parts of a decision read as well. */
const elsewhere: Readonly<Record<string, string>> = {
  channel: '--channel',
  region: '--region',
  generation: '--generation',
  hourOfDay: '--at',
  weekday: '--at',
  inviterInvitationsToday: '--invitations-today',
  inviterChecksToday: '--check',
  sourceRequestsLastHour: '--requests-last-hour',
  purchaseAmountMinor: '--purchase',
};

const known = riskFacts.filter((name) => !Object.hasOwn(elsewhere, name));

/**
 * Facts that risk rules read, each as `name=value`: numbers, `true` or `false`, texts, and lists with commas.
 * @throws WrongUse where a fact is not known, has an option of its own, stands twice or is of another type
 */
export function readFacts(said: readonly string[]): Facts {
  const read = new Map<string, Value>();
  for (const one of said) {
    const at = one.indexOf('=');
    if (at < 1) {
      throw new WrongUse(
        say`--fact must be a name and a value such as accountAgeDays=2, not ${one}.`,
      );
    }
    const [name, text] = [one.slice(0, at), one.slice(at + 1)];
    if (read.has(name)) throw new WrongUse(say`--fact ${name} stands twice.`);
    read.set(name, valueOf(knownFact(name), text));
  }
  return Object.fromEntries(read);
}

function knownFact(name: string): (typeof known)[number] {
  const option = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;
  if (option !== undefined) throw new WrongUse(say`The fact ${name} is said by ${option}.`);
  const found = known.find((one) => one === name);
  if (found !== undefined) return found;
  throw new WrongUse(say`There is no fact ${name} that can be supposed, only ${known.join(', ')}.`);
}

function valueOf(name: (typeof known)[number], text: string): Value {
  const { type } = factTable[name];
  switch (type) {
    case 'number':
      if (/^-?[0-9]+(?:\.[0-9]+)?$/.test(text)) return Number(text);
      break;
    case 'flag':
      if (text === 'true' || text === 'false') return text === 'true';
      break;
    case 'list':
      return text === '' ? [] : text.split(',').map((one) => one.trim());
    case 'string':
      if (text !== '') return text;
  }
  throw new WrongUse(say`The fact ${name} is ${shapes[type]}, not "${text}".`);
}

const shapes = {
  number: say`a number`,
  flag: say`true or false`,
  list: say`a list`,
  string: say`a text`,
} as const;
