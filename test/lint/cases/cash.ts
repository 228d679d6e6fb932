import type { Edit } from '../base.ts';

/** Edits of the base: it pays cash where it paid points. */
export const cash: readonly Edit[] = [
  ['template: points', 'template: cash\n      currency: CNY'],
  ['amount: "10"', 'amount: "2.00"'],
  ['payout: { timing: weekly }', 'payout: { timing: instant, hold: 7d }'],
  [
    'caps: { perCampaign: "1000" }',
    'caps: { perPerson: "20.00", perCampaign: "1000.00" } # usher-ignore CAP_ESCAPED: names are verified',
  ],
  ['budget: { points: "1000" }', 'budget: { CNY: "1000.00" }'],
];
