import type { Case, Edit } from '../base.ts';

const over = (text: string): Edit => ['amount: "10"', text];

/** The reward waits for what somebody pays. */
const buying: readonly Edit[] = [
  ['milestones: [registered]', 'milestones: [registered, order-paid]'],
  ['when: { invitee: [registered] }', 'when: { invitee: [registered, order-paid] }'],
];

const steps = over(
  'ladder: { steps: [{ invitees: 3, amount: "30" }, { invitees: 6, amount: "40" }] }',
);
const limits = (text: string): Edit => ['  budget:', `      limits: [${text}]\n  budget:`];
const shared = (text: string): Edit => ['  budget:', `  limits: [${text}]\n  budget:`];
const another = (to: string, milestone: string): Edit => [
  '  budget: { points: "1000" }',
  `    - id: again\n      template: points\n      to: ${to}\n      when: { invitee: [${milestone}] }\n      amount: "5"\n      caps: { perCampaign: "100" }\n  budget: { points: "1100" }`,
];
const bought: readonly Edit[] = [
  ['milestones: [registered]', 'milestones: [order-paid]'],
  ['[registered] }', '[{ milestone: order-paid, atLeast: "200.00" }] }'],
];
const purchaseBands =
  'bands: { of: order-paid, bands: [{ purchase: "100.00", amount: "5" }, { purchase: "200.00", amount: "9" }] }';

