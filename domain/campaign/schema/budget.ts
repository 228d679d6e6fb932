import { currencyDecimals } from '../../money.ts';
import { amountText } from './forms.ts';

const moneyLines = Object.fromEntries(
  Object.entries(currencyDecimals).map(([currency, decimals]) => [
    currency,
    {
      ...amountText,
      description: `Money, with ${decimals === 0 ? 'no' : String(decimals)} decimals.`,
    },
  ]),
);

const budgetLines = { ...moneyLines, points: { ...amountText, description: 'Points, whole.' } };

/** Lines of a budget whose keys an author names; `title` is how they are written. */
const namedBudgetLines = {
  '^privilege:[a-z0-9][a-z0-9-]{0,40}$': {
    ...amountText,
    title: 'privilege:NAME',
    description: 'Days of a privilege, whole.',
  },
  '^coupon:[a-z0-9][a-z0-9-]{0,40}$': {
    ...amountText,
    title: 'coupon:NAME',
    description: 'Pieces of a coupon, whole.',
  },
  '^item:[a-z0-9][a-z0-9-]{0,40}$': {
    ...amountText,
    title: 'item:NAME',
    description: 'Pieces of a virtual item, whole.',
  },
};

/** Amounts by asset, as authors write them. */
export const linesSchema = {
  additionalProperties: false,
  properties: budgetLines,
  patternProperties: namedBudgetLines,
};

/** The same of money alone. */
export const cashSchema = { type: 'object', additionalProperties: false, properties: moneyLines };

/** `spec.budget`. */
export const budgetSchema = {
  type: 'object',
  description:
    'What the campaign may spend of everything its rewards give. It cannot be overspent.',
  default: {},
  examples: [{ CNY: '10000.00', points: '50000', 'privilege:vip': '3000', 'item:lantern': '500' }],
  ...linesSchema,
} as const;
