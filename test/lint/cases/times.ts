import type { Case, Edit } from '../base.ts';
import { cash } from './cash.ts';

const noCaps: Edit = ['      caps: { perCampaign: "1000" }\n', ''];
const extension = (text: string): Edit => ['settleFor: 30d', `extension: { ${text} }\n    settleFor: 30d`];
const renewal = (upTo: string): Edit => ['settleFor: 30d', `renewal: { everyUses: 10, by: 6h, upTo: ${upTo}, price: "1.00", currency: CNY }\n    settleFor: 30d`];
const limit = (text: string): Edit => ['  budget:', `      limits: [${text}]\n  budget:`];

export const timeCases: readonly Case[] = [
  ['a life beyond the campaign', [['lifetime: 24h', 'lifetime: 31d']], ['16:15 warning LIFETIME_BEYOND_CAMPAIGN']],
  ['a life as long as the campaign', [['lifetime: 24h', 'lifetime: 30d']], []],
  ['extensions beyond the campaign', [extension('by: 6h, upTo: 31d')], ['17:32 warning EXTENSION_BEYOND_CAMPAIGN']],
  ['a milestone that may take longer than codes go on', [['invitee: [registered]', 'invitee: [{ milestone: registered, within: 32d }]']], ['25:58 info WITHIN_WITHOUT_EFFECT']],
  ['a milestone that may take as long', [['invitee: [registered]', 'invitee: [{ milestone: registered, within: 31d }]']], []],
  ['renewals beyond the campaign', [renewal('31d')], ['17:45 warning EXTENSION_BEYOND_CAMPAIGN']],
  ['a milestone that may take as long as a renewed code goes on', [renewal('4d'), ['invitee: [registered]', 'invitee: [{ milestone: registered, within: 34d }]']], []],
  ['a milestone that may take longer than a renewed code goes on', [renewal('3d'), ['invitee: [registered]', 'invitee: [{ milestone: registered, within: 34d }]']], ['26:58 info WITHIN_WITHOUT_EFFECT']],
  ['extensions up to its end', [extension('by: 6h, upTo: 30d')], []],
  ['a campaign of unknown length', [['lasts: 30d', 'ends: 2030-01-01'], ['lifetime: 24h', 'lifetime: 400d']], []],
  ['a campaign between two days', [['starts: on-publish, lasts: 30d', 'starts: 2030-01-01, ends: 2030-01-05'], ['lifetime: 24h', 'lifetime: 6d'], ['window: 7d', 'window: 5d'], ['timing: weekly', 'timing: automatic']], ['16:15 warning LIFETIME_BEYOND_CAMPAIGN']],
  ['a campaign that is over', [['lasts: 30d', 'ends: 2025-12-31']], ['9:39 warning CAMPAIGN_OVER']],
  ['a campaign on its last day', [['lasts: 30d', 'ends: 2026-01-01']], []],
  ['a policy that is there beside others', [['  budget:', '  risk: { policy: strict }\n  budget:']], []],
  ['a policy that is misspelt', [['  budget:', '  risk: { policy: defualt }\n  budget:']], ['29:19 warning POLICY_NOT_FOUND']],
  ['a window beyond the campaign', [['window: 7d', 'window: 31d']], ['19:26 info WINDOW_BEYOND_CAMPAIGN']],
  ['a week too short for a batch', [['lasts: 30d', 'lasts: 6d'], ['window: 7d', 'window: 6d']], ['27:25 info WEEKLY_AFTER_END']],
  ['a reservation beyond the life', [['reserveFor: 15m', 'reserveFor: 24h']], ['18:42 warning RESERVATION_BEYOND_LIFETIME']],
  ['former values that pile up', [['settleFor: 30d', 'refresh: { every: 1h, formerFor: 5h }\n    settleFor: 30d']], ['17:38 warning FORMER_VALUES_PILE_UP']],
  ['former values that do not', [['settleFor: 30d', 'refresh: { every: 1h, formerFor: 1h }\n    settleFor: 30d']], []],
  ['shares without a cap', [extension('by: 6h, upTo: 72h'), noCaps, ['usesMax: 50, ', '']], ['23:7 warning EXTENSION_WITHOUT_CAP', '29:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['renewals without a cap', [renewal('72h'), noCaps, ['usesMax: 50, ', '']], ['23:7 warning EXTENSION_WITHOUT_CAP', '29:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['shares with a limit of a code over the campaign', [extension('by: 6h, upTo: 72h'), noCaps, limit('{ of: code, times: 5 }'), ['usesMax: 50, ', '']], ['30:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['shares with a limit of a code that begins anew', [extension('by: 6h, upTo: 72h'), noCaps, limit('{ of: code, every: day, times: 5 }'), ['usesMax: 50, ', '']], ['23:7 warning EXTENSION_WITHOUT_CAP', '30:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['resets without a cap', [['settleFor: 30d', 'reset: {}\n    settleFor: 30d'], noCaps, ['usesMax: 50, ', '']], ['23:7 warning EXTENSION_WITHOUT_CAP', '29:21 warning WORST_CASE_ABOVE_BUDGET']],
  ['shares of cash that are only reported', [...cash, extension('on: share-reported, by: 6h, upTo: 72h')], ['17:22 warning EXTENSION_FARMED']],
  ['shares of points that are only reported', [extension('on: share-reported, by: 6h, upTo: 72h')], []],
  ['cash for redeeming', [...cash, ['invitee: [registered]', 'invitee: [redeemed]'], ['milestones: [registered]', 'milestones: []']], ['26:24 warning REWARD_FOR_REDEEMING']],
  ['points for redeeming', [['invitee: [registered]', 'invitee: [redeemed]'], ['milestones: [registered]', 'milestones: []']], []],
  ['cash without a policy', [...cash, ['  budget:', '  risk: { policy: none }\n  budget:']], ['30:19 warning RISK_POLICY_NONE']],
  ['points without a policy', [['  budget:', '  risk: { policy: none }\n  budget:']], []],
  ['cash without a cap', [...cash, ['caps: { perPerson: "20.00", perCampaign: "1000.00" }', 'caps: { perCode: "20.00" }']], ['30:18 warning WORST_CASE_ABOVE_BUDGET']],
];
