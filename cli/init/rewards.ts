import { currencyDecimals } from '../../domain/money.ts';
import { say, type Said } from '../../lang/say.ts';

/** The reward of a new campaign, with everything filled in. */
export interface Reward {
  readonly id: string;
  readonly template: string;
  /** What one invitee earns the inviter. */
  readonly amount: string;
  readonly decimals: number;
  /** The line that names what is given; points need none. */
  readonly names?: string;
  readonly perPerson: string;
  /** The cap that keeps the whole within the budget. */
  readonly totalCap: 'perCampaign' | 'quantity';
  /** The line of the budget. */
  readonly asset: string;
  readonly budget: string;
  /** Whether it is paid at once, or waits for a batch. */
  readonly then: 'paid' | 'held';
}

interface Template {
  readonly about: Said;
  reward(currency: string): Reward;
}

/** Currencies by the number of decimals that their amounts have. */
const decimals: Readonly<Record<string, number>> = currencyDecimals;

const whole = { decimals: 0, totalCap: 'perCampaign' } as const;

/** The templates by their name. */
export const templates: Readonly<Record<string, Template>> = {
  cash: {
    about: say`a red packet, paid at once`,
    reward: (currency) => {
      const isWhole = decimals[currency] === 0;
      return {
        ...whole,
        id: 'red-packet',
        template: 'cash',
        amount: isWhole ? '100' : '1.00',
        decimals: decimals[currency] ?? 2,
        names: `currency: ${currency}`,
        perPerson: isWhole ? '500' : '5.00',
        asset: currency,
        budget: isWhole ? '1000000' : '10000.00',
        then: 'paid',
      };
    },
  },
  points: {
    about: say`points, paid every Monday`,
    reward: () => ({
      ...whole,
      id: 'thank-you-points',
      template: 'points',
      amount: '100',
      perPerson: '1000',
      asset: 'points',
      budget: '50000',
      then: 'held',
    }),
  },
  privilege: {
    about: say`days of a membership, which begin by themselves`,
    reward: () => ({
      ...whole,
      id: 'vip-days',
      template: 'privilege',
      amount: '10',
      names: 'privilege: vip',
      perPerson: '90',
      asset: 'privilege:vip',
      budget: '3000',
      then: 'paid',
    }),
  },
  coupon: {
    about: say`pieces of a coupon, which take effect by themselves`,
    reward: () => ({
      ...whole,
      id: 'coupon',
      template: 'coupon',
      amount: '1',
      names: 'coupon: coffee',
      perPerson: '5',
      totalCap: 'quantity',
      asset: 'coupon:coffee',
      budget: '500',
      then: 'paid',
    }),
  },
  'virtual-item': {
    about: say`pieces of an item, given when the campaign is over`,
    reward: () => ({
      ...whole,
      id: 'gift',
      template: 'virtual-item',
      amount: '1',
      names: 'item: gift',
      perPerson: '5',
      totalCap: 'quantity',
      asset: 'item:gift',
      budget: '500',
      then: 'held',
    }),
  },
};
