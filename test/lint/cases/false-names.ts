import type { Case, Edit } from '../base.ts';
import { cash } from './cash.ts';

const heard: Edit = [' # usher-ignore CAP_ESCAPED: names are verified', ''];
const of = (percent: string): Edit => [
  'amount: "2.00"',
  `percent: { of: registered, ${percent}, ceiling: "2.00" }`,
];
const wide: Edit = ['perPerson: "20.00"', 'perCode: "200.00", perPerson: "20.00"'];
const once = (usesMax: string): readonly Edit[] => [
  ['usesMax: 50', `usesMax: ${usesMax}`],
  ['lifetime: 24h', 'lifetime: until-campaign-end'],
];
const both: Edit = ['to: inviter', 'to: both'];

const limits = (text: string): Edit => ['  budget:', `      limits: [${text}]\n  budget:`];

const shared = (text: string): Edit => ['  budget:', `  limits: [${text}]\n  budget:`];

export const falseNameCases: readonly Case[] = [
  ['a cap that a second account escapes', [...cash, heard], ['29:7 info CAP_ESCAPED']],
  ['a cap that the one code of an inviter never goes beyond', [...cash, heard, wide, ...once('10')], []],
  ['a cap that the one code of an inviter goes beyond', [...cash, heard, wide, ...once('11')], ['29:7 info CAP_ESCAPED']],
  ['a cap that codes go beyond that an inviter has one after the other', [...cash, heard, wide, ['usesMax: 50', 'usesMax: 1']], ['29:7 info CAP_ESCAPED']],
  ['a cap of a code that it never goes beyond', [...cash, heard, ['usesMax: 50', 'usesMax: 10'], ['perPerson: "20.00"', 'perCode: "20.00"']], []],
  ['a limit that the one code of an inviter never goes beyond', [...cash, ...once('2'), limits('{ of: person, every: day, amount: "4.00" }')], ['29:60 warning SILENCE_WITHOUT_EFFECT']],
  ['a cap on times', [...cash, heard, ['perPerson: "20.00"', 'times: { perPerson: 3 }']], ['29:7 info CAP_ESCAPED']],
  ['a cap on the campaign alone, for invitees', [...cash, heard, ['to: inviter', 'to: invitee']], []],
  ['a limit of each day that a second account escapes', [...cash, limits('{ of: person, every: day, amount: "4.00" }')], ['30:7 info CAP_ESCAPED']],
  ['a cap of a code that the invitee uses up as well', [...cash, heard, both, ['perPerson: "20.00"', 'perCode: "20.00"']], ['29:7 info CAP_ESCAPED']],
  ['a limit of a code that the invitee uses up as well', [...cash, heard, both, limits('{ of: code, every: day, times: 3 }')], ['29:7 info CAP_ESCAPED', '30:7 info CAP_ESCAPED']],
  ['a limit of the campaign, of a channel', [...cash, limits('{ of: campaign, every: hour, times: 3 }, { of: channel, amount: "300.00" }')], []],
  ['a limit that rewards share, which a second account escapes', [...cash, shared('{ of: person, every: day, asset: CNY, amount: "4.00" }')], ['30:12 info CAP_ESCAPED']],
  ['limits that rewards share, of the campaign or of another asset', [...cash, shared('{ of: campaign, every: day, times: 9 }')], []],
  ['half a purchase', [...cash, of('rate: "50"')], ['27:7 warning PURCHASE_SPLIT_PAYS']],
  ['half a purchase for both', [...cash, of('rate: "50"'), both], ['27:7 warning PURCHASE_PAYS_ITSELF', '27:7 warning PURCHASE_SPLIT_PAYS']],
  ['a floor', [...cash, of('rate: "10", floor: "1.00"')], ['27:7 warning PURCHASE_PAYS_ITSELF', '27:7 warning PURCHASE_SPLIT_PAYS']],
  ['a floor for a purchase of a least amount', [...cash, of('rate: "10", floor: "1.00"'), ['[registered] }', '[{ milestone: registered, atLeast: "1.01" }] }']], ['27:7 warning PURCHASE_SPLIT_PAYS']],
];
