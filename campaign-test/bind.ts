import { compileCampaign } from '../compile/campaign.ts';
import type { Diagnostic, Path, Problem } from '../compile/diagnostic.ts';
import type { Terms, VariantTerms } from '../domain/campaign/terms.ts';
import { assert } from '../domain/assert.ts';
import { periodOf } from '../domain/campaign/period.ts';
import { formatMoney } from '../domain/money.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryCampaign } from '../simulate/memory-store.ts';
import type { CampaignTest, TestCase } from './case.ts';
import { changedText, guiltyOf, type Changed } from './changed-text.ts';
import { strangeMoney } from './strange-money.ts';
import { asIs, say, type Language } from '../lang/say.ts';

/** What a test file is about: the text of its campaign, and the policies that there are, by id. */
export interface Subject {
  readonly campaignText: string;
  readonly policies: ReadonlyMap<string, RiskPolicy>;
  /** Which of them the test file itself names; the others are shipped, and were not written by whoever tests. */
  readonly ownPolicies?: ReadonlySet<string>;
}

export type Bound =
  | { readonly ok: true; readonly campaign: MemoryCampaign }
  | { readonly ok: false; readonly problem: Problem };

/** What a campaign is bound to: the changes of one test, and the people of its file. */
interface Binding extends Pick<TestCase, 'path' | 'changes' | 'operator'> {
  readonly people?: CampaignTest['people'];
  readonly steps?: TestCase['steps'];
  readonly row?: string;
}

/** The campaign of one test, as it is published at `now`, with the test's own changes in it. */
export function bind(
  subject: Subject,
  binding: Binding,
  options: { readonly now: Instant; readonly language?: Language },
): Bound {
  const bound = bindRow(subject, binding, options);
  const { row } = binding;
  if (bound.ok || row === undefined || row === '') return bound;
  const { problem } = bound;
  return { ok: false, problem: { ...problem, message: say`in row (${row}): ${problem.message}` } };
}

function bindRow(
  { campaignText, policies }: Subject,
  { path, changes, people = new Map(), steps = [], operator }: Binding,
  { now, language = 'en' }: { readonly now: Instant; readonly language?: Language },
): Bound {
  const changed = changedText(campaignText, { path, changes });
  if (!changed.ok) return changed;
  const compiled = compileCampaign(changed.text, { language });
  if (!compiled.ok) {
    return { ok: false, problem: notCompiled(path, changed, compiled.diagnostics[0]) };
  }
  const { terms, digest, variants } = compiled;
  const versions = [terms, ...variants.map((one) => one.terms)];
  const problem =
    unknownPolicy(versions, policies) ??
    (takesVariants(changes) ? undefined : unknownVariant(people, variants)) ??
    strangeOperator(terms, path, operator) ??
    strangeMoney(versions, steps);
  if (problem !== undefined) return { ok: false, problem };
  const policy = policies.get(terms.risk.policy);
  assert(policy !== undefined, 'every policy that is named is known');
  const varied = variants.flatMap((one) => {
    const own = policies.get(one.terms.risk.policy);
    return own === undefined ? [] : [[one.digest, { terms: one.terms, policy: own }] as const];
  });
  const period = periodOf(terms.period, now);
  const campaign: MemoryCampaign = { terms, digest, policy, status: 'open', ...period };
  return {
    ok: true,
    campaign: varied.length === 0 ? campaign : { ...campaign, variants: new Map(varied) },
  };
}

function notCompiled(
  path: Path,
  { placed }: Extract<Changed, { ok: true }>,
  first: Diagnostic | undefined,
): Problem {
  const guilty = guiltyOf(placed, first?.path ?? '');
  return {
    code: first?.code ?? 'WRONG_VALUE',
    path: [...path, 'with', ...(guilty === undefined ? [] : [guilty])],
    at: 'key',
    message: say`with these changes the campaign is wrong at ${first?.path ?? ''}: ${first?.message ?? ''}`,
    expected: first === undefined ? say`a campaign without errors` : asIs(first.expected),
  };
}

function unknownPolicy(all: readonly Terms[], policies: Subject['policies']): Problem | undefined {
  const unknown = all.find(({ risk }) => !policies.has(risk.policy));
  const known = [...policies.keys()].join(', ');
  return (
    unknown && {
      code: 'UNKNOWN_POLICY',
      path: ['campaign'],
      message: say`there is no risk policy "${unknown.risk.policy}" here`,
      expected: say`its file in \`policies\`; known are: ${known}`,
    }
  );
}

/** An operator's account is of the currency of renewals, where there are any. */
function strangeOperator(
  { validity: { renewal } }: Terms,
  path: TestCase['path'],
  operator: TestCase['operator'],
): Problem | undefined {
  if (operator === undefined || operator.asset === renewal?.asset) return undefined;
  return {
    code: 'WRONG_VALUE',
    path: [...path, 'operator'],
    message:
      renewal === undefined
        ? say`the campaign has no renewal that an operator's account would pay`
        : say`renewals of the campaign cost ${formatMoney(renewal.priceMinor, renewal.asset)}`,
    expected:
      renewal === undefined
        ? say`no \`operator\``
        : say`an amount of the same: ${formatMoney(renewal.priceMinor, renewal.asset)}`,
  };
}

/** Whether the test takes variants away: whose variant is gone has none. */
function takesVariants(changes: TestCase['changes']): boolean {
  return Object.keys(changes).includes('spec.variants');
}

function unknownVariant(
  people: NonNullable<Binding['people']>,
  variants: readonly VariantTerms[],
): Problem | undefined {
  const ids = variants.map(({ id }) => id);
  const found = [...people].find(
    ([, { variant }]) => variant !== undefined && !ids.includes(variant),
  );
  return (
    found && {
      code: 'UNKNOWN_NAME',
      path: ['people', found[0], 'variant'],
      message: say`the campaign has no variant "${found[1].variant ?? ''}"`,
      expected:
        ids.length === 0
          ? say`no \`variant\`: the campaign has none`
          : say`one of: ${ids.join(', ')}`,
    }
  );
}
