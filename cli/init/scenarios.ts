import { say, type Said } from '../../lang/say.ts';

/** What a campaign begins as: everything but the reward, as the shipped campaign of that name has it. */
export interface Scenario {
  /** What happens, and how long a code lives. */
  readonly about: Said;
  readonly purpose: 'register' | 'activate';
  readonly lasts: string;
  readonly generation: 'automatic' | 'manual';
  /** What stands under `code.format`. */
  readonly format: string;
  /** What stands under `code` beside that. */
  readonly code: string;
  readonly validity: string;
  /** Whether a person has one code and no other, as long as the campaign runs. */
  readonly oneCode?: true;
  readonly attribution: string;
  /** What an invitee reaches, in order; the last earns the reward. */
  readonly milestones: readonly [string, ...string[]];
}

/** The scenarios by their name. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  registration: {
    about: say`a friend registers; a day long, longer with every share that is opened`,
    purpose: 'register',
    lasts: '30d',
    generation: 'automatic',
    format: `
alphabet: unambiguous # no I, L, O and U: they can be read out
length: 12`,
    code: `
liveCodesMax: 100000 # how many may be open at once
channels: [moments, group, poster]`,
    validity: `
lifetime: 24h
extension:
  on: share-opened
  by: 6h
  upTo: 72h
reminders:
  - before: 4h
onExpiry:
  action: regenerate
  generationsMax: 3
settleFor: 30d # milestones and held rewards go on this long after the end`,
    attribution: `
touch: first
window: 30d
existingCustomers: excluded`,
    milestones: ['registered', 'real-name-verified'],
  },
  'official-account': {
    about: say`somebody follows an account; printed by operators, three days long`,
    purpose: 'register',
    lasts: '60d',
    generation: 'manual',
    format: `
alphabet: digits # 12 of them, unless said otherwise
checkCharacter: true # one more, which tells a typo from an unknown code`,
    code: `
login: true # digits are guessed easily: only people who are logged in may try
liveCodesMax: 500000
channels: [article, poster, counter]
parameters: [poster, store]`,
    validity: `
lifetime: 72h
reminders:
  - before: 12h
onExpiry:
  action: expire
settleFor: 30d`,
    attribution: `
touch: last
window: 7d
existingCustomers: excluded`,
    milestones: ['followed'],
  },
  'mini-program': {
    about: say`a friend orders in a mini-program; valid as long as the campaign`,
    purpose: 'activate',
    lasts: '180d',
    generation: 'automatic',
    format: `
alphabet: mixed
length: 20`,
    code: `
liveCodesMax: 2000000
channels: [chat, group, moments]`,
    validity: `
lifetime: until-campaign-end
settleFor: 30d`,
    oneCode: true,
    attribution: `
touch: first
window: 30d
existingCustomers: excluded`,
    milestones: ['registered', 'first-order'],
  },
  enterprise: {
    about: say`a customer adds an adviser; a new value every day, a week long`,
    purpose: 'register',
    lasts: '180d',
    generation: 'manual',
    format: `
alphabet: unambiguous
length: 12
checkCharacter: true # tells a typo from an unknown code`,
    code: `
liveCodesMax: 20000
perPerson: 3
channels: [card, booth, website]
parameters: [salesperson, store]`,
    validity: `
lifetime: 7d
refresh:
  every: 24h
  formerFor: 2h # yesterday's print still works for two hours
reset:
  timesMax: 12
reminders:
  - before: 2d
onExpiry:
  action: archive
settleFor: 30d`,
    attribution: `
touch: last
window: 14d
existingCustomers: included`,
    milestones: ['contact-added'],
  },
  activity: {
    about: say`a friend comes to an event; until it is over, then a member code`,
    purpose: 'activate',
    lasts: '15d',
    generation: 'automatic',
    format: `
alphabet: unambiguous
length: 16`,
    code: `
liveCodesMax: 50000
channels: [gate, stage, chat]`,
    validity: `
lifetime: until-campaign-end
reminders:
  - before: 1d
onExpiry:
  action: convert
  redeem: refused
settleFor: 30d`,
    oneCode: true,
    attribution: `
touch: first
window: 15d
existingCustomers: included`,
    milestones: ['checked-in'],
  },
  'first-purchase': {
    about: say`a friend buys for the first time; two weeks long`,
    purpose: 'activate',
    lasts: '90d',
    generation: 'automatic',
    format: `
alphabet: unambiguous
length: 16`,
    code: `
liveCodesMax: 100000
channels: [order-page, chat]`,
    validity: `
lifetime: 14d
reminders:
  - before: 1d
onExpiry:
  action: regenerate
  generationsMax: 6
settleFor: 45d # purchases may come long after`,
    attribution: `
touch: last
window: 14d
existingCustomers: included`,
    milestones: ['first-purchase'],
  },
};
