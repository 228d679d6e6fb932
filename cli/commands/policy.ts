import type { Command } from 'commander';

import { listPolicies } from '../../store/campaigns/policies.ts';
import {
  endTrial,
  policyHistory,
  rollBackPolicy,
  tryPolicy,
  type RolledBack,
  type Tried,
} from '../../store/campaigns/policy-trial.ts';
import { trialReport } from '../../store/campaigns/trial-report.ts';
import { say } from '../../lang/say.ts';
import { languageFor } from '../language.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode, WrongValue } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { readName } from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { NotCompiled, orDiagnostics } from '../not-compiled.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { describeHistory, describeTrial } from '../policy/describe.ts';
import { readSourceFile } from '../source-file.ts';

type Options = CommonOptions & ByHandOptions;

/** `usher policy`: what is in force, what is tried in the shadow, and the way back. */
export function addPolicy(program: Command): void {
  const group = addGroup(
    program,
    'policy',
    'try a risk policy beside the one in force, and go back',
  );
  addCommand(group, {
    usage: 'list',
    summary: 'the policies in force',
    examples: ['usher policy list'],
  }).action((options: CommonOptions) => exitWith(list(options)));
  addCommand(group, {
    usage: 'history <id>',
    summary: 'what was in force and in the shadow, by whom and why',
    examples: ['usher policy history default'],
  }).action((id: string, options: CommonOptions) => exitWith(history(readName(id), options)));
  const trying = addCommand(group, {
    usage: 'try <file>',
    summary: 'judge every use by this version too, without effect',
    more: 'Nobody is refused, frozen or banned by it. What it would have answered otherwise is kept; `usher policy report` counts it. To put it in force, publish the file.',
    examples: [
      'usher policy try rules/policies/default.yaml --reason "four invitations, not five"',
    ],
  });
  addByHandOptions(trying).action((file: string, options: Options) =>
    exitWith(begin(file, options)),
  );
  addCommand(group, {
    usage: 'report <id>',
    summary: 'what the version in the shadow would have changed',
    more: 'Uses that were refused for other reasons are judged all the same. What a freeze would have kept out later is not played on. Look-ups that led to no use are counted apart.',
    examples: ['usher policy report default'],
  }).action((id: string, options: CommonOptions) => exitWith(report(readName(id), options)));
  const ending = addCommand(group, {
    usage: 'end <id>',
    summary: 'try it no more',
    examples: ['usher policy end default --reason "too strict at night"'],
  });
  addByHandOptions(ending).action((id: string, options: Options) =>
    exitWith(end(readName(id), options)),
  );
  const back = addCommand(group, {
    usage: 'roll-back <id>',
    summary: 'put the version in force again that was before',
    more: 'It holds for codes that are out within seconds. Sanctions that were given meanwhile stay: `usher sanctions lift` ends them.',
    examples: ['usher policy roll-back default --reason "honest people were asked too often"'],
  }).option(
    '--to <digest>',
    'another version that was in force, by eight characters or more; `usher policy history` has them',
    readDigestStart,
  );
  addByHandOptions(back).action((id: string, options: Options & { readonly to?: string }) =>
    exitWith(rollBack(readName(id), options)),
  );
}

async function list({ output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const policies = await listPolicies(await context.database());
    const rows = policies.map(({ id, title, rules, digest }) => [
      ...[id, title, String(rules.length), digest.slice(0, 8)],
    ]);
    const heads = ['policy', 'title', 'rules', 'version'].map((title) => ({ title }));
    const text = rows.length === 0 ? 'No risk policy is published.' : table(heads, rows);
    openReport(output).result(text, { policies });
    return exitCodes.ok;
  });
}

async function history(id: string, { output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const changes = await policyHistory(await context.database(), id);
    const text = changes.length === 0 ? noneSuch(id) : describeHistory(changes);
    openReport(output).result(text, { policy: id, changes });
    return changes.length === 0 ? exitCodes.findings : exitCodes.ok;
  });
}

const triedInWords: Readonly<Record<Tried, string>> = {
  tried: 'is in the shadow now: every use is judged by it too, without effect',
  'tried already': 'is in the shadow already; nothing changed',
  'in force': 'is the version in force: there is nothing to compare it with',
  unknown: 'has no version in force to be tried beside: publish it',
};

async function begin(file: string, { output, actor, reason }: Options): Promise<ExitCode> {
  const [report, language] = [openReport(output), languageFor({}, output)];
  return orDiagnostics({ report, language }, async () => {
    const source = await readSourceFile(file, language);
    if (source.kind !== 'policy') throw new WrongUse(say`${file} is no risk policy.`);
    if (!source.compiled.ok) throw new NotCompiled(source);
    const { policy } = source.compiled;
    return withContext(async (context) => {
      const tried = await tryPolicy(await context.database(), policy, { actor, reason });
      const ok = tried === 'tried' || tried === 'tried already';
      const text = `${ok ? colours.green('ok') : colours.red('no')}  risk policy ${policy.id} ${triedInWords[tried]}`;
      report.result(text, { policy: policy.id, digest: policy.digest, result: tried });
      return ok ? exitCodes.ok : exitCodes.findings;
    });
  });
}

async function report(id: string, { output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const trial = await trialReport(await context.database(), id);
    const text = trial === undefined ? notTried(id) : describeTrial(id, trial);
    openReport(output).result(text, { policy: id, trial: trial ?? null });
    return trial === undefined ? exitCodes.findings : exitCodes.ok;
  });
}

async function end(id: string, { output, actor, reason }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    const ended = await endTrial(await context.database(), id, { actor, reason });
    const text =
      ended === undefined ? notTried(id) : `${colours.green('ok')}  ${id} is tried no more`;
    openReport(output).result(text, { policy: id, digest: ended?.digest ?? null });
    return ended === undefined ? exitCodes.findings : exitCodes.ok;
  });
}

async function rollBack(
  id: string,
  { output, actor, reason, to }: Options & { readonly to?: string },
): Promise<ExitCode> {
  return withContext(async (context) => {
    const wanted = to === undefined ? {} : { to };
    const back = await rollBackPolicy(await context.database(), id, { actor, reason, ...wanted });
    const text = back.ok
      ? `${colours.green('ok')}  risk policy ${id}: in force again, for all codes ${colours.dim(back.policy.digest.slice(0, 8))}`
      : `${colours.red('no')}  ${id} ${notBack[back.why]}: \`usher policy history ${id}\` lists its versions`;
    openReport(output).result(text, { policy: id, digest: back.ok ? back.policy.digest : null });
    return back.ok ? exitCodes.ok : exitCodes.findings;
  });
}

const notBack: Readonly<Record<Extract<RolledBack, { ok: false }>['why'], string>> = {
  'none before': 'has had no other version in force',
  'none such': 'has had no other version in force whose digest begins like this',
  'several such': 'has had several versions in force whose digests begin like this',
  'back already': 'was rolled back already, or published again: say with --to to which version',
};

function readDigestStart(text: string): string {
  if (/^[0-9a-f]{8,64}$/.test(text)) return text;
  throw new WrongValue(say`It must be the first 8 or more characters of a version's digest.`);
}

function noneSuch(id: string): string {
  return `No risk policy "${id}" was ever published.`;
}

function notTried(id: string): string {
  return `No version of ${id} is in the shadow: \`usher policy try FILE\` puts one there.`;
}
