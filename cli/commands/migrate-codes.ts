import type { Command } from 'commander';
import { v7 as uuid } from 'uuid';

import { migrateCodes, type Migrated } from '../../client/migrate-codes.ts';
import { differencesOfTerms } from '../../compare/written-terms.ts';
import { describeDifference, type TermsDifference } from '../../compare/terms-difference.ts';
import { assert } from '../../domain/assert.ts';
import { reject } from '../../domain/code/rejection.ts';
import { parseOpId } from '../../domain/ids.ts';
import { listVersions } from '../../store/campaigns/campaign-row.ts';
import { say } from '../../lang/say.ts';
import { campaignUnknown, knownCampaign, type KnownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { actorOption } from '../operate.ts';
import { readCount, readOpId, readWords } from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { counted } from '../output/counted.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { indent } from '../output/table.ts';
import { servicesOf } from '../services.ts';

interface MigrateOptions extends CommonOptions {
  readonly to: number;
  readonly dryRun?: true;
  readonly actor: string;
  readonly reason?: string;
  readonly op?: string;
}

/** `usher migrate-codes`: open codes go over to another version of their campaign. */
export function addMigrateCodes(program: Command): void {
  addCommand(program, {
    usage: 'migrate-codes <campaign>',
    summary: 'move open codes to another published version of their campaign',
    more: 'Codes keep the version they were issued under unless this is done. A code keeps its lifetime and all that it has earned; the other terms apply to what happens from then on. Doing it again moves what is left.',
    examples: [
      'usher migrate-codes registration --to 2 --dry-run',
      'usher migrate-codes registration --to 2 --reason "cap raised, as agreed with growth-team"',
    ],
  })
    .requiredOption('--to <version>', 'number of the version', readCount)
    .option('--dry-run', 'only say what would change')
    .option('--reason <text>', 'why; kept with each code', readWords)
    .addOption(actorOption('who; kept with each code'))
    .option('--op <id>', 'name of this operation', readOpId)
    .action((campaign: string, options: MigrateOptions) => exitWith(move(campaign, options)));
}

async function move(text: string, options: MigrateOptions): Promise<ExitCode> {
  const { reason, actor, to, dryRun = false } = options;
  if (!dryRun && reason === undefined)
    throw new WrongUse(say`--reason is missing; or use --dry-run.`);
  const opId = parseOpId(options.op ?? `migrate-codes/${uuid()}`);
  assert(opId !== undefined, 'an operation id was read');
  const report = openReport(options.output);
  return withContext(async (context) => {
    const known = await knownCampaign(context, text);
    if (known === undefined) return reportRefusal(report, await campaignUnknown(context));
    const db = await context.database();
    const versions = await listVersions(db, known.campaign.id);
    const target = versions.find(({ version }) => version === to);
    if (target === undefined) return reportRefusal(report, reject('VERSION_UNKNOWN'));
    const services = await servicesOf(context, report);
    const call = { campaign: known.campaign.id, version: to, opId, dryRun };
    const done = await migrateCodes(services, { ...call, actor, reason: reason ?? '' }, (codes) => {
      report.progress(counted(codes, 'code'));
    });
    assert(done.ok, 'campaign and version were just there');
    const changes = versions
      .filter(({ version }) => version !== to)
      .map((version) => ({
        from: version.version,
        differences: differencesOfTerms(version.terms, target.terms),
      }));
    report.result(describe({ known, done, dryRun, changes, to }), {
      ...{ campaign: text, to, dryRun, operation: opId, ...done, changes, refused: null },
    });
    return done.untold > 0 ? exitCodes.findings : exitCodes.ok;
  });
}

interface Described {
  readonly known: KnownCampaign;
  readonly done: Migrated;
  readonly dryRun: boolean;
  readonly to: number;
  readonly changes: readonly {
    readonly from: number;
    readonly differences: readonly TermsDifference[];
  }[];
}

function describe({ known, done, dryRun, to, changes }: Described): string {
  const verb = dryRun ? 'would move' : 'moved';
  const { codes, endsMoved, untold } = done;
  const { id } = known.campaign;
  if (codes === 0) {
    return `${colours.green('ok')}  no open code of ${id} is left to move to version ${to}`;
  }
  return [
    `${colours.green('ok')}  ${counted(codes, 'open code')} of ${id} ${verb} to version ${to}; ${endsMoved} of them with another end`,
    ...(untold === 0
      ? []
      : [`${counted(untold, 'workflow')} did not answer; \`usher reconcile\` tells them`]),
    ...changes.flatMap(({ from, differences }) => [
      `what changes for codes of version ${from}:`,
      ...(differences.length === 0 ? ['  nothing'] : differences.map(describeDifference)).map(
        (line) => indent(line),
      ),
    ]),
  ].join('\n');
}
