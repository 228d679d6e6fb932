import { isCollection, isSeq, isMap, parseDocument, type Document } from 'yaml';
import { compileCampaign } from '../compile/campaign.ts';
import type { Problem } from '../compile/diagnostic.ts';
import { periodOf } from '../domain/campaign/period.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryCampaign } from '../simulate/memory-store.ts';
import type { TestCase } from './case.ts';
import { asIs, say, type Language } from '../lang/say.ts';

/** What a test file is about: the text of its campaign, and the policies that there are, by id. */
export interface Subject {
  readonly campaignText: string;
  readonly policies: ReadonlyMap<string, RiskPolicy>;
}

export type Bound =
  | { readonly ok: true; readonly campaign: MemoryCampaign }
  | { readonly ok: false; readonly problem: Problem };

/** The campaign of one test, as it is published at `now`, with the test's own changes in it. */
export function bind(
  { campaignText, policies }: Subject,
  { path, changes }: Pick<TestCase, 'path' | 'changes'>,
  { now, language = 'en' }: { readonly now: Instant; readonly language?: Language },
): Bound {
  const compiled = compileCampaign(changed(campaignText, changes), { language });
  if (!compiled.ok) {
    const [first] = compiled.diagnostics;
    const problem: Problem = {
      code: first?.code ?? 'WRONG_VALUE',
      path: [...path, 'with'],
      message: say`with these changes the campaign is wrong at ${first?.path ?? ''}: ${first?.message ?? ''}`,
      expected: first === undefined ? say`a campaign without errors` : asIs(first.expected),
    };
    return { ok: false, problem };
  }
  const { terms, digest } = compiled;
  const policy = policies.get(terms.risk.policy);
  if (policy === undefined) {
    const known = [...policies.keys()].join(', ');
    const problem: Problem = {
      code: 'UNKNOWN_POLICY',
      path: ['campaign'],
      message: say`there is no risk policy "${terms.risk.policy}" here`,
      expected: say`its file in \`policies\`; known are: ${known}`,
    };
    return { ok: false, problem };
  }
  const period = periodOf(terms.period, now);
  return { ok: true, campaign: { terms, digest, policy, status: 'open', ...period } };
}

/** The text with some values replaced. */
function changed(text: string, changes: TestCase['changes']): string {
  const entries = Object.entries(changes);
  if (entries.length === 0) return text;
  const document = parseDocument(text);
  for (const [path, value] of entries) document.setIn(stepsOf(document, path), value);
  return document.toString();
}

/** A path of names, in which an item of a list stands for its place in it. */
function stepsOf(document: Document, path: string): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (const name of path.split('.')) {
    const parent = steps.length === 0 ? document.contents : document.getIn(steps, true);
    const index = isSeq(parent)
      ? parent.items.findIndex((item) => isMap(item) && item.get('id') === name)
      : -1;
    steps.push(isCollection(parent) && index >= 0 ? index : name);
  }
  return steps;
}
