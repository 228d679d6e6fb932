import { Option, type Command } from 'commander';

import { reject } from '../../domain/code/rejection.ts';
import { formatMinor, formatMoney } from '../../domain/money.ts';
import { formatDuration } from '../../domain/time.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { clock } from '../output/when.ts';
import type { CodeCounts } from '../status/count-codes.ts';
import { readCampaignFiles, type Standing } from '../status/files.ts';
import { overview, type CampaignLine } from '../status/overview.ts';

const defaultFolder = 'campaigns';

interface StatusOptions extends CommonOptions {
  readonly files?: string;
}

/** `usher status`: what runs, how far it is, and whether it is what is in the files. */
export function addStatus(program: Command): void {
  addCommand(program, {
    usage: 'status [campaign]',
    summary: 'campaigns, their codes and budgets, and whether what runs is what is in the files',
    more: 'Exits with 1 when a file differs from what runs, is not published, or has errors.',
    examples: ['usher status', 'usher status registration --files campaigns -o json'],
  })
    .addOption(new Option('--files <folder>', `the campaigns' files (default: ${defaultFolder})`))
    .action((campaign: string | undefined, options: StatusOptions) =>
      exitWith(status(campaign, options)),
    );
}

async function status(only: string | undefined, options: StatusOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const files = await readCampaignFiles(
    options.files ?? defaultFolder,
    options.files !== undefined,
  );
  return withContext(async (context) => {
    const lines = await overview(await context.database(), files, only);
    if (lines.length === 0 && only !== undefined) {
      return reportRefusal(report, reject('CAMPAIGN_UNKNOWN'));
    }
    const text = lines.length === 0 ? 'No campaign is published.' : describe(lines);
    report.result(text, { campaigns: lines.map(asFields) });
    return lines.some(({ files: standing }) => isDifference(standing))
      ? exitCodes.findings
      : exitCodes.ok;
  });
}

function isDifference(standing: Standing | null): boolean {
  return standing === 'differs' || standing === 'not published' || standing === 'has errors';
}

function describe(lines: readonly CampaignLine[]): string {
  const heads = ['campaign', 'version', 'state', 'ends', 'codes', 'budget used', 'files'];
  return table(
    heads.map((title) => ({ title })),
    lines.map(rowOf),
  );
}

function rowOf({ id, files, published }: CampaignLine): string[] {
  const standing = files === null ? '' : paint(files);
  if (published === null) return [id, '', '', '', '', '', standing];
  const { campaign, version, codes } = published;
  const zone = version.terms.period.timeZone;
  const ahead =
    campaign.clockOffsetMs === 0 ? '' : `, ${formatDuration(campaign.clockOffsetMs)} ahead`;
  const kind = campaign.sandbox ? ` (sandbox${ahead})` : '';
  return [
    id,
    `${version.version} ${colours.dim(version.digest.slice(0, 8))}`,
    `${campaign.status}${kind}`,
    campaign.endsAt === null ? 'never' : `${clock(campaign.endsAt, zone)} ${zone}`,
    codesInWords(codes),
    published.budgets
      .map(({ asset, used, max }) => `${formatMinor(used, asset)} of ${formatMoney(max, asset)}`)
      .join(', '),
    standing,
  ];
}

function codesInWords(codes: CodeCounts): string {
  const parts = Object.entries(codes).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function paint(standing: Standing): string {
  if (standing === 'same') return colours.green(standing);
  return isDifference(standing) ? colours.yellow(standing) : standing;
}

function asFields({ id, files, file, published }: CampaignLine): object {
  if (published === null) return { id, files, file, published: null };
  const { campaign, version, now, codes } = published;
  const { status: state, sandbox, clockOffsetMs, startsAt, endsAt } = campaign;
  return {
    ...{ id, files, file, title: version.terms.title, status: state, sandbox, clockOffsetMs },
    ...{ timeZone: version.terms.period.timeZone, nowAt: now, startsAt, endsAt, codes },
    published: {
      version: version.version,
      digest: version.digest,
      publishedAt: version.publishedAt,
      publishedBy: version.publishedBy,
    },
    budgets: published.budgets.map(({ asset, used, max }) => ({
      ...{ asset, usedMinor: used, maxMinor: max },
      used: formatMoney(used, asset),
      max: formatMoney(max, asset),
    })),
  };
}
