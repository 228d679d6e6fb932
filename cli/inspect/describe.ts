import type { EventRow } from '../../domain/commit/rows.ts';
import { formatMoney, parseAsset } from '../../domain/money.ts';
import { formatDuration } from '../../domain/time.ts';
import { workflowId } from '../../workflows/messages.ts';
import type { KnownCode } from '../known-code.ts';
import { colours } from '../output/colour.ts';
import { gatheredText } from '../../domain/delivery/gathered.ts';
import { counted } from '../output/counted.ts';
import { indent, table } from '../output/table.ts';
import { clock, clockAndDistance, distance } from '../output/when.ts';
import type { Settings } from '../settings.ts';
import { explainDeadlines, explainState } from './explain-state.ts';
import { outcomeInWords, rulesInWords } from './explain-operation.ts';
import { describeWording } from './wording.ts';
import type { CodeStory } from './story.ts';
import { whyOpened } from './why-opened.ts';

/** A code's whole story for people. `asked` is the id of something of it that was asked for. */
export function describeStory(
  story: CodeStory,
  settings: Settings,
  asked: string | null = null,
): string {
  const { known } = story;
  return [
    title(known),
    section('Asked for', asked === null ? '' : askedFor(story, asked)),
    section('How it stands', explanation(story)),
    section('Wording', describeWording(story.wording)),
    section('What comes next', deadlines(known)),
    section('Last operations', operations(story)),
    section('Redemptions', redemptions(story)),
    section('Reviews', reviews(story)),
    section('Rewards', rewards(story)),
    section('Ledger', entries(story)),
    section('Generations', generations(story)),
    section('Last events', events(story)),
    footer(known, settings),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** How a code stands and why; where somebody has done it by hand, who and for what reason. */
export function explanation({ known, events: records }: CodeStory): string[] {
  const change = records.find(
    ({ kind, data }) => kind === 'status' && data['to'] === known.shown.status,
  );
  const [first = '', ...more] = explainState(known, change?.at ?? null);
  return [first, ...(change === undefined ? [] : byHand(change)), ...more];
}

function byHand({ data }: EventRow): string[] {
  const { by, reason, from, to } = data;
  if (by === undefined) return [];
  return [`It was ${deed(String(from), String(to))} by ${String(by)}: ${String(reason)}.`];
}

/** What somebody does to a code that goes from one status to another. */
function deed(from: string, to: string): string {
  if (to === 'frozen' || to === 'revoked' || to === 'banned') return to;
  if (from === 'frozen') return 'unfrozen';
  return from === 'revoked' || from === 'banned' ? 'given back on appeal' : 'reset';
}

/** What was asked for, by itself, out of the story that it is part of. */
function askedFor(story: CodeStory, asked: string): string {
  const isAsked = ({ id }: { readonly id: string }): boolean => id === asked;
  const only = {
    ...story,
    redemptions: story.redemptions.filter(isAsked),
    reviews: story.reviews.filter(isAsked),
    rewards: story.rewards.filter(isAsked),
  };
  const found = [redemptions(only), reviews(only), rewards(only)].filter((part) => part !== '');
  return found[0] ?? `${asked} is not among the last of this code; --limit shows more.`;
}

/** A code in one line, where several were found. */
export function describeBriefly({ row, shown, version, now }: KnownCode): string[] {
  const zone = version.terms.period.timeZone;
  const end = shown.expiresAt === null ? 'never' : clockAndDistance(shown.expiresAt, zone, now);
  return [row.id, row.campaign, row.holder, shown.status, end, String(shown.redemptions)];
}

/** The page of a code's workflow in the Temporal UI; null without a UI. */
export function linkOf({ row }: KnownCode, settings: Settings): string | null {
  const { temporalUi, temporalNamespace } = settings;
  if (temporalUi === null) return null;
  const id = encodeURIComponent(workflowId(row.campaign, row.id));
  return `${temporalUi.replace(/\/$/, '')}/namespaces/${temporalNamespace}/workflows/${id}`;
}

function title({ row, campaign, version, isCurrent, shown }: KnownCode): string {
  const current = isCurrent ? '' : ` (new codes get ${campaign.version})`;
  const { variant } = version.terms;
  const carries = Object.entries(row.parameters).map(([name, value]) => `${name}=${value}`);
  const about = [
    shown.status,
    `held by ${row.holder}`,
    ...(row.channel === null ? [] : [`channel ${row.channel}`]),
    ...carries,
    `version ${version.version}${current}`,
    ...(variant === undefined ? [] : [`variant ${variant}`]),
    `tracking ${row.trackingId}`,
  ];
  const head = `Code ${row.id} of ${row.campaign}: ${version.terms.title}`;
  return `${colours.bold(head)}\n${indent(about.join(' · '))}`;
}

function section(name: string, lines: readonly string[] | string): string {
  const text = typeof lines === 'string' ? lines : lines.join('\n');
  return text === '' ? '' : `${colours.bold(name)}\n${indent(text)}`;
}

function deadlines(known: KnownCode): string {
  const zone = known.version.terms.period.timeZone;
  const rows = explainDeadlines(known).map(({ at, what }) => [
    clock(at, zone),
    distance(at, known.now),
    what,
  ]);
  return rows.length === 0 ? 'Nothing, unless somebody does something.' : plain(rows);
}

function operations({ operations: records, known }: CodeStory): string {
  const zone = known.version.terms.period.timeZone;
  const rows = records.map((record) => [
    clock(record.at, zone),
    record.kind,
    outcomeInWords(record),
    rulesInWords(record),
    record.opId,
  ]);
  return titled(['when', 'what', 'outcome', 'rules', 'operation'], rows);
}

function redemptions({ redemptions: records, known }: CodeStory): string {
  const zone = known.version.terms.period.timeZone;
  const isLive = records.some(({ stream }) => stream);
  const rows = records.map(({ at, invitee, state, milestones, channel, byHand, stream, id }) => [
    clock(at, zone),
    invitee,
    byHand === null ? state : `${state}, by hand: ${byHand.actor}, ${byHand.reason}`,
    milestones.join(', '),
    channel ?? '',
    ...(isLive ? [stream ?? ''] : []),
    id,
  ]);
  const streams = isLive ? ['stream'] : [];
  return titled(['when', 'invitee', 'state', 'reached', 'channel', ...streams, 'redemption'], rows);
}

function reviews({ reviews: records, known }: CodeStory): string {
  const zone = known.version.terms.period.timeZone;
  const rows = records.map((review) => [
    review.id,
    review.invitee,
    review.state === 'open'
      ? `open until ${clock(review.dueAt, zone)}, then ${review.otherwise}`
      : `${review.state} by ${review.decidedBy ?? 'nobody'}`,
    whyOpened(review),
    [...proposedWords(review), ...(review.note === null ? [] : [review.note])].join('; '),
  ]);
  return titled(['review', 'invitee', 'state', 'why', 'note'], rows);
}

function proposedWords({ proposed }: CodeStory['reviews'][number]): string[] {
  if (proposed === null) return [];
  return [`${proposed.actor} proposed to ${proposed.decision}: ${proposed.reason}`];
}

function rewards({ rewards: records, known }: CodeStory): string {
  const zone = known.version.terms.period.timeZone;
  const rows = records.map((reward) => {
    const { payout } = reward;
    const held = stateOf(reward, zone);
    const { sent, why } = sentOf(payout, reward.asset);
    const amount = formatMoney(reward.minor, reward.asset);
    return [amount, `${reward.beneficiary} (${reward.side})`, held, sent, why, reward.id];
  });
  const heads = ['amount', 'to', 'state', 'payout', "provider's answer", 'reward'];
  return titled(heads, rows);
}

function sentOf(
  payout: CodeStory['rewards'][number]['payout'],
  asset: CodeStory['rewards'][number]['asset'],
): { readonly sent: string; readonly why: string } {
  if (payout === null) return { sent: '', why: '' };
  const { state, attempts, gathered } = payout;
  if (gathered) return { sent: gatheredText({ ...gathered, asset }), why: payout.lastError ?? '' };
  return {
    sent: `${state}, ${counted(attempts, 'attempt')}`,
    why: payout.lastError ?? payout.providerRef ?? '',
  };
}

function stateOf(
  { state, dueAt, stream, setOff, refunded, asset }: CodeStory['rewards'][number],
  zone: string,
): string {
  if (state === 'held' && stream) return `held until stream ${stream} has ended`;
  if (state === 'held') return `held until ${clock(dueAt, zone)}`;
  const parts = [
    ...(setOff === 0 ? [] : [`${formatMoney(setOff, asset)} of it by settling a debt`]),
    ...(refunded === 0 ? [] : [`${formatMoney(refunded, asset)} of it taken back in parts`]),
  ];
  return [state, ...parts].join(', ');
}

function entries({ entries: records, known }: CodeStory): string {
  const zone = known.version.terms.period.timeZone;
  const rows = records.map(({ id, at, kind, minor, asset, source, destination, reason }) => [
    String(id),
    clock(at, zone),
    kind,
    formatMoney(minor, asset),
    `${source} -> ${destination}`,
    reason,
  ]);
  return titled(['entry', 'when', 'kind', 'amount', 'from -> to', 'why'], rows);
}

function generations({ generations: line, known }: CodeStory): string {
  if (line.length < 2) return '';
  const rows = line.map((one) => [
    String(one.shown.generation),
    ...describeBriefly(one),
    one.row.id === known.row.id ? '<- this one' : '',
  ]);
  return titled(['', 'code', 'campaign', 'holder', 'status', 'ends', 'redemptions', ''], rows);
}

function events({ events: records, known }: CodeStory): string {
  const zone = known.version.terms.period.timeZone;
  const rows = records.map(({ at, kind, data, subject, share }) => {
    const { asset, minor, ...others } = data;
    const told = Object.entries(amountOf(asset, minor) === null ? data : others)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name} ${eventValue(name, value, zone)}`);
    const shared = share === null ? null : `share ${share}`;
    const about = [subject, shared, amountOf(asset, minor), ...told];
    return [clock(at, zone), kind, about.filter((part) => part !== null).join(', ')];
  });
  return titled(['when', 'what', ''], rows);
}

function amountOf(assetName: unknown, minor: unknown): string | null {
  const asset = typeof assetName === 'string' ? parseAsset(assetName) : undefined;
  return asset === undefined || typeof minor !== 'number' ? null : formatMoney(minor, asset);
}

function eventValue(name: string, value: unknown, zone: string): string {
  const isInstant = typeof value === 'number' && /(?:At|Until)$/.test(name);
  return isInstant ? clock(value as KnownCode['now'], zone) : String(value);
}

function footer(known: KnownCode, settings: Settings): string {
  const { version, campaign } = known;
  const ahead =
    campaign.clockOffsetMs === 0
      ? ''
      : `, which is ${formatDuration(campaign.clockOffsetMs)} ahead of the real one`;
  const link = linkOf(known, settings);
  return [
    colours.dim(`Times are by the campaign's clock (${version.terms.period.timeZone})${ahead}.`),
    ...(link === null ? [] : [`Temporal: ${link}`]),
  ].join('\n');
}

function titled(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return table(
    heads.map((title) => ({ title })),
    rows,
  );
}

function plain(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(cell.length, widest[index] ?? 0)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
