import { say, type Said } from '../lang/say.ts';
import { forms, type Form } from '../domain/campaign/schema/forms.ts';

const words: Readonly<Record<Form, Said>> = {
  duration: say`a number and a unit: 30s, 15m, 6h, 7d, 2w`,
  lifetime: say`a number and a unit (24h, 7d), until-campaign-end, or long-term`,
  amount: say`a decimal number in quotes: "5.00"`,
  starts: say`on-publish, a date (2027-02-01), or an instant with its offset (2027-02-01T10:00:00+08:00)`,
  ends: say`a date (2027-12-31), or an instant with its offset (2027-12-31T18:00:00+08:00)`,
  campaignId: say`2 to 63 small letters, digits and dashes, a letter first, and not the word all: spring-2027`,
  name: say`1 to 40 small letters, digits and dashes, a letter first: red-packet`,
  property: say`a milestone, a dot and its property: order-paid.amount`,
  parameter: say`1 to 40 letters, digits and dashes, a small letter first: shop2`,
  owned: say`1 to 41 small letters, digits and dashes: coffee`,
  prefix: say`up to 12 letters and digits: ACME`,
  clock: say`a time of day in quotes, 00:00 to 24:00: "09:30"`,
  link: say`https://example.com/join: https, without ? and #`,
  region: say`an ISO 3166 code: DE, or CN-31`,
  instant: say`an instant with its offset: 2027-02-01T10:00:00+08:00`,
  offset: say`a plus sign, a number and a unit: +30s, +6h, +7d`,
  money: say`an amount and what it is of: 5.00 CNY, 50 points, 30 privilege:vip`,
  asset: say`a currency or points, or privilege:, coupon: or item: with a name: CNY, coupon:coffee`,
  end: say`a plus sign, a number and a unit (+30h), or never`,
  earning: say`an amount (1.00 CNY), CAP_REACHED, LIMIT_REACHED, SHARED_LIMIT_REACHED, BUDGET_EXHAUSTED, CONDITION_NOT_MET or NO_INVITER_AT_LEVEL`,
};

/** Which written form a schema's pattern stands for. */
export function formOf(pattern: unknown): Form | undefined {
  return (Object.keys(forms) as Form[]).find((form) => forms[form] === pattern);
}

/** What a text of that form looks like. */
export function wantedForm(form: Form): Said {
  return words[form];
}
