import type { ReadReceipt } from '../../client/receipts/jws.ts';
import type { StatedReward, Statement } from '../../client/receipts/statement.ts';
import { instant } from '../../domain/time.ts';
import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { colours } from '../output/colour.ts';
import { indent, pairs } from '../output/table.ts';
import { clock } from '../output/when.ts';
import {
  labels,
  meaning,
  problems,
  rewardFields,
  statementFields,
  valid,
  words,
  type Field,
  type Form,
} from './words.ts';

interface Showing {
  readonly language: Language;
  readonly timeZone: string;
}

/** What a receipt says, or why it is refused, for people. */
export function describeReceipt(read: ReadReceipt, language: Language): string {
  if (!read.ok) {
    const refused = textOf(say`refused`, language);
    const key = read.kid === undefined ? [] : [`${labelOf('key', language)}: ${read.kid}`];
    const reason = textOf(problems[read.problem], language);
    return [`${colours.red(refused)}  ${reason}`, ...key.map((line) => indent(line))].join('\n');
  }
  const { statement, kid } = read;
  const showing = { language, timeZone: statement.timeZone };
  const head = rowsOf({ ...statement, ...statement.facts }, statementFields, showing);
  return [
    `${colours.green('ok')}  ${textOf(valid, language)}`,
    pairs([...head, [labelOf('key', language), kid]]),
    ...rewardsOf(statement, showing),
    colours.dim(textOf(meaning, language)),
  ].join('\n\n');
}

function rewardsOf({ rewards }: Statement, showing: Showing): string[] {
  return rewards.map((reward) => {
    const title = `${labelOf('reward', showing.language)} ${colours.bold(reward.reward)}`;
    return `${title}\n${indent(pairs(rowsOf(withUnit(reward), rewardFields, showing)))}`;
  });
}

/** `1.00 CNY` for an amount of `CNY/2`. */
function withUnit(reward: StatedReward): object {
  if (!reward.granted) return reward;
  const { amount, asset, purchase } = reward;
  const unit = asset.slice(0, asset.lastIndexOf('/'));
  const bought = purchase === undefined ? {} : { purchase: `${purchase} ${unit}` };
  return { ...reward, amount: `${amount} ${unit}`, ...bought };
}

function rowsOf(from: object, fields: readonly Field[], showing: Showing): [string, string][] {
  const values = new Map(Object.entries(from));
  return fields.flatMap(([name, form]): [string, string][] => {
    const text = shown(values.get(name), form, showing);
    return text === '' ? [] : [[labelOf(name, showing.language), text]];
  });
}

function shown(value: unknown, form: Form, { language, timeZone }: Showing): string {
  if (value === undefined || value === null) return '';
  const text = Array.isArray(value)
    ? value.join(', ')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
  switch (form) {
    case 'text':
    case 'list':
      return text;
    case 'instant':
      return `${clock(instant(Date.parse(text)), timeZone)} ${timeZone}`;
    case 'word':
    case 'why':
    case 'yes': {
      const word = words[{ word: text, why: `why:${text}`, yes: 'yes' }[form]];
      return word === undefined ? text : textOf(word, language);
    }
  }
}

function labelOf(name: string, language: Language): string {
  const label = labels[name];
  return label === undefined ? name : textOf(label, language);
}
