import type { Case, Edit } from '../base.ts';

const plan = (text: string): Edit => ['  budget:', `  plan: ${text}\n  budget:`];
const free: Edit = ['caps: { perCampaign: "1000" }', 'caps: { perCampaign: "500" }'];
const holdOut: Edit = ['  budget:', '  variants:\n    - { id: as-before, weight: 90 }\n    - { id: hold-out, weight: 10, spec: { redemption: { usesMax: 1 }, rewards: [] } }\n  budget:'];

export const planCases: readonly Case[] = [
  ['a plan that can be', [plan('{ codes: 100, invitees: { redeemed: 90, registered: 60 }, conversion: { registered: "66.67" }, spend: { points: "600" }, costPerInvitee: { points: "7" } }')], []],
  ['a plan of more than the budget', [plan('{ spend: { points: "1001" } }')], ['29:28 warning PLAN_ABOVE_BUDGET']],
  ['a cost that is more than the budget', [plan('{ invitees: { redeemed: 101 }, costPerInvitee: { points: "10" } }')], ['29:66 warning PLAN_ABOVE_BUDGET']],
  ['a cost for nobody knows how many', [plan('{ costPerInvitee: { points: "10000" } }')], []],
  ['a plan of more than rewards may come to', [free, plan('{ spend: { points: "501" } }')], ['29:28 warning PLAN_OUT_OF_REACH']],
  ['more codes than there may be', [plan('{ codes: 3001 }')], ['29:18 warning PLAN_OUT_OF_REACH']],
  ['as many codes as there may be', [plan('{ codes: 3000 }')], []],
  ['more invitees than there may be', [plan('{ invitees: { registered: 150001 } }')], ['29:35 warning PLAN_OUT_OF_REACH']],
  ['as many invitees as codes take without end', [['usesMax: 50, ', ''], plan('{ invitees: { redeemed: 150001 } }')], []],
  ['more who reach a milestone than redeem', [plan('{ invitees: { redeemed: 50, registered: 60 } }')], ['29:49 warning PLAN_CONTRADICTION']],
  ['a conversion that is another', [plan('{ invitees: { redeemed: 500, registered: 400 }, conversion: { registered: "40" } }')], ['29:83 warning PLAN_CONTRADICTION']],
  ['more invitees than the planned codes take', [plan('{ codes: 10, invitees: { redeemed: 501 } }')], ['29:44 warning PLAN_CONTRADICTION']],
  ['a cost that is another', [plan('{ invitees: { redeemed: 50 }, spend: { points: "500" }, costPerInvitee: { points: "11" } }')], ['29:91 warning PLAN_CONTRADICTION']],
  ['a plan is held against the most generous variant, and once', [holdOut, plan('{ codes: 10, invitees: { redeemed: 500 } }')], []],
  ['beyond the most generous variant', [holdOut, plan('{ codes: 10, invitees: { redeemed: 501 } }')], ['32:44 warning PLAN_CONTRADICTION']],
];
