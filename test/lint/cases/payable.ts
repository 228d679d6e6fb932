import type { Case, Edit } from '../base.ts';
import { cash } from './cash.ts';

const condition = (text: string): Edit => [
  'when: { invitee: [registered] }',
  `when:\n        invitee: [registered]\n        condition: ${text}`,
];
const over = (text: string): Edit => ['amount: "10"', text];

const another = '    - id: again\n      template: points\n      to: invitee\n      when: { invitee: [registered] }\n      amount: "5"\n';
const shared = (text: string): Edit => ['  budget:', `  limits: [${text}]\n  budget:`];

const minimum = (text: string): Edit => ['  budget:', `  payouts: { minimum: { CNY: ${text} } }\n  budget:`];
const atEnd: Edit = ['} }\n  budget', '}, atEnd: keep }\n  budget'];
const silent: Edit = [' # usher-ignore CAP_ESCAPED: names are verified', ''];
const perPerson = (text: string): Edit => ['perPerson: "20.00", perCampaign: "1000.00"', text];

export const payableCases: readonly Case[] = [
  ['settled at once', [['settleFor: 30d', 'settleFor: 0s']], ['25:24 warning NO_TIME_FOR_MILESTONES']],
  ['settled at once, for redeeming', [['settleFor: 30d', 'settleFor: 0s'], ['invitee: [registered]', 'invitee: [redeemed]'], ['milestones: [registered]', 'milestones: []']], []],
  ['held longer than settling', [['timing: weekly', 'timing: weekly, hold: 31d']], ['27:39 warning HOLD_BEYOND_SETTLING']],
  ['held as long as settling', [['timing: weekly', 'timing: weekly, hold: 30d']], []],
  ['a milestone that nobody waits for', [['milestones: [registered]', 'milestones: [registered, bought]']], ['20:28 info MILESTONE_UNUSED']],
  ['a milestone that is not listed', [['milestones: [registered]', 'milestones: []']], ['25:25 error UNKNOWN_MILESTONE']],
  ['a decay to nothing', [over('decay: { over: campaign, first: "3", keepPercent: 50 }')], ['26:7 info DECAY_TO_NOTHING']],
  ['a cap above the budget', [['perCampaign: "1000"', 'perCampaign: "2000"']], ['28:7 info CAP_WITHOUT_EFFECT', '29:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['a budget below one reward', [['budget: { points: "1000" }', 'budget: { points: "9" }']], ['29:21 error BUDGET_TOO_SMALL']],
  ['a cap below one reward', [['perCampaign: "1000"', 'perCampaign: "9"']], ['28:28 error CAP_TOO_SMALL']],
  ['paid after a campaign without end', [['timing: weekly', 'timing: after-campaign'], ['lasts: 30d, ', '']], ['27:25 error NO_END']],
  ['no cap at all', [['      caps: { perCampaign: "1000" }\n', '']], ['28:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['no cap and no bound on uses', [['      caps: { perCampaign: "1000" }\n', ''], ['usesMax: 50, ', '']], ['28:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['a cap for each person', [['perCampaign: "1000"', 'perPerson: "50"']], ['29:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['a cap for each person that fits while nobody follows', [['perCampaign: "1000"', 'perPerson: "10"'], ['lifetime: 24h', 'lifetime: until-campaign-end']], []],
  ['a cap for each person, and others who follow in their place', [['perCampaign: "1000"', 'perPerson: "10"']], ['29:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['a cap for each person who may hold several codes', [['perCampaign: "1000"', 'perPerson: "20"'], ['lifetime: 24h', 'lifetime: until-campaign-end'], ['liveCodesMax: 100', 'liveCodesMax: 100\n    perPerson: 2']], ['30:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['a cap for each of both sides', [['to: inviter', 'to: both'], ['perCampaign: "1000"', 'redemptions: 60, sides: each']], ['29:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['a cap for both sides together', [['to: inviter', 'to: both'], ['perCampaign: "1000"', 'redemptions: 100, sides: both']], []],
  ['a worst case of two rewards', [['  budget:', '    - id: again\n      template: points\n      to: invitee\n      when: { invitee: [registered] }\n      amount: "5"\n      caps: { perCampaign: "100" }\n  budget:']], ['35:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['purchases of a reward for redeeming', [['when: { invitee: [registered] }', 'when: { invitee: [redeemed], condition: { fact: purchaseAmountMinor, operator: greaterThan, value: 1 } }'], ['milestones: [registered]', 'milestones: []']], ['25:47 error CONDITION_NEVER_HOLDS']],
  ['two that exclude each other', [condition('{ all: [{ fact: purchaseAmountMinor, operator: greaterThan, value: 10000 }, { fact: purchaseAmountMinor, operator: lessThan, value: 5000 }] }')], ['27:20 error CONDITION_NEVER_HOLDS']],
  ['two that touch', [condition('{ all: [{ fact: purchaseAmountMinor, operator: greaterThanInclusive, value: 5000 }, { fact: purchaseAmountMinor, operator: lessThanInclusive, value: 5000 }] }')], []],
  ['an hour that there is not', [condition('{ fact: hourOfDay, operator: equal, value: 24 }')], ['27:20 error CONDITION_NEVER_HOLDS']],
  ['every hour', [condition('{ fact: hourOfDay, operator: lessThan, value: 24 }')], ['27:20 warning CONDITION_ALWAYS_HOLDS']],
  ['a day that there is not', [condition('{ fact: weekday, operator: in, value: [0, 8] }')], ['27:20 error CONDITION_NEVER_HOLDS']],
  ['a generation that there is not', [condition('{ fact: generation, operator: greaterThan, value: 1 }')], ['27:20 error CONDITION_NEVER_HOLDS']],
  ['a region in small letters', [condition('{ fact: region, operator: in, value: [cn, hk] }')], ['27:20 error CONDITION_NEVER_HOLDS', '27:58 warning REGION_UNKNOWN', '27:62 warning REGION_UNKNOWN']],
  ['a region as it should be', [condition('{ fact: region, operator: in, value: [CN, HK] }')], []],
  ['a channel that is not listed', [condition('{ fact: channel, operator: equal, value: poster }')], ['27:20 error CONDITION_NEVER_HOLDS', '27:61 warning UNKNOWN_CHANNEL']],
  ['any of them', [condition('{ any: [{ fact: channel, operator: equal, value: group }, { fact: channel, operator: notEqual, value: group }] }')], ['27:20 warning CONDITION_ALWAYS_HOLDS']],
  ['not any of them', [condition('{ not: { any: [{ fact: channel, operator: equal, value: group }, { fact: channel, operator: notEqual, value: group }] } }')], ['27:20 error CONDITION_NEVER_HOLDS']],
  ['a pattern', [['channels: [moments, group]', 'channels: []'], condition('{ fact: channel, operator: equal, value: "^group-.*" }')], ['27:61 warning REGULAR_EXPRESSION']],
  ['a pattern in a list, deep inside', [['channels: [moments, group]', 'channels: []'], condition('{ all: [{ any: [{ not: { fact: channel, operator: in, value: [group, "(a+)+$"] } }] }] }')], ['27:81 warning REGULAR_EXPRESSION']],
  ['an operator that would run one', [condition('{ fact: channel, operator: matches, value: "(a+)+$" }')], ['27:47 error UNKNOWN_OPERATOR', '27:63 warning UNKNOWN_CHANNEL']],
  ['a regular expression of YAML', [condition('{ fact: channel, operator: equal, value: !!js/regexp /a/ }')], ['27:73 error TAG_NOT_ALLOWED']],
  ['a milestone whose property is read', [['milestones: [registered]', 'milestones: [registered, { id: bought, properties: { first: { type: flag } } }]'], condition('{ fact: bought.first, operator: equal, value: true }')], []],
  ['a milestone that is counted', [['invitee: [registered]', 'invitee: [{ milestone: registered, times: 2 }]']], []],
  ['a property beyond its bounds', [['milestones: [registered]', 'milestones: [{ id: registered, properties: { age: { type: number, min: 18 } } }]'], condition('{ fact: registered.age, operator: lessThan, value: 18 }')], ['27:20 error CONDITION_NEVER_HOLDS']],
  ['a property within its bounds, which may be left out', [['milestones: [registered]', 'milestones: [{ id: registered, properties: { age: { type: number, min: 18 } } }]'], condition('{ fact: registered.age, operator: greaterThanInclusive, value: 18 }')], []],
  ['a property that excludes itself', [['milestones: [registered]', 'milestones: [{ id: registered, properties: { by: { type: text, oneOf: [app, web] } } }]'], condition('{ not: { fact: registered.by, operator: in, value: [app, web] } }')], ['27:20 error CONDITION_NEVER_HOLDS']],
  ['a property of a reward for redeeming', [['milestones: [registered]', 'milestones: [{ id: registered, properties: { cost: { type: money, currency: CNY } } }]'], ['when: { invitee: [registered] }', 'when: { invitee: [redeemed], condition: { fact: registered.cost, operator: greaterThan, value: "1.00" } }']], ['25:47 error CONDITION_NEVER_HOLDS']],
  ['a minimum that a cap lets nobody reach', [...cash, minimum('"20.01"')], ['30:30 warning MINIMUM_UNREACHED']],
  ['a minimum that is kept and a cap lets nobody reach', [...cash, minimum('"20.01"'), atEnd], ['30:30 warning MINIMUM_UNREACHED']],
  ['a minimum that a cap lets one just reach', [...cash, minimum('"20.00"')], []],
  ['a minimum beyond a limit of the campaign', [...cash, perPerson('perCampaign: "1000.00"'), minimum('"20.01"'), ['  payouts', '      limits: [{ of: person, times: 10 }] # usher-ignore CAP_ESCAPED: names are verified\n  payouts']], ['31:30 warning MINIMUM_UNREACHED']],
  ['a minimum that a limit of each day lets one reach', [...cash, perPerson('perCampaign: "1000.00"'), minimum('"20.01"'), ['  payouts', '      limits: [{ of: person, every: day, times: 10 }] # usher-ignore CAP_ESCAPED: names are verified\n  payouts']], []],
  ['a minimum beyond all steps', [...cash, perPerson('perCampaign: "1000.00"'), ['amount: "2.00"', 'ladder: { over: campaign, steps: [{ invitees: 1, amount: "2.00" }, { invitees: 2, amount: "5.00" }] }'], minimum('"7.01"')], ['30:30 warning MINIMUM_UNREACHED']],
  ['a minimum of all steps', [...cash, perPerson('perCampaign: "1000.00"'), ['amount: "2.00"', 'ladder: { over: campaign, steps: [{ invitees: 1, amount: "2.00" }, { invitees: 2, amount: "5.00" }] }'], minimum('"7.00"')], []],
  ['a minimum beyond all months of an invitee', [...cash, silent, ['to: inviter', 'to: invitee'], ['amount: "2.00"', 'amount: "1.00"\n      recurring: { months: 3 }'], minimum('"3.01"')], ['31:30 warning MINIMUM_UNREACHED']],
  ['a minimum of all months of an invitee', [...cash, silent, ['to: inviter', 'to: invitee'], ['amount: "2.00"', 'amount: "1.00"\n      recurring: { months: 3 }'], minimum('"3.00"')], []],
  ['a minimum for who is inviter and invitee', [...cash, ['to: inviter', 'to: both'], minimum('"22.01"')], ['30:30 warning MINIMUM_UNREACHED']],
  ['a minimum above the budget', [...cash, perPerson('perCode: "50.00"'), minimum('"1000.01"')], ['30:30 warning MINIMUM_UNREACHED', '31:18 warning WORST_CASE_ABOVE_BUDGET']],
  ['a limit of the campaign that fits the budget', [['      caps: { perCampaign: "1000" }\n', '      limits: [{ of: campaign, amount: "1000" }]\n']], []],
  ['a limit of each day that fits the budget', [['      caps: { perCampaign: "1000" }\n', '      limits: [{ of: campaign, every: day, amount: "16" }]\n']], []],
  ['a limit of each day that does not', [['      caps: { perCampaign: "1000" }\n', '      limits: [{ of: campaign, every: day, amount: "17" }]\n']], ['29:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['a limit that two rewards share and that fits the budget', [['      caps: { perCampaign: "1000" }\n', `      caps: {}\n${another}`], shared('{ of: campaign, asset: points, amount: "1000" }')], []],
  ['a limit that two rewards share, above the budget', [['      caps: { perCampaign: "1000" }\n', `      caps: {}\n${another}`], shared('{ of: campaign, every: week, times: 30 }')], ['35:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['a limit of each channel', [['      caps: { perCampaign: "1000" }\n', '      limits: [{ of: channel, amount: "333" }]\n']], []],
];
