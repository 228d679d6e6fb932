import type { Case, Edit } from '../base.ts';
import { cash } from './cash.ts';

const earns = (text: string): Edit => ['amount: "2.00"', text];
const tenth = earns('percent: { of: registered, rate: "10", ceiling: "2.00" }');
const capped = (caps: string): Edit => ['perPerson: "20.00"', caps];
const heard: Edit = [' # usher-ignore CAP_ESCAPED: names are verified', ''];
const invitee: Edit = ['to: inviter', 'to: invitee'];
const limited = (text: string): Edit => ['  budget:', `      limits: [${text}]\n  budget:`];
const shared = (text: string): Edit => ['  budget:', `  limits: [${text}]\n  budget:`];

const found = ['27:7 warning PURCHASE_SPLIT_PAYS'];
const bands = (second: string): Edit =>
  earns(`bands: { of: registered, bands: [{ purchase: "100.00", amount: "1.00" }, { purchase: "200.00", amount: "${second}" }] }`);

export const purchaseSplitCases: readonly Case[] = [
  ['a ceiling', [...cash, tenth], found],
  ['a ceiling for invitees', [...cash, heard, invitee, tenth], found],
  ['a ceiling, and a cap of one such amount', [...cash, tenth, capped('perPerson: "2.00"')], []],
  ['a ceiling, and one time for each code', [...cash, tenth, capped('times: { perCode: 1 }')], []],
  ['a ceiling, and a cap of one such amount for each invitee', [...cash, heard, invitee, tenth, capped('perPerson: "2.00"')], found],
  ['a ceiling, and a cap of one such amount for all invitees', [...cash, heard, invitee, tenth, ['perCampaign: "1000.00"', 'perCampaign: "2.00"']], []],
  ['a ceiling, and a limit of one such amount', [...cash, tenth, limited('{ of: person, amount: "2.00" }')], ['30:7 info CAP_ESCAPED']],
  ['a ceiling, and a limit of one such amount that rewards share', [...cash, tenth, shared('{ of: person, asset: CNY, amount: "2.00" }')], ['30:12 info CAP_ESCAPED']],
  ['a ceiling, and a limit of one such amount each day', [...cash, tenth, limited('{ of: person, every: day, amount: "2.00" }')], [...found, '30:7 info CAP_ESCAPED']],
  ['a floor of large purchases, and a cap on what is above it', [...cash, earns('percent: { of: registered, rate: "10", floor: "1.00", ceiling: "2.00" }'), ['[registered] }', '[{ milestone: registered, atLeast: "10.00" }] }'], capped('perPerson: "2.00"')], []],
  ['a floor of small purchases, and a cap', [...cash, earns('percent: { of: registered, rate: "10", floor: "1.00", ceiling: "2.00" }'), ['[registered] }', '[{ milestone: registered, atLeast: "5.00" }] }'], capped('perPerson: "2.00"')], found],
  ['bands that grow more slowly than purchases', [...cash, bands('1.99')], found],
  ['bands that grow as fast as purchases, the last not', [...cash, bands('2.00')], found],
  ['bands that grow as fast, and a cap of the last', [...cash, bands('2.00'), capped('perPerson: "2.00"')], []],
  ['steps of purchases, for invitees', [...cash, heard, invitee, earns('ladder: { of: registered, steps: [{ purchases: "100.00", amount: "1.00" }, { purchases: "200.00", amount: "2.00" }] }')], ['27:7 warning PURCHASE_SPLIT_PAYS']],
  ['steps of purchases over the campaign, for invitees', [...cash, heard, invitee, earns('ladder: { over: campaign, of: registered, steps: [{ purchases: "100.00", amount: "1.00" }, { purchases: "200.00", amount: "2.00" }] }')], []],
];