export const tierCases: readonly Case[] = [
  ['a ladder beyond the uses of a code', [over('ladder: { over: code, steps: [{ invitees: 60, amount: "10" }] }')], ['26:7 warning SPLITTING_PAYS', '26:49 warning TIER_UNREACHABLE']],
  ['a ladder within them', [over('ladder: { over: code, steps: [{ invitees: 50, amount: "10" }] }')], ['26:7 warning SPLITTING_PAYS']],
  ['a ladder beyond the uses of a line', [over('ladder: { over: lineage, steps: [{ invitees: 51, amount: "10" }] }')], ['26:7 warning SPLITTING_PAYS', '26:52 warning TIER_UNREACHABLE']],
  ['a line of three codes', [over('ladder: { over: lineage, steps: [{ invitees: 150, amount: "10" }] }'), ['settleFor: 30d', 'settleFor: 30d\n    onExpiry: { action: regenerate }']], ['27:7 warning SPLITTING_PAYS']],
  ['a line of three codes, beyond it', [over('ladder: { over: lineage, steps: [{ invitees: 151, amount: "10" }] }'), ['settleFor: 30d', 'settleFor: 30d\n    onExpiry: { action: regenerate }']], ['27:7 warning SPLITTING_PAYS', '27:52 warning TIER_UNREACHABLE']],
  ['a ladder beyond the codes of a person', [over('ladder: { over: person, steps: [{ invitees: 51, amount: "10" }] }'), ['lifetime: 24h', 'lifetime: until-campaign-end']], ['26:7 warning SPLITTING_PAYS', '26:51 warning TIER_UNREACHABLE']],
  ['a ladder within the codes of a person, one after the other', [over('ladder: { over: person, steps: [{ invitees: 51, amount: "10" }] }')], ['26:7 warning SPLITTING_PAYS']],
  ['a decay that never begins', [over('decay: { over: code, every: 51, first: "10", keepPercent: 100 }')], ['26:35 warning TIER_UNREACHABLE']],
  ['a cap that the first step uses up', [over('ladder: { steps: [{ invitees: 3, amount: "30" }, { invitees: 6, amount: "40" }] }'), ['perCampaign: "1000"', 'perCampaign: "1000", perPerson: "60"']], ['26:7 warning SPLITTING_PAYS', '26:79 warning TIER_UNREACHABLE']],
  ['a cap of the one code that a person has', [over('ladder: { steps: [{ invitees: 3, amount: "30" }, { invitees: 6, amount: "40" }] }'), ['perCampaign: "1000"', 'perCampaign: "1000", perCode: "60"'], ['lifetime: 24h', 'lifetime: until-campaign-end']], ['26:7 warning SPLITTING_PAYS', '26:79 warning TIER_UNREACHABLE']],
  ['a cap of each code that a person has one after the other', [over('ladder: { steps: [{ invitees: 3, amount: "30" }, { invitees: 6, amount: "40" }] }'), ['perCampaign: "1000"', 'perCampaign: "1000", perCode: "60"']], ['26:7 warning SPLITTING_PAYS']],
  ['a cap on times that the first step uses up', [over('ladder: { steps: [{ invitees: 3, amount: "30" }, { invitees: 6, amount: "40" }] }'), ['perCampaign: "1000"', 'perCampaign: "1000", times: { perPerson: 1 }']], ['26:7 warning SPLITTING_PAYS', '26:79 warning TIER_UNREACHABLE']],
  ['a cap narrower than what is counted over', [over('ladder: { steps: [{ invitees: 3, amount: "30" }, { invitees: 6, amount: "40" }] }'), ['perCampaign: "1000"', 'perCampaign: "1000", perCode: "60"']], ['26:7 warning SPLITTING_PAYS']],
  ['a band behind the cap', [over('bands: { bands: [{ invitees: 1, amount: "10" }, { invitees: 30, amount: "20" }] }'), ['perCampaign: "1000"', 'perCampaign: "1000", perPerson: "200"']], ['26:79 warning TIER_UNREACHABLE']],
  ['a band behind the budget', [over('bands: { bands: [{ invitees: 1, amount: "10" }, { invitees: 200, amount: "20" }] }')], ['26:80 warning TIER_UNREACHABLE']],
  ['a budget that both sides use up', [['to: inviter', 'to: both'], over('bands: { bands: [{ invitees: 1, amount: "10" }, { invitees: 51, amount: "20" }] }')], ['26:79 warning TIER_UNREACHABLE']],
  ['the second reward, too', [['  budget:', '    - id: again\n      template: points\n      to: inviter\n      when: { invitee: [redeemed] }\n      ladder: { over: code, steps: [{ invitees: 51, amount: "10" }] }\n      caps: { perCode: "10", redemptions: 1 }\n  budget:'], ['caps: { perCampaign: "1000" }', 'caps: { perCampaign: "900" }']], ['33:7 warning SPLITTING_PAYS', '33:49 warning TIER_UNREACHABLE']],
  ['bands from the third on', [over('bands: { bands: [{ invitees: 3, amount: "10" }] }')], ['26:36 warning BANDS_BEGIN_LATE']],
  ['bands from the second on', [over('bands: { bands: [{ invitees: 2, amount: "10" }] }')], ['26:36 warning BANDS_BEGIN_LATE']],
  ['two bands of one amount', [over('bands: { bands: [{ invitees: 1, amount: "10" }, { invitees: 5, amount: "10" }] }')], ['26:78 warning TIER_WITHOUT_EFFECT']],
  ['a ladder that falls', [over('ladder: { over: campaign, steps: [{ invitees: 3, amount: "30" }, { invitees: 6, amount: "10" }] }')], ['26:95 info TIER_FALLS']],
  ['steps that overlap', [over('ladder: { over: campaign, steps: [{ invitees: 3, amount: "30" }, { invitees: 3, amount: "40" }] }')], ['26:84 error STEPS_NOT_ASCENDING']],
  ['steps out of order', [over('ladder: { over: campaign, steps: [{ invitees: 6, amount: "30" }, { invitees: 3, amount: "40" }] }')], ['26:84 error STEPS_NOT_ASCENDING']],
  ['one reward twice', [['  budget:', '    - id: again\n      template: points\n      to: inviter\n      when: { invitee: [registered] }\n      amount: "5"\n      caps: { perCampaign: "100" }\n  budget:'], ['caps: { perCampaign: "1000" }', 'caps: { perCampaign: "900" }']], ['29:11 warning REWARD_DOUBLED']],
  ['one reward twice, for each side', [['  budget:', '    - id: again\n      template: points\n      to: invitee\n      when: { invitee: [registered] }\n      amount: "5"\n      caps: { perCampaign: "100" }\n  budget:'], ['caps: { perCampaign: "1000" }', 'caps: { perCampaign: "900" }']], []],
  ['one reward, and one for who invited the inviter', [['  budget:', '    - id: again\n      template: points\n      to: inviter\n      level: 2\n      when: { invitee: [registered] }\n      amount: "5"\n      caps: { perCampaign: "100" }\n  distribution: { levels: 2, acknowledgedBy: "Li Wei, legal" }\n  budget:'], ['caps: { perCampaign: "1000" }', 'caps: { perCampaign: "900" }']], ['32:14 warning LEVELS_PAY_ONESELF']],
  ['decay splits', [over('decay: { over: person, every: 3, first: "30", floor: "1" }')], ['26:7 warning SPLITTING_PAYS']],
  ['a ladder of one step splits', [over('ladder: { steps: [{ invitees: 3, amount: "30" }] }')], ['26:7 warning SPLITTING_PAYS']],
  ['a ladder whose last step makes up for it', [over('ladder: { steps: [{ invitees: 1, amount: "1" }, { invitees: 2, amount: "1" }] }')], ['26:7 warning SPLITTING_PAYS']],
  ['bands that rise', [over('bands: { bands: [{ invitees: 1, amount: "5" }, { invitees: 5, amount: "10" }] }')], []],
  ['bands that fall', [over('bands: { bands: [{ invitees: 1, amount: "5" }, { invitees: 2, amount: "4" }] }')], ['26:7 warning SPLITTING_PAYS']],
  ['bands that fall over the campaign', [over('bands: { over: campaign, bands: [{ invitees: 1, amount: "5" }, { invitees: 2, amount: "4" }] }')], []],
  ['bands that fall, for invitees', [['to: inviter', 'to: invitee'], over('bands: { bands: [{ invitees: 1, amount: "5" }, { invitees: 2, amount: "4" }] }')], []],
  ['steps of purchases that split', [...buying, over('ladder: { of: order-paid, steps: [{ purchases: "1000.00", amount: "30" }, { purchases: "2000.00", amount: "40" }] }')], ['26:7 warning SPLITTING_PAYS']],
  ['steps of purchases whose last makes up for it', [...buying, over('ladder: { of: order-paid, steps: [{ purchases: "0.01", amount: "1" }, { purchases: "0.02", amount: "30" }] }')], ['26:7 warning SPLITTING_PAYS']],
  ['steps of purchases over the campaign', [...buying, over('ladder: { over: campaign, of: order-paid, steps: [{ purchases: "1000.00", amount: "30" }, { purchases: "2000.00", amount: "20" }] }')], ['26:129 info TIER_FALLS']],
  ['a step of purchases behind the budget', [...buying, over('ladder: { over: campaign, of: order-paid, steps: [{ purchases: "1000.00", amount: "600" }, { purchases: "2000.00", amount: "700" }] }')], ['26:130 warning TIER_UNREACHABLE']],
  ['bands of purchases', [...buying, over('bands: { of: order-paid, bands: [{ purchase: "100.00", amount: "5" }, { purchase: "200.00", amount: "5" }] }')], ['26:7 warning PURCHASE_SPLIT_PAYS', '26:107 warning TIER_WITHOUT_EFFECT']],
  ['a ladder of the campaign beyond all uses', [over('ladder: { over: campaign, steps: [{ invitees: 5001, amount: "10" }] }'), ['lifetime: 24h', 'lifetime: until-campaign-end']], ['26:53 warning TIER_UNREACHABLE']],
  ['a ladder of the campaign within all uses', [over('ladder: { over: campaign, steps: [{ invitees: 5000, amount: "10" }] }'), ['lifetime: 24h', 'lifetime: until-campaign-end']], []],
  ['a ladder of the campaign within the uses of codes that follow each other', [over('ladder: { over: campaign, steps: [{ invitees: 5001, amount: "10" }] }')], []],
  ['a ladder of a campaign whose codes are used without end', [over('ladder: { over: campaign, steps: [{ invitees: 5001, amount: "10" }] }'), ['usesMax: 50, ', '']], []],
  ['a limit on times that the first step uses up', [steps, limits('{ of: person, times: 1 }')], ['26:7 warning SPLITTING_PAYS', '26:79 warning TIER_UNREACHABLE']],
  ['a limit of each day, of which the second step has another', [steps, limits('{ of: person, every: day, times: 1 }')], ['26:7 warning SPLITTING_PAYS']],
  ['a limit in spec that the first step uses up', [steps, shared('{ of: person, asset: points, amount: "69" }')], ['26:7 warning SPLITTING_PAYS', '26:79 warning TIER_UNREACHABLE']],
  ['a limit in spec with room for both steps', [steps, shared('{ of: person, asset: points, amount: "70" }')], ['26:7 warning SPLITTING_PAYS']],
  ['a step behind what another reward takes of a limit in spec', [steps, another('inviter', 'redeemed'), shared('{ of: person, asset: points, amount: "89" }')], ['26:7 warning SPLITTING_PAYS', '26:79 warning TIER_UNREACHABLE']],
  ['a step beside another reward under a limit in spec', [steps, another('inviter', 'redeemed'), shared('{ of: person, asset: points, amount: "100" }')], ['26:7 warning SPLITTING_PAYS']],
  ['a reward behind another one under a limit in spec', [another('inviter', 'redeemed'), shared('{ of: person, times: 1 }')], ['22:11 warning REWARD_CROWDED_OUT']],
  ['a reward before another one under a limit in spec', [another('inviter', 'registered'), shared('{ of: person, times: 1 }')], ['29:11 warning REWARD_CROWDED_OUT', '29:11 warning REWARD_DOUBLED']],
  ['a reward behind another one with room for both', [another('inviter', 'redeemed'), shared('{ of: person, times: 2 }')], []],
  ['a reward behind one for the other side', [another('invitee', 'redeemed'), shared('{ of: person, times: 1 }')], []],
  ['a reward behind one of the other side under a limit of both', [another('invitee', 'redeemed'), shared('{ of: code, times: 1 }')], ['22:11 warning REWARD_CROWDED_OUT']],
  ['bands of purchases below the least that counts', [...bought, over(purchaseBands)], ['26:7 warning PURCHASE_SPLIT_PAYS', '26:52 warning TIER_UNREACHABLE']],
  ['bands of purchases that a condition leaves out', [['milestones: [registered]', 'milestones: [order-paid]'], ['when: { invitee: [registered] }', 'when: { invitee: [order-paid], condition: { fact: purchaseAmountMinor, operator: lessThan, value: 20000 } }'], over(purchaseBands)], ['26:7 warning PURCHASE_SPLIT_PAYS', '26:89 warning TIER_UNREACHABLE']],
  ['bands of purchases of which a condition leaves a part', [['milestones: [registered]', 'milestones: [order-paid]'], ['when: { invitee: [registered] }', 'when: { invitee: [order-paid], condition: { fact: purchaseAmountMinor, operator: lessThan, value: 20001 } }'], over(purchaseBands)], ['26:7 warning PURCHASE_SPLIT_PAYS']],
];
