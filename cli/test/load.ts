import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Subject } from '../../campaign-test/bind.ts';
import type { CampaignTest } from '../../campaign-test/case.ts';
import type { Diagnostic } from '../../compile/diagnostic.ts';
import { compilePolicy } from '../../compile/policy.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import type { Language } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { readShipped } from '../shipped.ts';
import { readSourceFile, type SourceFile } from '../source-file.ts';

const shippedPolicies = ['none', 'default', 'reviewed'];

/** A test file with everything that it names, or what keeps it from being played. */
export interface LoadedTest {
  readonly file: string;
  readonly text: string;
  /** The campaign's file; null where the test could not be read. */
  readonly campaign: string | null;
  /** Null where there are diagnostics. */
  readonly playable: { readonly test: CampaignTest; readonly subject: Subject } | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The texts of all files that were read, by file, for showing lines of them. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * The test files that are named: files themselves, and all `*.test.yaml` of folders.
 * @throws WrongUse where there is no such file or folder
 */
export async function findTests(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(testsAt));
  return [...new Set(found.flat())];
}

async function testsAt(path: string): Promise<readonly string[]> {
  const about = await stat(path).catch(() => null);
  if (about === null) throw new WrongUse(`Cannot read ${path}: there is no such file or folder.`);
  if (!about.isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => /[.]test[.]ya?ml$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/**
 * Reads a test file, its campaign and its policies.
 * @throws WrongUse where one of them cannot be read, or the file is no test
 */
export async function loadTest(path: string, language: Language = 'en'): Promise<LoadedTest> {
  const source = await readSourceFile(path, language);
  const { file, text } = source;
  if (source.kind !== 'test') {
    throw new WrongUse(`${file} is no test: its \`kind\` must be CampaignTest.`);
  }
  const { compiled } = source;
  const unplayable = { file, text, campaign: null, playable: null };
  if (!compiled.ok) {
    return { ...unplayable, diagnostics: compiled.diagnostics, texts: new Map([[file, text]]) };
  }
  const { test } = compiled;
  const beside = (named: string): string => join(dirname(file), named);
  const campaign = await readSourceFile(beside(test.campaign), language);
  if (campaign.kind !== 'campaign') throw new WrongUse(`${campaign.file} is no campaign.`);
  const others = await Promise.all(
    test.policies.map((named) => readSourceFile(beside(named), language)),
  );
  const diagnostics = [campaign, ...others].flatMap(errorsOf);
  const texts = new Map([source, campaign, ...others].map((each) => [each.file, each.text]));
  const loaded = { file, text, campaign: campaign.file, diagnostics, texts };
  if (diagnostics.length > 0) return { ...loaded, playable: null };
  const policies = new Map([...(await shipped()), ...others.flatMap(policyOf)]);
  return { ...loaded, playable: { test, subject: { campaignText: campaign.resolved, policies } } };
}

/** What keeps it from being compiled. A campaign that the linter objects to can be tested all the same. */
function errorsOf({ compiled }: SourceFile): readonly Diagnostic[] {
  if (compiled.ok) return [];
  return compiled.diagnostics.filter(({ severity }) => severity === 'error');
}

function policyOf(source: SourceFile): [string, RiskPolicy][] {
  if (source.kind !== 'policy' || !source.compiled.ok) return [];
  const { policy } = source.compiled;
  return [[policy.id, policy]];
}

async function shipped(): Promise<readonly (readonly [string, RiskPolicy])[]> {
  const texts = await Promise.all(
    shippedPolicies.map((name) => readShipped(`rules/policies/${name}.yaml`)),
  );
  return texts.flatMap((text) => {
    const compiled = compilePolicy(text);
    return compiled.ok ? [[compiled.policy.id, compiled.policy] as const] : [];
  });
}
