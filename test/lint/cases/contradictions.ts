import type { Case, Edit } from '../base.ts';

const condition = (text: string): Edit => [
  'when: { invitee: [registered] }',
  `when: { invitee: [registered], condition: ${text} }`,
];
const fact = (name: string, operator: string, value: string): string =>
  `{ fact: ${name}, operator: ${operator}, value: ${value} }`;

const reward = (invitee: string, text: string): readonly Edit[] => [
  [
    'milestones: [registered]',
    invitee.includes('registered') ? 'milestones: [registered, order-paid]' : 'milestones: [order-paid]',
  ],
  ['when: { invitee: [registered] }', `when: { invitee: ${invitee}, condition: ${text} }`],
];
const dear = '{ milestone: order-paid, atLeast: "100.00" }';

/** Monday to Friday. */
const workdays: readonly Edit[] = [
  ['starts: on-publish, lasts: 30d', 'starts: 2030-01-07, ends: 2030-01-11'],
  ['window: 7d', 'window: 5d'],
  ['timing: weekly', 'timing: automatic'],
];
const redeeming: readonly Edit[] = [
  ['[registered] }', '[redeemed] }'],
  ['milestones: [registered]', 'milestones: []'],
];
const atOnce = (text: string): readonly Edit[] => [
  ['when: { invitee: [registered] }', `when: { invitee: [redeemed], condition: ${text} }`],
  ['milestones: [registered]', 'milestones: []'],
];
const hours = (text: string): Edit => [
  'reserveFor: 15m }',
  `reserveFor: 15m, openingHours: [${text}] }`,
];
const daytime = hours('{ from: "09:00", to: "18:00" }');

const border = (text: string): readonly Edit[] => [
  ['  budget:', `  tracking: { regions: true }\n  scenario: { kind: cross-border, ${text} }\n  budget:`],
];

