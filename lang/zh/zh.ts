import { cli } from './cli.ts';
import { compare } from './compare.ts';
import { compile } from './compile.ts';
import { diagnostics } from './diagnostics.ts';
import { explain } from './explain.ts';
import { findingsConduct } from './findings-conduct.ts';
import { findingsTerms } from './findings-terms.ts';
import { init } from './init.ts';
import { lint } from './lint.ts';
import { lintTerms } from './lint-terms.ts';
import { pages } from './pages.ts';
import { policies } from './policies.ts';
import { receipt } from './receipt.ts';
import { rejections } from './rejections.ts';
import { schemaCampaign } from './schema-campaign.ts';
import { schemaPolicy } from './schema-policy.ts';
import { schemaPopulation } from './schema-population.ts';
import { schemaRewards } from './schema-rewards.ts';
import { schemaTest } from './schema-test.ts';
import { shape } from './shape.ts';
import { simulate } from './simulate.ts';
import { terms } from './terms.ts';
import { tests } from './tests.ts';
import { told } from './told.ts';

/** The Chinese translations by English template, each in the file of its area. */
export const areas: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cli,
  compare,
  compile,
  diagnostics,
  explain,
  'findings-conduct': findingsConduct,
  'findings-terms': findingsTerms,
  init,
  lint,
  'lint-terms': lintTerms,
  pages,
  policies,
  receipt,
  rejections,
  'schema-campaign': schemaCampaign,
  'schema-policy': schemaPolicy,
  'schema-population': schemaPopulation,
  'schema-rewards': schemaRewards,
  'schema-test': schemaTest,
  shape,
  simulate,
  terms,
  tests,
  told,
};

/** All of them. */
export const zh: ReadonlyMap<string, string> = new Map(
  Object.values(areas).flatMap(Object.entries),
);
