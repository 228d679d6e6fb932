import { readFileSync } from 'node:fs';

import { categoriesInWords } from '../../cli/content/describe.ts';
import { refusedRewards } from '../../cli/output/outcome.ts';
import { campaignTestSchema } from '../../campaign-test/schema/file.ts';
import { editorSchema } from '../../campaign-test/editor-schema.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { diagnosticCodes } from '../../compile/diagnostic-codes.ts';
import { assert } from '../../domain/assert.ts';
import { campaignSchema } from '../../domain/campaign/schema.ts';
import { exactWords } from '../../domain/code/exact-words.ts';
import { rejections } from '../../domain/code/rejection.ts';
import { operatorMeanings } from '../../domain/policy/condition.ts';
import { factTable } from '../../domain/policy/facts.ts';
import { policySchema } from '../../domain/policy/schema.ts';
import { populationSchema } from '../../domain/population/schema.ts';
import { families } from '../../lint/catalogue.ts';
import type { FindingText } from '../../lint/finding.ts';
import { snippets } from '../../compile/editor/snippets.ts';
import { planOf } from '../../cli/init/answers.ts';
import { commentsIn, filesOf } from '../../cli/init/files.ts';
import { platforms } from '../../cli/init/platforms.ts';
import { templates } from '../../cli/init/rewards.ts';
import { scenarios } from '../../cli/init/scenarios.ts';
import { shippedPath, shippedPolicies } from '../../cli/shipped.ts';
import type { Wanted } from './said.ts';

/** Families of findings about what people do with terms, and not about the terms themselves. */
const familiesOfConduct: readonly string[] = [
  ...['Abuse', 'Splitting', 'WeChat', 'Alipay', 'Douyin'],
  ...['Levels of distribution', 'Wording', 'Silencing'],
];

/** Every text of the tables that are shown to authors. */
export function tabled(): readonly Wanted[] {
  return [
    ...Object.entries(families).flatMap(([family, texts]) => {
      const home = familiesOfConduct.includes(family) ? 'findings-conduct' : 'findings-terms';
      return [
        { text: family, at: 'lint/catalogue.ts', home: 'pages' },
        ...Object.entries<FindingText>(texts).flatMap(([id, { title, why, remedy }]) =>
          [title, why, remedy].map((text) => ({ text, at: `finding ${id}`, home })),
        ),
      ];
    }),
    ...Object.entries(diagnosticCodes).flatMap(([code, { meaning, remedy }]) =>
      [meaning, remedy].map((text) => ({ text, at: `diagnostic ${code}`, home: 'diagnostics' })),
    ),
    ...entries(rejections, 'domain/code/rejection.ts', 'rejections'),
    ...entries(exactWords, 'domain/code/exact-words.ts', 'rejections'),
    ...Object.values(refusedRewards).map(({ meaning }) => ({
      text: meaning,
      at: 'cli/output/outcome.ts',
      home: 'rejections',
    })),
    ...entries(operatorMeanings, 'domain/policy/condition.ts', 'schema-policy'),
    ...Object.values(factTable).map(({ meaning }) => ({
      text: meaning,
      at: 'domain/policy/facts.ts',
      home: 'schema-policy',
    })),
    ...Object.values(snippets)
      .flat()
      .map(({ description }) => ({
        text: description,
        at: 'compile/editor/snippets.ts',
        home: 'schema-campaign',
      })),
    ...entries(categoriesInWords, 'cli/content/describe.ts', 'cli'),
    ...titlesOfRules(),
    ...begun(),
    ...described(campaignSchema, 'campaign', 'schema-campaign'),
    ...described(campaignTestSchema, 'test', 'schema-test'),
    ...described(editorSchema(), 'test', 'schema-test'),
    ...described(policySchema, 'policy', 'schema-policy'),
    ...described(populationSchema, 'population', 'schema-population'),
  ];
}

/** What `usher explain` shows of the policies that are shipped. */
function titlesOfRules(): Wanted[] {
  return shippedPolicies.flatMap((name) => {
    const at = `rules/policies/${name}.yaml`;
    const compiled = compilePolicy(readFileSync(shippedPath(at), 'utf8'));
    assert(compiled.ok, 'the shipped policies compile');
    return compiled.policy.rules.map(({ title: text }) => ({ text, at, home: 'policies' }));
  });
}

/** What the files say that `usher init` writes, whatever is answered. */
function begun(): Wanted[] {
  const named = { id: 'spring', title: 'Spring', owner: 'growth', timeZone: 'UTC', budget: '1' };
  return Object.keys(scenarios).flatMap((scenario) =>
    Object.keys(platforms).flatMap((platform) =>
      Object.keys(templates).flatMap((template) =>
        commentsIn(filesOf(planOf({ ...named, scenario, platform, template }))).map((text) => ({
          ...{ text, at: 'a comment of a new campaign', home: 'init' },
        })),
      ),
    ),
  );
}

function entries(table: Readonly<Record<string, string>>, at: string, home: string): Wanted[] {
  return Object.values(table).map((text) => ({ text, at, home }));
}

/** Every description of a schema, with its place in it. */
function described(schema: object, path: string, home: string): Wanted[] {
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'description' && typeof value === 'string') {
      const own = home === 'schema-campaign' && path.includes('.rewards') ? 'schema-rewards' : home;
      return [{ text: value, at: `schema ${path}`, home: own }];
    }
    if (typeof value !== 'object' || value === null) return [];
    return described(value, `${path}.${key}`, home);
  });
}
