import { join, relative } from 'node:path';

import { isTimeZone, rightZone, zoneNamed } from '../../compile/terms/time-zones.ts';
import { forms } from '../../domain/campaign/schema/forms.ts';
import { currencyDecimals, parseAmount } from '../../domain/money.ts';
import { joined, say, type Said } from '../../lang/say.ts';
import { shippedPath } from '../shipped.ts';
import { platforms } from './platforms.ts';
import { templates, type Reward } from './rewards.ts';
import { scenarios } from './scenarios.ts';

/** What has been said so far, by flag. */
export type Words = Readonly<Partial<Record<Flag, string>>>;

export type Flag =
  | 'id'
  | 'title'
  | 'owner'
  | 'scenario'
  | 'template'
  | 'currency'
  | 'budget'
  | 'platform'
  | 'timeZone';

/** Something that has to be known before a campaign is written. */
export interface Question {
  readonly flag: Flag;
  /** In the form of the command line. */
  readonly option: string;
  /** Ends with no mark: it is a question, and what the option is. */
  readonly asks: Said;
  /** Words that may be chosen, each with what it means. */
  readonly choices?: Readonly<Record<string, { readonly about: Said }>>;
  /** What is so unless said; undefined where only the author knows. */
  usual(words: Words): string | undefined;
  /** What is wrong with an answer, as the end of a sentence. */
  wrong(text: string, words: Words): Said | undefined;
  /** Whether it is a question at all, after what has been said. */
  matters?(words: Words): boolean;
}

/** The reward that has been asked for; its budget is the usual one. */
export function usualReward({ template = '', currency = 'CNY' }: Words): Reward | undefined {
  return templates[template]?.reward(currency);
}

const line = (most: number) => (text: string) =>
  text.trim() !== '' && text.length <= most && !/\p{Cc}/u.test(text)
    ? undefined
    : say`it must be one line of 1 to ${most} characters`;

const nothing = (): undefined => undefined;

function oneOf(words: readonly string[]): (text: string) => Said | undefined {
  return (text) => (words.includes(text) ? undefined : say`it must be one of ${words.join(', ')}`);
}

function choice(
  choices: NonNullable<Question['choices']>,
  usual: string,
): Pick<Question, 'choices' | 'usual' | 'wrong'> {
  return { choices, usual: () => usual, wrong: oneOf(Object.keys(choices)) };
}

/** Kinds of campaign that are begun from a shipped one: their rewards and tests go with what they are. */
const shippedOnly: readonly string[] = [
  'group',
  'coupon',
  'cross-border',
  'distribution',
  'device-login',
  'livestream',
  'privilege',
];

function wrongScenario(text: string): Said | undefined {
  const wrong = oneOf(Object.keys(scenarios))(text);
  if (wrong === undefined) return undefined;
  const [folder, others] = [shippedFolder(), shippedOnly.join(', ')];
  return shippedOnly.includes(text)
    ? say`begin with a copy of ${join(folder, `${text}.yaml`)} and ${join(folder, `${text}.test.yaml`)}, and change \`metadata.id\``
    : say`${wrong}; or begin with a copy from ${folder}: ${others}`;
}

function shippedFolder(): string {
  return relative('.', shippedPath('campaigns'));
}

function wrongBudget(text: string, words: Words): Said | undefined {
  const reward = usualReward(words);
  if (reward === undefined) return undefined;
  const { amount, decimals, asset } = reward;
  const budget = parseAmount(text, decimals);
  if (budget === undefined) {
    return decimals === 0
      ? say`it must be a whole number, in ${asset}`
      : say`it must be a number with at most ${decimals} decimals, in ${asset}`;
  }
  const least = parseAmount(amount, decimals) ?? 0;
  return budget < least
    ? say`it must be ${amount} ${asset} at least: what one friend earns`
    : undefined;
}

function noneOf(templates: readonly string[]): Said {
  return joined(templates, (first, last) => say`${first} and no ${last}`);
}

/** Everything that is asked, in order: later answers may depend on earlier ones. */
export const questions: readonly Question[] = [
  {
    flag: 'id',
    option: '--id <name>',
    asks: say`what files and commands call it`,
    usual: nothing,
    wrong: (text) =>
      new RegExp(forms.campaignId).test(text)
        ? undefined
        : say`it must be 2 to 63 small letters, digits and dashes, a letter first`,
  },
  {
    flag: 'title',
    option: '--title <text>',
    asks: say`what people call it`,
    usual: nothing,
    wrong: line(200),
  },
  {
    flag: 'owner',
    option: '--owner <team>',
    asks: say`the team that answers for it`,
    usual: nothing,
    wrong: line(100),
  },
  {
    flag: 'scenario',
    option: '--scenario <name>',
    asks: say`what it is like`,
    ...choice(scenarios, 'registration'),
    wrong: wrongScenario,
  },
  {
    flag: 'platform',
    option: '--platform <name>',
    asks: say`where it runs`,
    ...choice(platforms, 'generic'),
  },
  {
    flag: 'template',
    option: '--template <name>',
    asks: say`what inviters earn`,
    choices: templates,
    usual: ({ platform = '' }) =>
      platforms[platform]?.without.includes('cash') ? 'points' : 'cash',
    wrong: (text: string, { platform = '' }: Words): Said | undefined => {
      const without = platforms[platform]?.without ?? [];
      return without.includes(text)
        ? say`${platform} gives out no ${noneOf(without)} for invitations`
        : oneOf(Object.keys(templates))(text);
    },
  },
  {
    flag: 'currency',
    option: '--currency <code>',
    asks: say`the currency of template cash`,
    usual: () => 'CNY',
    wrong: oneOf(Object.keys(currencyDecimals)),
    matters: ({ template }) => template === 'cash',
  },
  {
    flag: 'budget',
    option: '--budget <amount>',
    asks: say`what it may spend in all`,
    usual: (words) => usualReward(words)?.budget,
    wrong: wrongBudget,
  },
  {
    flag: 'timeZone',
    option: '--time-zone <name>',
    asks: say`by whose clock its days begin`,
    usual: () => zoneNamed(new Intl.DateTimeFormat().resolvedOptions().timeZone),
    wrong: (text) => (isTimeZone(text) ? undefined : say`it must be ${rightZone(text).expected}`),
  },
];
