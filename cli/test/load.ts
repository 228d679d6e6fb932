import { dirname, join, normalize } from 'node:path';

import type { Subject } from '../../campaign-test/bind.ts';
import type { CampaignTest } from '../../campaign-test/case.ts';
import { parseTest } from '../../campaign-test/parse.ts';
import type { Diagnostic, Path } from '../../compile/diagnostic.ts';
import { locate } from '../../compile/locate.ts';
import { compilePolicy } from '../../compile/policy.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { say, type Language, type Said } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { treeUnder, type Tree } from '../read-text.ts';
import { readShipped, shippedPolicies } from '../shipped.ts';
import { readSourceFile, type SourceFile } from '../source-file.ts';

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
 * The test files that are named, files themselves and all `*.test.yaml` under folders, and those folders.
 * @throws WrongUse where there is no such file or folder
 */
export async function findTests(paths: readonly string[]): Promise<Tree> {
  const found: Tree[] = [];
  for (const path of paths) {
    const tree = (await treeUnder(path)) ?? { files: [path], folders: [] };
    const tests = tree.folders.length === 0 ? tree.files : tree.files.filter(isCalledTest);
    found.push({ files: tests.map((file) => normalize(file)), folders: tree.folders });
  }
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    folders: found.flatMap(({ folders }) => folders),
  };
}

function isCalledTest(file: string): boolean {
  return /[.]test[.]ya?ml$/.test(file);
}

/**
 * Reads a test file, its campaign and its policies.
 * @throws WrongUse where the file itself cannot be read, or neither is a test nor is called one
 */
export async function loadTest(path: string, language: Language = 'en'): Promise<LoadedTest> {
  const source = await readSourceFile(path, language);
  const { file, text } = source;
  if (source.kind !== 'test' && !isCalledTest(file)) {
    throw new WrongUse(say`${file} is no test: its \`kind\` must be CampaignTest.`);
  }
  const compiled = source.kind === 'test' ? source.compiled : parseTest(text, file, language);
  const unplayable = { file, text, campaign: null, playable: null };
  if (!compiled.ok) {
    return { ...unplayable, diagnostics: compiled.diagnostics, texts: new Map([[file, text]]) };
  }
  const { test } = compiled;
  const named = [
    { path: ['campaign'], name: test.campaign },
    ...test.policies.map((name, index) => ({ path: ['policies', index], name })),
  ];
  const read = await Promise.all(
    named.map(({ path: at, name }) => readNamed(test, { at, name }, language)),
  );
  const unread = read.flatMap((one) => ('unread' in one ? [one.unread] : []));
  const [campaign, ...others] = read.flatMap((one) => ('unread' in one ? [] : [one]));
  if (unread.length > 0 || campaign?.kind !== 'campaign') {
    return { ...unplayable, diagnostics: unread, texts: new Map([[file, text]]) };
  }
  const diagnostics = [campaign, ...others].flatMap(errorsOf);
  const texts = new Map([source, campaign, ...others].map((each) => [each.file, each.text]));
  const loaded = { file, text, campaign: campaign.file, diagnostics, texts };
  if (diagnostics.length > 0) return { ...loaded, playable: null };
  const policies = new Map([...(await shipped()), ...others.flatMap(policyOf)]);
  const ownPolicies = new Set(others.flatMap(policyOf).map(([id]) => id));
  const subject = { campaignText: campaign.resolved, policies, ownPolicies };
  return { ...loaded, playable: { test, subject } };
}

/** A file that a test names; where it cannot be read, that is a mistake of the test's. */
async function readNamed(
  { file, parsed }: CampaignTest,
  { at, name }: { readonly at: Path; readonly name: string },
  language: Language,
): Promise<SourceFile | { readonly unread: Diagnostic }> {
  const told = (message: Said): { readonly unread: Diagnostic } => {
    const expected = say`the path of a file, seen from this one`;
    return {
      unread: { ...locate(parsed, { code: 'UNKNOWN_NAME', path: at, message, expected }), file },
    };
  };
  try {
    const source = await readSourceFile(join(dirname(file), name), language);
    const isRight = at[0] !== 'campaign' || source.kind === 'campaign';
    return isRight ? source : told(say`"${name}" is no campaign`);
  } catch (error) {
    if (error instanceof WrongUse) return told(say`"${name}" cannot be read`);
    throw error;
  }
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
