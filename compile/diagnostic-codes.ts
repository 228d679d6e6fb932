import { boundDiagnosticCodes } from './bound-diagnostic-codes.ts';
import { policyDiagnosticCodes } from './policy-diagnostic-codes.ts';

/** What a diagnostic says and what its author can do. docs/errors.md is generated from this table. */
export const diagnosticCodes = {
  FILE_TOO_LARGE: {
    meaning: 'the file is larger than 64 KiB',
    remedy: 'split it, or take out what is not a campaign',
  },
  NESTED_TOO_DEEP: {
    meaning: 'lists and mappings are nested more than 32 deep',
    remedy: 'write it flatter; no campaign needs that depth',
  },
  TOO_MANY_KEYS: {
    meaning: 'the file has more than 2000 keys and list items, or more than 10,000 words',
    remedy: 'write less into one file',
  },
  TOO_MANY_PROBLEMS: {
    meaning: 'more is wrong with the file than is listed: only the first 200 are',
    remedy: 'mend these first, or begin from one of the shipped files',
  },
  CONTROL_CHARACTER: {
    meaning:
      'the file holds a character that no text has, such as NUL, or one that turns writing around',
    remedy: 'save it as plain text in UTF-8, with the usual line ends',
  },
  BAD_ENCODING: { meaning: 'the file is not valid UTF-8', remedy: 'save it as UTF-8' },
  EMPTY_FILE: { meaning: 'the file holds nothing', remedy: 'begin with `apiVersion: usher/v1`' },
  YAML_SYNTAX: { meaning: 'the text is not YAML', remedy: 'mend what the message points at' },
  DUPLICATE_KEY: { meaning: 'a key stands twice in one mapping', remedy: 'keep one of the two' },
  SEVERAL_DOCUMENTS: {
    meaning: 'the file holds more than one document',
    remedy: 'write one campaign a file, without `---` in between',
  },
  ALIAS_NOT_ALLOWED: {
    meaning: 'anchors (`&`), aliases (`*`) and merge keys (`<<`) are not read',
    remedy: 'write the value out where it is needed',
  },
  TAG_NOT_ALLOWED: {
    meaning: 'tags (`!`) and directives (`%`) are not read',
    remedy: 'leave it out',
  },
  RESERVED_KEY: {
    meaning: 'the key is a reserved word of JavaScript',
    remedy: 'choose another name',
  },
  KEY_NOT_TEXT: { meaning: 'a key is a list or a mapping', remedy: 'use a plain word as key' },
  WRONG_KIND: {
    meaning: 'the file says that it is of another kind or version',
    remedy: 'begin with `apiVersion: usher/v1` and the `kind` that is expected',
  },
  BASE_UNREADABLE: {
    meaning: 'the file that `extends` names, or one that it extends, cannot be read',
    remedy: 'name a campaign file of this repository, from this file: `./base.yaml`',
  },
  BASE_CYCLE: {
    meaning: 'files extend each other in a circle',
    remedy: 'take out the `extends` that closes it; the message names the files',
  },
  BASE_TOO_DEEP: {
    meaning: 'more than three files stand behind one',
    remedy: 'extend a file nearer to the first one',
  },
  BASE_BROKEN: {
    meaning: 'what `extends` names is not a campaign, or cannot be read as YAML',
    remedy: 'mend that file first; the message says where',
  },
  UNKNOWN_KEY: { meaning: 'there is no such key here', remedy: 'see docs/campaign-reference.md' },
  MISSING_KEY: { meaning: 'a key that must be there is missing', remedy: 'add it' },
  WRONG_TYPE: {
    meaning: 'the value is of another type than is wanted',
    remedy: 'write the value as the message says',
  },
  UNQUOTED_AMOUNT: {
    meaning: 'an amount is written as a number',
    remedy: 'put it in quotes: a number loses its noughts and, when long, its last digits',
  },
  NOT_ONE_OF: {
    meaning: 'the value is none of the words that are possible here',
    remedy: 'choose one of those that the message lists',
  },
  OUT_OF_RANGE: {
    meaning: 'the value is too small, too large, too short or too long',
    remedy: 'stay within the bounds that the message names',
  },
  BAD_NAME: {
    meaning: 'a name is not formed as names are',
    remedy: 'use small letters, digits and dashes',
  },
  BAD_DURATION: {
    meaning: 'a length of time cannot be read, or makes no sense here',
    remedy: 'write a number and a unit: 30s, 15m, 6h, 7d, 2w',
  },
  BAD_AMOUNT: {
    meaning: 'an amount cannot be read, or makes no sense here',
    remedy: 'write a positive decimal number in quotes, with no more decimals than its asset has',
  },
  BAD_INSTANT: {
    meaning: 'a point in time cannot be read, or does not exist',
    remedy: 'write a date, 2027-12-31, or an instant with its offset, 2027-12-31T18:00:00+08:00',
  },
  BAD_TIME_ZONE: {
    meaning: 'there is no such time zone',
    remedy: 'use an IANA name, such as Asia/Shanghai',
  },
  BAD_OPENING_HOURS: {
    meaning: 'a time of day cannot be read, or it opens and closes at the same time',
    remedy:
      'write `from: "09:00"` and `to: "21:00"`; what is not later than `from` lies on the next day',
  },
  BAD_PREFIX: {
    meaning: 'the prefix has characters that codes of this alphabet cannot have',
    remedy: "use characters of the code's own alphabet",
  },
  REPEATED_ITEM: { meaning: 'the same item stands twice in a list', remedy: 'keep one of the two' },
  CHOOSE_ONE: {
    meaning: 'of several keys exactly one must be there, and none or several are',
    remedy: 'keep exactly one of those that the message lists',
  },
  NOT_ALLOWED_HERE: {
    meaning: 'the key does not go with another choice in the same place',
    remedy: 'leave it out, or change the choice that the message names',
  },
  PERCENT_CONTRADICTION: {
    meaning: 'a percentage cannot be taken as it is written',
    remedy: 'take it of a milestone that the reward waits for and that carries an amount',
  },
  PURCHASES_CONTRADICTION: {
    meaning: 'purchases cannot be counted as it is written',
    remedy: 'name in `of` a milestone that the reward waits for and that carries an amount',
  },
  RECURRING_CONTRADICTION: {
    meaning: 'a reward is paid once, and written to recur',
    remedy: 'use another `timing`, or leave `recurring` out',
  },
  DUPLICATE_ID: {
    meaning:
      'two rewards, two milestones, two rules, or two files of one kind have the same id, or two tests the same name',
    remedy: 'rename one of them',
  },
  RESERVED_MILESTONE: {
    meaning: '`redeemed` is listed as a milestone of the campaign',
    remedy: 'leave it out: it is always there',
  },
  NO_STREAM: {
    meaning: 'a reward waits for the end of a stream, and codes are not redeemed in one',
    remedy: 'use the scenario `livestream` without `onlyWhileLive: false`, or another `timing`',
  },
  LEVEL_NOT_PAID: {
    meaning: 'a reward is for a level of inviters that the campaign does not pay',
    remedy:
      'raise `distribution.levels`, which needs somebody who answers for it, or leave `level` out',
  },
  UNKNOWN_REWARD: {
    meaning: 'a variant, or a file that extends another, changes a reward that is not there',
    remedy:
      'mend the spelling of its `id`, or give the reward a `template` and all else of its own',
  },
  ...policyDiagnosticCodes,
  UNKNOWN_PARAMETER: {
    meaning: 'the codes of the campaign carry no such parameter',
    remedy: 'add it to `code.parameters`, or write one that is there',
  },
  UNKNOWN_MILESTONE: {
    meaning: 'a reward waits for a milestone that the campaign does not list',
    remedy: 'add it to `milestones`, or mend the spelling',
  },
  UNKNOWN_PROPERTY: {
    meaning: 'a condition reads a property that the milestone does not have',
    remedy: 'add it to `properties` of the milestone, or mend the spelling',
  },
  BOUNDS_REVERSED: {
    meaning: 'the least value of a property lies above its most',
    remedy: 'swap the two, or leave one of them out',
  },
  UNCLEAR_AMOUNT: {
    meaning: '`atLeast` does not say which of several amounts it is about',
    remedy: 'leave the milestone one property of type money, or use a condition',
  },
  NEVER_REACHED: {
    meaning: 'nobody can reach what a reward waits for',
    remedy: 'write `redeemed` by its name alone, and first where `inOrder` is true',
  },
  NO_BUDGET: {
    meaning: 'a reward gives something that the budget does not list',
    remedy: 'add a line to `budget`',
  },
  PACKETS_CONTRADICTION: {
    meaning: 'packets within their bounds cannot come to the total',
    remedy: 'change the total, the number of packets, or `least` and `most`',
  },
  BUDGET_TOO_SMALL: {
    meaning: 'the whole budget does not pay a reward once',
    remedy: 'raise the budget, or lower the reward',
  },
  AWARD_WITHOUT_BUDGET: {
    meaning: 'awards are bounded in something that is no money of the budget',
    remedy: 'leave the line out, or add one of that currency to `budget`',
  },
  BATCH_WITHOUT_BUDGET: {
    meaning: 'payout batches are bounded in something that the budget does not list',
    remedy: 'leave the line out, or add one to `budget`',
  },
  BATCH_TOO_SMALL: {
    meaning: 'a whole payout batch may be less than one reward that waits for it',
    remedy: 'raise `batchMax`, or lower the reward',
  },
  ...boundDiagnosticCodes,
  STEPS_NOT_ASCENDING: {
    meaning: 'steps or bands are not in ascending order of invitees or purchases',
    remedy: 'sort them, and let no number stand twice',
  },
  STEPS_MIXED: {
    meaning: 'some steps or bands of a reward are by invitees and others by purchases',
    remedy: 'use one of the two in all of them',
  },
  DECAY_REVERSED: {
    meaning: 'the floor of a decay lies above its first amount',
    remedy: 'lower the floor',
  },
  PERIOD_REVERSED: { meaning: 'the campaign ends before it starts', remedy: 'mend one of the two' },
  NO_END: {
    meaning: 'something waits for the end of a campaign that never ends',
    remedy: 'add `lasts` or `ends` to `period`',
  },
  LIFETIME_CONTRADICTION: {
    meaning: 'something does not go with how long a code lives',
    remedy: 'change one of the two, as the message says',
  },
  SETTLE_TOO_SHORT: {
    meaning: 'a code would be settled before it has done what is asked of it after its end',
    remedy: 'raise `settleFor`',
  },
  GENERATION_CONTRADICTION: {
    meaning: 'codes made by hand are to be replaced by the system',
    remedy: 'use automatic generation, or another action at the end',
  },
  CODE_SPACE_TOO_SMALL: {
    meaning: 'codes are too short for so many at once: guessing would pay',
    remedy: 'make codes longer, allow fewer of them, or ask for a login',
  },
  UNKNOWN_FACT: {
    meaning: 'a condition looks at something that is not known here',
    remedy: 'use one of the facts that the message lists',
  },
  UNKNOWN_OPERATOR: {
    meaning: 'a condition compares in a way that there is not',
    remedy: 'use one of the operators that the message lists',
  },
  WRONG_VALUE: {
    meaning: 'a condition compares a fact with a value of another type, or one that it never has',
    remedy: 'write a value of the type, or one of those, that the message names',
  },
  UNKNOWN_COUNTRY: {
    meaning: 'no country has this code, or no numbers are dialled there',
    remedy: 'write its code of ISO 3166: `DE`, `CN`; the United Kingdom is `GB`',
  },
  SHARES_TOO_LARGE: {
    meaning: 'parts of a population are together more than the whole',
    remedy: 'lower some of them',
  },
  UNKNOWN_NAME: {
    meaning: 'a test speaks of a person, a code or a column that it does not have',
    remedy: 'add it to `people`, issue the code before, or mend the spelling',
  },
  TIME_REVERSED: {
    meaning: 'a step of a test happens before the step above it',
    remedy: 'put the steps in order of time',
  },
  MATRIX_UNEVEN: {
    meaning: 'the columns of a matrix are not of the same length',
    remedy: 'give each column one value for every row',
  },
  UNKNOWN_POLICY: {
    meaning: 'a test does not know the risk policy that its campaign names',
    remedy: 'say in `policies` which file holds it',
  },
  NO_EFFECT: {
    meaning: 'a setting changes nothing (warning)',
    remedy: 'leave it out, or change what the message names',
  },
  UNUSED_BUDGET: {
    meaning: 'the budget lists something that no reward gives (warning)',
    remedy: 'leave it out, or add a reward',
  },
  UNKNOWN_CHANNEL: {
    meaning: 'a condition looks for a channel that the campaign does not list (warning)',
    remedy: 'add it to `channels`, or mend the spelling',
  },
  UNCAPPED_CASH: {
    meaning: 'nothing but the budget bounds how much cash one code earns (warning)',
    remedy: 'add `caps` with `perCode`, `perLineage` or `perPerson`',
  },
} as const satisfies Record<string, { meaning: string; remedy: string }>;
export type DiagnosticCode = keyof typeof diagnosticCodes;
