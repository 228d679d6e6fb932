import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { loadCampaign, loadVersion } from '../../store/campaigns/campaign-row.ts';
import { loadPolicy, loadPolicyVersion } from '../../store/campaigns/policies.ts';
import { variantTerms } from '../../store/campaigns/variant-rows.ts';
import { parseCampaignId } from '../../domain/ids.ts';
import { say, type Language } from '../../lang/say.ts';
import { withContext, type Context } from '../context.ts';
import { basesInGit } from '../bases.ts';
import { Unreadable, WrongUse } from '../exit.ts';
import { NotCompiled } from '../not-compiled.ts';
import { compileSource, readSourceFile, type SourceFile } from '../source-file.ts';

const run = promisify(execFile);
/** As much as is read of a file. */
const readMax = 1_048_576;

/** One side of a comparison. */
export type Version = {
  /** As it was named on the command line. */
  readonly name: string;
  readonly digest: Digest;
  /** What the author wrote, with what it extends in it; null for a policy of the database, which keeps none. */
  readonly text: string | null;
} & (
  | { readonly kind: 'campaign'; readonly terms: Terms; readonly variants: readonly Terms[] }
  | { readonly kind: 'policy'; readonly policy: RiskPolicy }
);

/**
 * Finds what a name stands for: a file, `REV:path` as Git has it, `digest:…` or `published:ID` in the
 * database.
 * @throws WrongUse when there is nothing of this name
 * @throws NotCompiled when it has errors, which are in `language`
 */
export async function readVersion(name: string, language: Language): Promise<Version> {
  const [, scheme, rest = ''] = /^(digest|published):(.+)$/.exec(name) ?? [];
  if (scheme !== undefined) {
    return withContext((context) => readStored(context, { name, scheme, rest }));
  }
  const [, revision, path = ''] = /^([^:]+):(.+)$/.exec(name) ?? [];
  if (revision === undefined || existsSync(name))
    return compiled(name, await readSourceFile(name, language));
  const text = await readRevision(revision, path);
  const own = { file: name, text, revision };
  const bases = await basesInGit(own, (base) => readRevision(revision, base));
  return compiled(name, compileSource({ file: name, text }, bases, language));
}

function compiled(name: string, source: SourceFile): Version {
  const { kind, compiled: result } = source;
  if (!result.ok) throw new NotCompiled(source);
  if (kind === 'campaign' && 'terms' in result) {
    const variants = result.variants.map(({ terms }) => terms);
    return {
      name,
      digest: result.digest,
      text: source.resolved,
      kind,
      terms: result.terms,
      variants,
    };
  }
  if ('policy' in result) {
    return {
      name,
      digest: result.digest,
      text: source.text,
      kind: 'policy',
      policy: result.policy,
    };
  }
  throw new WrongUse(say`${name} is neither a campaign nor a risk policy.`);
}

async function readRevision(revision: string, path: string): Promise<string> {
  // What begins with a dash would be an option of Git.
  if (revision.startsWith('-')) throw new WrongUse(say`${revision} is no Git revision.`);
  const object = `${revision}:${path}`;
  try {
    const { stdout } = await run('git', ['show', '--no-textconv', object], { maxBuffer: readMax });
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const why = said.split('\n')[0]?.replace(/^fatal: /, '') ?? '';
    throw new Unreadable(
      object,
      why === ''
        ? say`there is no such file, and Git has none`
        : say`there is no such file, and Git has none (${why})`,
    );
  }
}

interface Stored {
  readonly name: string;
  readonly scheme: string;
  readonly rest: string;
}

async function readStored(context: Context, { name, scheme, rest }: Stored): Promise<Version> {
  const db = await context.database();
  const id = parseCampaignId(rest);
  const campaign =
    scheme === 'published' && id !== undefined ? await loadCampaign(db, id) : undefined;
  const digest = scheme === 'digest' ? (rest as Digest) : campaign?.digest;
  const version = digest === undefined ? undefined : await loadVersion(db, digest);
  if (version !== undefined) {
    const { terms, source: text } = version;
    const variants = await variantTerms(db, version);
    return { name, digest: version.digest, text, kind: 'campaign', terms, variants };
  }
  const policy =
    scheme === 'digest' ? await loadPolicyVersion(db, rest as Digest) : await loadPolicy(db, rest);
  if (policy !== undefined) {
    return { name, digest: policy.digest, text: null, kind: 'policy', policy };
  }
  throw new WrongUse(say`${name} is not published: no campaign and no risk policy is known by it.`);
}