export const contradictionCases: readonly Case[] = [
  // Amounts
  ['a purchase below the least that counts', reward(`[${dear}]`, fact('purchaseAmountMinor', 'lessThan', '10000')), ['25:83 error CONDITION_NEVER_HOLDS']],
  ['a purchase of the least that counts', reward(`[${dear}]`, fact('purchaseAmountMinor', 'lessThanInclusive', '10000')), []],
  ['a purchase below the least of the smaller of two', reward(`[${dear}, { milestone: registered, atLeast: "50.00" }]`, fact('purchaseAmountMinor', 'lessThan', '5000')), ['25:128 error CONDITION_NEVER_HOLDS']],
  ['a purchase below the least, and something else that may come after', reward(`[registered, ${dear}]`, fact('purchaseAmountMinor', 'lessThan', '10000')), ['25:95 warning CONDITION_AGAINST_TERMS']],
  ['a purchase that is not below the least, and something else', reward(`[registered, ${dear}]`, fact('purchaseAmountMinor', 'lessThan', '20000')), []],
  ['a property below the least that counts', [['milestones: [registered]', 'milestones: [{ id: registered, properties: { paid: { type: money, currency: CNY } } }]'], ['when: { invitee: [registered] }', `when: { invitee: [{ milestone: registered, atLeast: "100.00" }], condition: ${fact('registered.paid', 'lessThan', '"100.00"')} }`]], ['25:83 error CONDITION_NEVER_HOLDS']],
  ['a purchase that is below it on one of two ways', reward(`[${dear}]`, `{ any: [${fact('purchaseAmountMinor', 'lessThan', '10000')}, ${fact('hourOfDay', 'equal', '9')}] }`), []],
  // Days and hours
  ['a Sunday in a campaign of workdays', [...workdays, condition(fact('weekday', 'equal', '7'))], ['25:49 warning CONDITION_AGAINST_TERMS']],
  ['a Friday in a campaign of workdays', [...workdays, condition(fact('weekday', 'equal', '5'))], []],
  ['a Sunday in a campaign of workdays, for redeeming', [...workdays, ...atOnce(fact('weekday', 'equal', '7'))], ['25:47 warning CONDITION_AGAINST_TERMS']],
  ['a Sunday in a week', [['starts: on-publish, lasts: 30d', 'starts: 2030-01-07, lasts: 7d'], condition(fact('weekday', 'equal', '7'))], []],
  ['a Sunday in days of which nobody knows when they begin', [['lasts: 30d', 'lasts: 5d'], ['window: 7d', 'window: 5d'], ['timing: weekly', 'timing: automatic'], condition(fact('weekday', 'equal', '7'))], []],
  ['an evening outside of the opening hours', [daytime, ...atOnce(fact('hourOfDay', 'greaterThan', '18'))], ['25:47 warning CONDITION_AGAINST_TERMS']],
  ['the last of the opening hours', [daytime, ...atOnce(fact('hourOfDay', 'greaterThan', '16'))], []],
  ['a part of an hour that is open', [hours('{ from: "09:00", to: "18:01" }'), ...atOnce(fact('hourOfDay', 'greaterThan', '17'))], []],
  ['an evening of a day whose hours are others', [hours('{ days: [monday], from: "09:00", to: "18:00" }, { days: [tuesday], from: "09:00", to: "21:00" }'), ...atOnce(`{ all: [${fact('weekday', 'equal', '1')}, ${fact('hourOfDay', 'greaterThan', '18')}] }`)], ['25:47 warning CONDITION_AGAINST_TERMS']],
  ['a milestone in an evening outside of the opening hours', [daytime, condition(fact('hourOfDay', 'greaterThan', '18'))], ['25:49 info CONDITION_BESIDE_HOURS']],
  ['a milestone in the opening hours', [daytime, condition(fact('hourOfDay', 'equal', '9'))], []],
  // Opening hours
  ['a Sunday to open on, in a campaign of workdays', [...workdays, hours('{ days: [sunday], from: "09:00", to: "18:00" }'), ...redeeming], ['18:47 error NEVER_OPEN']],
  ['a Sunday to open on beside other days', [...workdays, hours('{ from: "09:00", to: "18:00" }, { days: [sunday], from: "19:00", to: "20:00" }')], ['18:94 warning OPENING_HOURS_NEVER_COME']],
  ['a Sunday night that ends in a campaign of workdays', [...workdays, hours('{ days: [sunday], from: "22:00", to: "02:00" }')], []],
  ['a Sunday to open on, in a month', [hours('{ days: [sunday], from: "09:00", to: "18:00" }')], []],
  ['hours that overlap', [hours('{ days: [monday, tuesday], from: "09:00", to: "18:00" }, { days: [tuesday], from: "17:59", to: "20:00" }')], ['18:119 warning OPENING_HOURS_OVERLAP']],
  ['hours that touch', [hours('{ days: [monday, tuesday], from: "09:00", to: "18:00" }, { days: [tuesday], from: "18:00", to: "20:00" }')], []],
  ['hours of other days', [hours('{ days: [monday], from: "09:00", to: "18:00" }, { days: [tuesday], from: "09:00", to: "18:00" }')], []],
  ['a Sunday night that lasts into Monday', [hours('{ days: [monday], from: "01:00", to: "18:00" }, { days: [sunday], from: "22:00", to: "02:00" }')], ['18:110 warning OPENING_HOURS_OVERLAP']],
  // Regions
  ['every region refused', border('regions: [{ region: DE, redeem: refused }, { region: US, redeem: refused }]'), ['30:35 error REGIONS_ALL_REFUSED']],
  ['every region but the others refused', border('otherwise: accepted, regions: [{ region: DE, redeem: refused }]'), []],
  ['every country refused but a part of one', border('regions: [{ region: CN, redeem: refused }, { region: CN-31 }]'), []],
  ['the one region that is accepted is none', border('regions: [{ region: UK }, { region: US, redeem: refused }]'), ['30:35 error REGIONS_ALL_REFUSED', '30:55 warning REGION_UNKNOWN']],
  ['a reward for a region beyond the border alone', [condition(fact('region', 'equal', 'HK')), ...border('regions: [{ region: CN }]')], ['25:49 error CONDITION_NEVER_HOLDS', '25:89 warning REGION_NOT_REDEEMED']],
  ['a reward for all but the one region that is accepted', [condition(fact('region', 'notIn', '[CN-31]')), ...border('regions: [{ region: CN-31 }]')], ['25:49 error CONDITION_NEVER_HOLDS']],
  ['a reward for all but the one country that is accepted, whose parts may come', [condition(fact('region', 'notIn', '[CN]')), ...border('regions: [{ region: CN }]')], ['25:49 warning CONDITION_AGAINST_TERMS']],
  ['a reward for a part of the country that is accepted', [condition(fact('region', 'equal', 'CN-31')), ...border('regions: [{ region: CN }]')], []],
];
