import type { Command } from 'commander';

import { publishCampaign } from '../../client/publish.ts';
import type { CompiledVariant } from '../../compile/variants/read.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import { formatDuration, instant } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { say } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { knownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { queueOfEffects, withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { colours } from '../output/colour.ts';
import { describeDiagnostic } from '../output/frame.ts';
import { openReport } from '../output/report.ts';
import { together } from '../../domain/campaign/together.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { drawsOf } from '../../domain/reward/packets.ts';
import type { VersionRow } from '../../store/campaigns/campaign-row.ts';
import { loadDraws } from '../../store/draws/draw-rows.ts';
import type { Db } from '../../store/query.ts';
import { clock } from '../output/when.ts';
import { actorOption } from '../operate.ts';
import { hasErrors, readSourceFiles, type SourceFile } from '../source-file.ts';

interface PublishOptions extends CommonOptions, LanguageOptions {
  readonly sandbox?: true;
  readonly actor: string;
}

/** What came of one file, for people and for programs. */
interface Publication {
  readonly ok: boolean;
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** `usher publish`: makes files the versions that are in force. */
export function addPublish(program: Command): void {
  const command = addCommand(program, {
    usage: 'publish <files...>',
    summary: 'publish campaigns and risk policies',
    more: 'A version never changes: codes keep the one that they were issued under, and new codes get the new one. A risk policy applies to all codes at once. The same text again changes nothing. Nothing is published when one of the files has an error.',
    examples: [
      'usher publish rules/policies/default.yaml campaigns/registration.yaml',
      'usher publish --sandbox campaigns/registration.yaml',
    ],
  });
  addLanguage(command)
    .option(
      '--sandbox',
      'let its time be fast-forwarded, and nothing of it count elsewhere; said once for all',
    )
    .addOption(actorOption('who publishes'))
    .action((files: string[], options: PublishOptions) => exitWith(publish(files, options)));
}

async function publish(paths: readonly string[], options: PublishOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const language = languageFor(options, options.output);
  const now = instant(Date.now());
  const read = await readSourceFiles(paths, language, { now });
  // `campaigns/*.yaml` names their tests too, of which there is nothing to publish.
  const files = read.filter((file) => file.kind !== 'test').map(publishable);
  if (files.length === 0) throw new WrongUse(say`Tests are not published: name a campaign.`);
  if (files.some(hasErrors)) {
    const diagnostics = files.flatMap((file) => file.findings);
    const described = files.flatMap(({ findings, text }) =>
      findings.map((diagnostic) => describeDiagnostic(diagnostic, text, language)),
    );
    const verdict = textOf(say`Nothing was published, because not all files are right.`, language);
    report.result([...described, verdict].join('\n\n'), { published: [], diagnostics });
    return exitCodes.findings;
  }
  return withContext(async (context) => {
    // A campaign may name a policy that is published with it.
    const inOrder = [...files].sort(
      (a, b) => Number(a.kind === 'campaign') - Number(b.kind === 'campaign'),
    );
    const done: Publication[] = [];
    for (const file of inOrder) done.push(await publishFile(context, file, options));
    report.result(done.map(({ text }) => text).join('\n'), {
      published: done.map(({ fields }) => fields),
      diagnostics: files.flatMap((file) => file.findings),
    });
    return done.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.findings;
  });
}

type Period = Pick<VersionRow, 'startsAt' | 'endsAt'>;
type Publishable = Exclude<SourceFile, { kind: 'population' | 'test' }>;

function publishable(source: Exclude<SourceFile, { kind: 'test' }>): Publishable {
  if (source.kind !== 'population') return source;
  throw new WrongUse(
    say`${source.file} is a population: \`usher simulate\` reads it, and nothing publishes it.`,
  );
}

async function publishFile(
  context: Context,
  source: Publishable,
  options: PublishOptions,
): Promise<Publication> {
  if (source.kind === 'campaign') return publishCampaignFile(context, source, options);
  const { compiled, file } = source;
  if (!compiled.ok) return { ok: false, text: '', fields: {} };
  const { policy, digest } = compiled;
  const changed = await publishPolicy(await context.database(), policy, {
    actor: options.actor,
    reason: null,
  });
  const said = changed ? 'in force now, for all codes' : 'in force already; nothing changed';
  return {
    ok: true,
    text: `${mark(true)}  risk policy ${policy.id}: ${said} ${colours.dim(digest)}`,
    fields: { kind: 'policy', file, id: policy.id, digest, changed },
  };
}

async function publishCampaignFile(
  context: Context,
  { compiled, file, resolved }: Extract<SourceFile, { kind: 'campaign' }>,
  { sandbox, actor }: PublishOptions,
): Promise<Publication> {
  if (!compiled.ok) return { ok: false, text: '', fields: {} };
  const { terms, digest, variants } = compiled;
  const [pool, temporal] = [await context.database(), await context.temporal()];
  const all = together(
    terms,
    variants.map((one) => one.terms),
  );
  const isDrawn = drawsOf(all).length > 0;
  const keys = isDrawn ? { keys: await context.keys() } : {};
  const services = { pool, temporal, ...keys, ...queueOfEffects(context.settings) };
  const call = { terms, digest, variants, source: resolved, by: actor };
  const done = await publishCampaign(services, sandbox === undefined ? call : { ...call, sandbox });
  const about = { kind: 'campaign', file, id: terms.campaign, digest };
  if (!done.ok) return refused(terms.campaign, about, done);
  const { version, startsAt, endsAt } = done.version;
  const now = (await knownCampaign(context, terms.campaign))?.now ?? instant(Date.now());
  const said = done.changed
    ? `is version ${version} now`
    : `is version ${version} already; nothing changed`;
  const committed = isDrawn ? await commitmentsOf(pool, all) : [];
  const lines = [
    `${mark(true)}  campaign ${terms.campaign}: ${said} ${colours.dim(digest)}`,
    `    ${periodLine(done.version, terms.period.timeZone)}`,
    ...(endsAt !== null && endsAt <= now
      ? [`    ${colours.yellow('warning')}: it is over already, so nobody gets a code of it`]
      : []),
    ...variants.map((one) => `    variant ${one.id} ${colours.dim(one.digest)}`),
    ...committed.map(
      ([reward, commitment]) => `    packets of ${reward} committed to by ${commitment}`,
    ),
    ...done.schedules.map((id) => `    payout batches by schedule ${id}`),
  ];
  const { changed, schedules } = done;
  return {
    ok: true,
    text: lines.join('\n'),
    fields: { ...about, version, changed, startsAt, endsAt, schedules, ...variantsOf(variants) },
  };
}

/** A version may end before it began: where it was published after its last day. */
function periodLine({ startsAt, endsAt }: Period, zone: string): string {
  const from = `from ${clock(startsAt, zone)}`;
  const byClock = `by the clock of ${zone}`;
  if (endsAt === null) return `${from} on, ${byClock}`;
  const length = endsAt > startsAt ? ` (${formatDuration(endsAt - startsAt)})` : '';
  return `${from} to ${clock(endsAt, zone)}${length}, ${byClock}`;
}

/** What the draws of terms are held to afterwards, by reward. */
async function commitmentsOf(db: Db, terms: Terms): Promise<(readonly [string, string])[]> {
  const rows = await loadDraws(db, terms.campaign);
  return drawsOf(terms).map(({ name, reward }) => [
    reward,
    rows.get(name)?.commitment.toString('hex') ?? '',
  ]);
}

function variantsOf(variants: readonly CompiledVariant[]): object {
  return variants.length === 0
    ? {}
    : { variants: variants.map(({ id, digest }) => ({ id, digest })) };
}

function refused(campaign: string, about: object, rejection: Rejection): Publication {
  const { code, message } = rejection;
  const text = `${mark(false)}  campaign ${campaign}: ${code}: ${message}`;
  return { ok: false, text, fields: { ...about, refused: rejection } };
}

function mark(ok: boolean): string {
  return ok ? colours.green('ok') : colours.red('refused');
}
