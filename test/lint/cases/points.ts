import type { Case, Edit } from '../base.ts';

const until = (line: string): Edit => ['payout: { timing: weekly }', `payout: { timing: weekly }\n      ${line}`];
const capped = (caps: string): Edit => ['  budget:', `  points: ${caps}\n  budget:`];
const dated: Edit = ['starts: on-publish, lasts: 30d', 'starts: 2030-01-01, lasts: 30d'];
const afterwards: Edit = ['timing: weekly', 'timing: after-campaign'];

// prettier-ignore
export const pointsCases: readonly Case[] = [
  ['a cap of points that people of a hold-out do not earn', [capped('{ perDay: "100" }\n  variants: [{ id: a, weight: 9 }, { id: hold-out, weight: 1, spec: { rewards: [] } }]')], []],
  ['points for three months', [until('expiresAfter: 90d'), capped('{ perSpend: { atMost: "10", percent: 50 }, perDay: "10", perMonth: "20", inAll: "20" }')], []],
  ['points for two days', [until('expiresAfter: 2d')], ['28:21 warning POINTS_EXPIRE_QUICKLY']],
  ['points that expire before the start', [dated, until('expiresAt: 2029-12-31')], ['28:18 error POINTS_EXPIRE_TOO_EARLY']],
  ['points that expire before they are paid', [dated, afterwards, ['timing: after-campaign }', 'timing: after-campaign }\n      expiresAt: 2030-01-29']], ['28:18 error POINTS_EXPIRE_TOO_EARLY']],
  ['points that expire before the first weekly batch', [dated, until('expiresAt: 2030-01-06')], ['28:18 error POINTS_EXPIRE_TOO_EARLY']],
  ['points that expire before their hold is over', [dated, ['timing: weekly', 'timing: automatic, hold: 10d'], ['hold: 10d }', 'hold: 10d }\n      expiresAt: 2030-01-10']], ['28:18 error POINTS_EXPIRE_TOO_EARLY']],
  ['points that expire as the campaign ends', [dated, ['timing: weekly }', 'timing: automatic }\n      expiresAt: 2030-01-30']], ['28:18 warning POINTS_EXPIRE_WITHIN_CAMPAIGN']],
  ['points that expire a day after the campaign', [dated, ['timing: weekly }', 'timing: automatic }\n      expiresAt: 2030-01-31']], []],
  ['points that expire before the batch of the last week', [dated, until('expiresAt: 2030-02-03')], ['28:18 warning POINTS_EXPIRE_WITHIN_CAMPAIGN']],
  ['points that expire after the batch of the last week', [dated, until('expiresAt: 2030-02-04')], []],
  ['points that expire within the campaign', [dated, until('expiresAt: 2030-01-20')], ['28:18 warning POINTS_EXPIRE_WITHIN_CAMPAIGN']],
  ['points that expire after it', [dated, until('expiresAt: 2030-06-30')], []],
  ['a cap below a reward', [capped('{ inAll: "9" }')], ['29:20 warning POINTS_CAP_BELOW_REWARD']],
  ['caps that were exchanged', [capped('{ perDay: "100", perMonth: "50" }')], ['29:21 warning POINTS_CAP_WITHOUT_EFFECT']],
  ['a cap of points that nobody earns', [capped('{ perDay: "100" }'), ['template: points', 'template: coupon\n      coupon: coffee'], ['budget: { points: "1000" }', 'budget: { "coupon:coffee": "1000" }']], ['30:3 warning POINTS_CAP_WITHOUT_POINTS']],
];
