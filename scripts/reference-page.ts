import { campaignTestSchema } from '../campaign-test/schema/file.ts';
import { campaignSchema } from '../domain/campaign/schema.ts';
import { operators, rewardFacts, riskFacts } from '../domain/policy/condition.ts';
import { factTable, type Fact } from '../domain/policy/facts.ts';
import { policySchema } from '../domain/policy/schema.ts';
import { populationSchema } from '../domain/population/schema.ts';
import { cell, code, sections, type Schema } from './schema-pages.ts';

const head = `# Campaign reference

<!-- Written by \`npm run generate\` from the schema. Change that, not this page. -->

A campaign is one YAML file. Editors that know the YAML language server complete and check it when it
begins with the line

\`\`\`yaml
# yaml-language-server: $schema=./campaign.schema.json
\`\`\`

Unknown keys are mistakes. Keys that begin with \`x-\`, at the top and in \`spec\`, are notes of your own.

## How things are written

| | |
| --- | --- |
| duration | a number and a unit: \`30s\`, \`15m\`, \`6h\`, \`7d\`, \`2w\`; or ISO 8601 in weeks, days, hours, minutes and seconds: \`P7D\`, \`PT36H\`. At most 3650 days |
| amount | a decimal number **in quotes**: \`"5.00"\`. Money has the decimals of its currency; points, days of a privilege and pieces of an item are whole |
| date | \`2027-12-31\`, by the clock of \`period.timeZone\`: as a start it begins at midnight, as an end it is included whole |
| instant | \`2027-12-31T18:00:00+08:00\`, always with its offset. As an end it is itself already outside |
| name | small letters, digits and dashes, a letter first |
`;

const templates = `## Templates of rewards

A template fills in what a reward does not say.

| template | gives | paid (\`payout.timing\`) | bounded by |
| --- | --- | --- | --- |
| \`cash\` | money of a \`currency\` | \`instant\` | \`caps.perCode\` of \`"5.00"\` when the currency is CNY |
| \`points\` | points | \`weekly\`, Mondays at 10 | what \`caps\` says |
| \`privilege\` | days of a \`privilege\` | \`automatic\` | what \`caps\` says; \`ladder\`, \`bands\` and \`decay\` count over the person |
| \`coupon\` | pieces of a \`coupon\` | \`automatic\` | what \`caps\` says |
| \`virtual-item\` | pieces of an \`item\` | \`after-campaign\` | what \`caps\` says, \`quantity\` above all |
`;

function facts(names: readonly Fact[]): string[] {
  return [
    '| fact | type | meaning |',
    '| --- | --- | --- |',
    ...names.map((name) => {
      const { type, meaning } = factTable[name];
      const words = {
        string: 'text',
        number: 'number',
        list: 'list of texts',
        flag: 'true or false',
      };
      return `| \`${name}\` | ${words[type]} | ${cell(meaning)} |`;
    }),
    '',
  ];
}

/** What is true after a step and what is true in the end have the same keys, which are told once. */
function testSections(): readonly string[] {
  const parts = sections('CampaignTest', campaignTestSchema)
    .slice(2)
    .join('\n')
    .split(/^(?=## )/m);
  return parts.filter((part) => !part.startsWith('## `CampaignTest.tests[].then'));
}

/** docs/campaign-reference.md. */
export function referencePage(): string {
  const { metadata, spec } = campaignSchema.properties;
  const condition = (campaignSchema.definitions.condition as Schema).description ?? '';
  const rule = policySchema.properties.spec;
  return [
    head,
    '## The file',
    '',
    '| key | |',
    '| --- | --- |',
    `| \`apiVersion\` | ${code(campaignSchema.properties.apiVersion.const)} |`,
    `| \`kind\` | ${code(campaignSchema.properties.kind.const)} |`,
    `| \`extends\` | ${cell(campaignSchema.properties.extends.description)} |`,
    '| `metadata` | what the file is called and whose it is |',
    '| `spec` | the terms |',
    '',
    ...sections('metadata', metadata),
    ...sections('spec', spec as Schema),
    templates,
    '## Conditions',
    '',
    condition,
    '',
    `Operators: ${operators.map(code).join(', ')}. \`in\` and \`notIn\` want a list; the ones of order want numbers.`,
    '',
    '```yaml',
    'condition:',
    '  all:',
    '    - { fact: purchaseAmountMinor, operator: greaterThanInclusive, value: 5000 }',
    '    - { fact: region, operator: in, value: [CN, HK] }',
    '```',
    '',
    'Facts that a reward may look at:',
    '',
    ...facts(rewardFacts),
    "A reward may also look at `MILESTONE.PROPERTY`, a property of one of the campaign's milestones as it was",
    'reported last. Amounts are compared with amounts in quotes, flags with `true` or `false`. No comparison',
    'with a property that was not reported holds, and neither does its opposite.',
    '',
    '```yaml',
    'condition: { fact: order-paid.amount, operator: greaterThanInclusive, value: "50.00" }',
    '```',
    '',
    '## Risk policies',
    '',
    'A risk policy is a file of its own, in `rules/policies`, with the same `apiVersion` and `metadata` and',
    '`kind: RiskPolicy`. Unlike terms, a new version applies to codes that are already out.',
    '',
    ...sections('spec (RiskPolicy)', rule as Schema),
    'Facts that its rules may look at:',
    '',
    ...facts(riskFacts),
    '## Populations',
    '',
    'A population is a file of its own, for `usher simulate`, with the same `apiVersion` and `metadata` and',
    '`kind: Population`. Nothing in `spec` has to be said. Shares are parts of the whole: 0.25 is a quarter.',
    '',
    ...sections('spec (Population)', populationSchema.properties.spec),
    '## Tests of campaigns',
    '',
    'A test file lies beside its campaign, `NAME.test.yaml`, with the same `apiVersion` and',
    '`kind: CampaignTest`. [writing-campaigns.md](writing-campaigns.md) tells how to write one.',
    '',
    ...testSections(),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
