import type { Command } from 'commander';

import { formatMinor, formatMoney, type Asset } from '../../domain/money.ts';
import { formatDuration } from '../../domain/time.ts';
import type { CampaignStatus } from '../../store/campaigns/campaign-row.ts';
import { fullMinutes } from '../../store/payouts/full-minute.ts';
import { payoutGates } from '../../store/payouts/gate.ts';
import { campaignUnknown } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { clock } from '../output/when.ts';
import { fullText, gateText } from '../payouts/gate.ts';
import { awardsHeld } from '../status/awards.ts';
import { batchesHeld } from '../status/batches.ts';
import type { CodeCounts } from '../status/count-codes.ts';
import { readFiles, type Standing } from '../status/files.ts';
import { alarmLines } from '../status/alarms.ts';
import {
  overview,
  type CampaignLine,
  type Overview,
  type PolicyLine,
  type Published,
} from '../status/overview.ts';

const defaultFolders = ['campaigns', 'rules/policies'];

interface StatusOptions extends CommonOptions {
  readonly files?: readonly string[];
}

/** `usher status`: what runs, how far it is, and whether it is what is in the files. */
export function addStatus(program: Command): void {
  addCommand(program, {
    usage: 'status [campaign]',
    summary: 'campaigns, their codes and budgets, and whether what runs is what is in the files',
    more: 'Risk policies likewise. Exits with 1 when a file differs from what runs, is not published, or has errors.',
    examples: ['usher status', 'usher status registration --files campaigns -o json'],
  })
    .option(
      '--files <folder>',
      `where the files are; may be repeated (default: ${defaultFolders.join(' and ')})`,
      (folder: string, former?: readonly string[]) => [...(former ?? []), folder],
    )
    .action((campaign: string | undefined, options: StatusOptions) =>
      exitWith(status(campaign, options)),
    );
}

async function status(only: string | undefined, options: StatusOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const asked = options.files !== undefined;
  const files = await readFiles({ names: options.files ?? defaultFolders, asked });
  return withContext(async (context) => {
    const db = await context.database();
    const found = await overview(db, files, only);
    const { campaigns, policies } = found;
    if (campaigns.length === 0 && only !== undefined) {
      return reportRefusal(report, await campaignUnknown(context));
    }
    const gates = await payoutGates(db);
    const full = await fullMinutes(db);
    const held = [...gates.filter((gate) => gate.held).map(gateText), ...full.map(fullText)];
    const ids = campaigns.flatMap(({ published }) => published?.campaign.id ?? []);
    const batches = await batchesHeld(db, ids);
    const awards = await awardsHeld(db, ids);
    const texts = [...held, ...batches.texts, ...awards.texts, describe(found)];
    report.result(texts.join('\n\n'), {
      ...{ payouts: gates, full, batchesWaiting: batches.waiting, batchesPaused: batches.paused },
      awardsWaiting: awards.waiting,
      campaigns: campaigns.map(asFields),
      policies: policies.map(({ id, files: standing, file, published }) => ({
        ...{ id, files: standing, file, digest: published?.digest ?? null },
      })),
    });
    const lines = [...campaigns, ...policies];
    return lines.some((line) => isDifference(line.files)) ? exitCodes.findings : exitCodes.ok;
  });
}

function isDifference(standing: Standing | null): boolean {
  return standing === 'differs' || standing === 'not published' || standing === 'has errors';
}

function describe({ campaigns, policies }: Overview): string {
  const heads = ['campaign', 'version', 'state', 'ends', 'codes', 'budget used', 'policy', 'files'];
  const parts = [
    campaigns.length === 0
      ? 'No campaign is published.'
      : table(
          heads.map((title) => ({ title })),
          campaigns.map(rowOf),
        ),
    ...alarmLines(campaigns),
    ...(policies.length === 0
      ? []
      : [
          table(
            ['risk policy', 'version', 'files'].map((title) => ({ title })),
            policies.map(policyRow),
          ),
        ]),
  ];
  return parts.join('\n\n');
}

function policyRow({ id, published, files, file }: PolicyLine): string[] {
  const digest = published === null ? '' : colours.dim(published.digest.slice(0, 8));
  return [id ?? '', digest, standingText(files, file)];
}

function rowOf({ id, files, file, policy, published }: CampaignLine): string[] {
  const standing = standingText(files, file);
  if (published === null) return [id ?? '', '', '', '', '', '', policy ?? '', standing];
  const { campaign, version, codes } = published;
  const zone = version.terms.period.timeZone;
  const ahead =
    campaign.clockOffsetMs === 0 ? '' : `, ${formatDuration(campaign.clockOffsetMs)} ahead`;
  const kind = campaign.sandbox ? ` (sandbox${ahead})` : '';
  return [
    campaign.id,
    `${version.version} ${colours.dim(version.digest.slice(0, 8))}`,
    `${stateOf(published)}${kind}`,
    campaign.endsAt === null ? 'never' : `${clock(campaign.endsAt, zone)} ${zone}`,
    codesInWords(codes),
    [
      ...published.budgets.map((one) => usedOf(one.used, one.max, one.asset)),
      ...published.operator.map((one) => `renewals ${usedOf(one.charged, one.paidIn, one.asset)}`),
    ].join(', '),
    policy ?? '',
    standing,
  ];
}

function usedOf(used: number, max: number, asset: Asset): string {
  return `${formatMinor(used, asset)} of ${formatMoney(max, asset)}`;
}

/** What operations have set, and what its period makes of it by the campaign's own clock. */
function stateOf({ campaign, now }: Published): CampaignStatus | 'ended' | 'not started' {
  const { status: set, startsAt, endsAt } = campaign;
  if (set === 'closed') return set;
  if (endsAt !== null && now >= endsAt) return 'ended';
  return set === 'open' && now < startsAt ? 'not started' : set;
}

function codesInWords(codes: CodeCounts): string {
  const parts = Object.entries(codes).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** A file that is not what runs is named. */
function standingText(standing: Standing | null, file: string | null): string {
  if (standing === null) return '';
  if (standing === 'same') return colours.green(standing);
  if (!isDifference(standing)) return standing;
  return `${colours.yellow(standing)}: ${file ?? ''}`;
}

function asFields({ id, files, file, policy, published }: CampaignLine): object {
  if (published === null) return { id, files, file, policy, published: null };
  const { campaign, version, now, codes } = published;
  const { status: set, sandbox, clockOffsetMs, startsAt, endsAt } = campaign;
  return {
    ...{ id, files, file, policy, title: version.terms.title, status: set },
    ...{ state: stateOf(published), sandbox, clockOffsetMs },
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
    operator: published.operator,
    alarms: published.alarms,
    relationAlarms: published.relationAlarms,
  };
}
