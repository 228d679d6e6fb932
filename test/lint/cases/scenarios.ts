import type { Case, Edit } from '../base.ts';

const scenario = (text: string): Edit => ['  budget:', `  scenario: { ${text} }\n  budget:`];
const parameters: Edit = ['channels: [moments, group]', 'channels: [moments, group]\n    parameters: [streamer]'];
const regions: Edit = ['  budget:', '  tracking: { regions: true }\n  budget:'];

export const scenarioCases: readonly Case[] = [
  ['a registration', [scenario('kind: registration, inviterPhone: required')], []],
  ['a registration, without more', [scenario('kind: registration')], []],
  ['joining a group', [scenario('kind: group-join, paste: false, link: https://example.com/join')], []],
  ['joining a group by an open link', [scenario('kind: group-join, link: http://example.com/join')], ['29:39 error BAD_NAME']],
  ['a coupon with a password', [scenario('kind: exclusive-coupon, password: { digits: 8, validFor: 10m }')], []],
  ['a password that outlives its code', [scenario('kind: exclusive-coupon, password: { validFor: 2d }')], ['29:61 error SCENARIO_CONTRADICTION']],
  ['a password of four digits', [scenario('kind: exclusive-coupon, password: { digits: 4 }')], ['29:59 error OUT_OF_RANGE']],
  ['across borders', [regions, scenario('kind: cross-border, regions: [{ region: DE, keepLocationFor: 7d }, { region: US, redeem: refused }]')], []],
  ['across borders, blind', [scenario('kind: cross-border, regions: [{ region: DE }]')], ['7:1 error SCENARIO_CONTRADICTION']],
  ['across borders, one twice', [regions, scenario('kind: cross-border, regions: [{ region: DE }, { region: DE }]')], ['30:71 error DUPLICATE_ID']],
  ['across borders, nowhere', [regions, scenario('kind: cross-border')], ['30:3 error MISSING_KEY']],
  ['across a border that is none', [regions, scenario('kind: cross-border, regions: [{ region: Germany }]')], ['30:55 error BAD_NAME']],
  ['a region that is written otherwise', [regions, scenario('kind: cross-border, regions: [{ region: SG }, { region: UK }]')], ['30:71 warning REGION_UNKNOWN']],
  ['a reward for a country that there is not', [['when: { invitee: [registered] }', 'when: { invitee: [registered], condition: { fact: region, operator: in, value: [CN, EU] } }']], ['25:91 warning REGION_UNKNOWN']],
  ['a reward beyond the border', [regions, scenario('kind: cross-border, regions: [{ region: CN }, { region: US, redeem: refused }]'), ['when: { invitee: [registered] }', 'when: { invitee: [registered], condition: { any: [{ fact: region, operator: equal, value: CN-31 }, { fact: region, operator: in, value: [US-CA, HK] }] } }']], ['25:144 warning REGION_NOT_REDEEMED', '25:151 warning REGION_NOT_REDEEMED']],
  ['a reward for all but some', [regions, scenario('kind: cross-border, regions: [{ region: CN }]'), ['when: { invitee: [registered] }', 'when: { invitee: [registered], condition: { not: { fact: region, operator: equal, value: HK } } }']], []],
  ['a reward for all but what there is not', [['when: { invitee: [registered] }', 'when: { invitee: [registered], condition: { not: { fact: region, operator: in, value: [CN, UK] } } }']], ['25:98 warning REGION_UNKNOWN']],
  ['a chain', [scenario('kind: distribution-chain, traceLevels: 2')], []],
  ['a chain that pays beyond what it traces', [['  budget:', '  distribution: { levels: 2, acknowledgedBy: "Li Wei, legal" }\n  budget:'], scenario('kind: distribution-chain, traceLevels: 1')], ['29:27 warning LEVELS_UNUSED', '30:54 error SCENARIO_CONTRADICTION']],
  ['logging a device in', [scenario('kind: device-login')], []],
  ['logging a device in, by a code that lives an hour', [scenario('kind: device-login, every: 1h')], ['29:42 error SCENARIO_CONTRADICTION']],
  ['a livestream', [parameters, scenario('kind: livestream, streamer: streamer')], []],
  ['a livestream of nobody', [parameters, scenario('kind: livestream, streamer: steamer')], ['30:43 error UNKNOWN_PARAMETER']],
  ['a livestream without parameters', [scenario('kind: livestream, streamer: streamer')], ['29:43 error UNKNOWN_PARAMETER']],
  ['words of another scenario', [scenario('kind: registration, streamer: streamer')], ['29:35 error NOT_ALLOWED_HERE']],
  ['a scenario that is none', [scenario('kind: livestrem')], ['29:21 error NOT_ONE_OF']],
  ['the inviter of the inviter', [['to: inviter', 'to: inviter\n      level: 2'], ['  budget:', '  distribution: { levels: 2, acknowledgedBy: "Li Wei, legal" }\n  budget:']], ['25:14 warning LEVELS_PAY_ONESELF']],
  ['smart renewal', [['    settleFor: 30d', '    renewal: { everyUses: 10, by: 7d, upTo: 30d, price: "1.00", currency: CNY }\n    settleFor: 30d']], []],
  ['a renewal without a price', [['    settleFor: 30d', '    renewal: { everyUses: 10, by: 7d, upTo: 90d, price: "0.00", currency: CNY }\n    settleFor: 30d']], ['17:57 error BAD_AMOUNT']],
  ['reports', [['  budget:', '  reports: [{ every: week, to: [growth@example.com] }]\n  budget:']], ['29:3 warning NOT_ENFORCED']],
  ['reports to nobody', [['  budget:', '  reports: [{ every: week }]\n  budget:']], ['29:13 error MISSING_KEY']],
  ['profiles and later purchases', [['  budget:', '  tracking: { profile: [age-band], purchasesFor: 90d }\n  budget:']], ['29:15 warning NOT_ENFORCED', '29:36 warning NOT_ENFORCED']],
];
