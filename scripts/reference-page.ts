import { campaignTestSchema } from '../campaign-test/schema/file.ts';
import { campaignSchema } from '../domain/campaign/schema.ts';
import { operators, rewardFacts, riskFacts } from '../domain/policy/condition.ts';
import { factTable, type Fact } from '../domain/policy/facts.ts';
import { policySchema } from '../domain/policy/schema.ts';
import { populationSchema } from '../domain/population/schema.ts';
import { phrase, say, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import { code, sections, type Schema } from './schema-pages.ts';

const head: readonly (Said | string)[] = [
  say`# Campaign reference`,
  '',
  say`<!-- Written by \`npm run generate\` from the schema. Change that, not this page. -->`,
  '',
  say`A campaign is one YAML file. Editors that know the YAML language server complete and check it when it begins with the line`,
  '',
  '```yaml',
  say`# yaml-language-server: $schema=./campaign.schema.json`,
  '```',
  '',
  say`Unknown keys are mistakes. Keys that begin with \`x-\`, at the top and in \`spec\`, are notes of your own.`,
  '',
  say`## How things are written`,
  '',
  '| | |',
  '| --- | --- |',
  say`| duration | a number and a unit: \`30s\`, \`15m\`, \`6h\`, \`7d\`, \`2w\`; or ISO 8601 in weeks, days, hours, minutes and seconds: \`P7D\`, \`PT36H\`. At most 3650 days |`,
  say`| amount | a decimal number **in quotes**: \`"5.00"\`. Money has the decimals of its currency; points, days of a privilege and pieces of an item are whole |`,
  say`| date | \`2027-12-31\`, by the clock of \`period.timeZone\`: as a start it begins at midnight, as an end it is included whole |`,
  say`| instant | \`2027-12-31T18:00:00+08:00\`, always with its offset. As an end it is itself already outside |`,
  say`| name | 1 to 40 small letters, digits and dashes, a letter first; an id of a campaign or a policy has 2 to 63 |`,
  '',
];

const templates: readonly (Said | string)[] = [
  say`## Templates of rewards`,
  '',
  say`A template fills in what a reward does not say.`,
  '',
  say`| template | gives | paid (\`payout.timing\`) | bounded by |`,
  '| --- | --- | --- | --- |',
  say`| \`cash\` | money of a \`currency\` | \`instant\` | \`caps.perCode\` of \`"5.00"\` when the currency is CNY |`,
  say`| \`points\` | points | \`weekly\`, Mondays at 10 | what \`caps\` says |`,
  say`| \`privilege\` | days of a \`privilege\` | \`automatic\` | what \`caps\` says; \`ladder\`, \`bands\` and \`decay\` count over the person |`,
  say`| \`coupon\` | pieces of a \`coupon\` | \`automatic\` | what \`caps\` says |`,
  say`| \`virtual-item\` | pieces of an \`item\` | \`after-campaign\` | what \`caps\` says, \`quantity\` above all |`,
  '',
];

function facts(names: readonly Fact[]): readonly (Said | string)[] {
  const words = {
    string: say`text`,
    number: say`number`,
    list: say`list of texts`,
    flag: say`true or false`,
  };
  return [
    say`| fact | type | meaning |`,
    '| --- | --- | --- |',
    ...names.map((name) => {
      const { type, meaning } = factTable[name];
      return say`| \`${name}\` | ${words[type]} | ${phrase(meaning)} |`;
    }),
    '',
  ];
}

/** What is true after a step and what is true in the end have the same keys, which are told once. */
function testSections(language: Language): readonly string[] {
  const parts = sections('CampaignTest', campaignTestSchema, language)
    .slice(2)
    .join('\n')
    .split(/^(?=## )/m);
  return parts.filter((part) => !part.startsWith('## `CampaignTest.tests[].then'));
}

/** docs/campaign-reference.md, and the same in other languages. */
export function referencePage(language: Language): string {
  const { metadata, spec } = campaignSchema.properties;
  const condition = (campaignSchema.definitions.condition as Schema).description ?? '';
  const parts: readonly (Said | string)[] = [
    ...head,
    say`## The file`,
    '',
    say`| key | |`,
    '| --- | --- |',
    `| \`apiVersion\` | ${code(campaignSchema.properties.apiVersion.const)} |`,
    `| \`kind\` | ${code(campaignSchema.properties.kind.const)} |`,
    say`| \`extends\` | ${phrase(campaignSchema.properties.extends.description)} |`,
    say`| \`metadata\` | what the file is called and whose it is |`,
    say`| \`spec\` | the terms |`,
    '',
    ...sections('metadata', metadata, language),
    ...sections('spec', spec as Schema, language),
    ...templates,
    say`## Conditions`,
    '',
    phrase(condition),
    '',
    say`Operators: ${operators.map(code).join(', ')}. \`in\` and \`notIn\` want a list; the ones of order want numbers.`,
    '',
    '```yaml',
    'condition:',
    '  all:',
    '    - { fact: purchaseAmountMinor, operator: greaterThanInclusive, value: 5000 }',
    '    - { fact: region, operator: in, value: [CN, HK] }',
    '```',
    '',
    say`Facts that a reward may look at:`,
    '',
    ...facts(rewardFacts),
    say`A reward may also look at \`MILESTONE.PROPERTY\`, a property of one of the campaign's milestones as it was reported last. Amounts are compared with amounts in quotes, flags with \`true\` or \`false\`. No comparison with a property that was not reported holds, and neither does its opposite.`,
    '',
    '```yaml',
    'condition: { fact: order-paid.amount, operator: greaterThanInclusive, value: "50.00" }',
    '```',
    '',
    ...otherFiles(language),
  ];
  const words = parts.map((said) => (typeof said === 'string' ? said : textOf(said, language)));
  return `${words.join('\n').trimEnd()}\n`;
}

/** The files that go with a campaign. */
function otherFiles(language: Language): readonly (Said | string)[] {
  return [
    say`## Risk policies`,
    '',
    say`A risk policy is a file of its own, in \`rules/policies\`, with the same \`apiVersion\` and \`metadata\` and \`kind: RiskPolicy\`. Unlike terms, a new version applies to codes that are already out.`,
    '',
    ...sections('spec (RiskPolicy)', policySchema.properties.spec as Schema, language),
    say`Facts that its rules may look at:`,
    '',
    ...facts(riskFacts),
    say`## Populations`,
    '',
    say`A population is a file of its own, for \`usher simulate\`, with the same \`apiVersion\` and \`metadata\` and \`kind: Population\`. Nothing in \`spec\` has to be said. Shares are parts of the whole: 0.25 is a quarter.`,
    '',
    ...sections('spec (Population)', populationSchema.properties.spec, language),
    say`## Tests of campaigns`,
    '',
    say`A test file lies beside its campaign, \`NAME.test.yaml\`, with the same \`apiVersion\` and \`kind: CampaignTest\`. [writing-campaigns.md](writing-campaigns.md) tells how to write one.`,
    '',
    ...testSections(language),
  ];
}
