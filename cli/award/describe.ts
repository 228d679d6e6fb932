import { awardInWords, type Award } from '../../domain/award/award.ts';
import { formatMoney } from '../../domain/money.ts';
import type { AwardPayout } from '../../store/awards/award-payouts.ts';
import { colours } from '../output/colour.ts';
import { counted } from '../output/counted.ts';
import type { Clock } from '../output/outcome.ts';
import { table } from '../output/table.ts';
import { clockAndDistance, zonedClock } from '../output/when.ts';

/** An award, and what the provider is doing with it; null where nothing of it is to be sent. */
export interface ShownAward extends Award {
  readonly payout: AwardPayout | null;
}

/** How an award stands, in a word. */
function standingOf({ state, decision, takenBack, payout }: ShownAward): string {
  if (takenBack !== null) return 'taken back';
  if (decision === 'lapsed') return 'refused, too late';
  const due = payout === null ? 'being sent' : sendingOf(payout);
  return { held: 'waiting', due, paid: 'paid', voided: 'refused', reversed: '' }[state];
}

function sendingOf({ state, held }: AwardPayout): string {
  if (state === 'failed') return 'not taken by the provider';
  if (state === 'manual') return 'in doubt, for a person to look at';
  const isUnsent = state === 'due' || state === 'intent';
  return isUnsent && held ? 'waiting, payouts are held' : 'being sent';
}

/** What was done about an award, for people. */
export function describeDone(award: ShownAward, time: Clock): string {
  const { award: id, person, asset, minor, state, decideBy } = award;
  const amount = `${formatMoney(minor, asset)} for ${person}`;
  const until = decideBy === null ? '' : zonedClock(decideBy, time.timeZone, time.now);
  const next =
    state === 'held'
      ? [
          `${id} waits until somebody else approves it, before ${until}:`,
          `usher award approve ${id} --reason …`,
        ]
      : [`${id} ${awardInWords(award)}${fate(award)}`];
  return [`${colours.green('ok')}  ${amount}: ${standingOf(award)}`, ...next].join('\n    ');
}

function fate({ state, setOff, asset, takenBack }: Award): string {
  const settled = setOff > 0 ? `; ${formatMoney(setOff, asset)} of it settled a debt` : '';
  if (takenBack !== null) {
    const { returned, cleared } = takenBack;
    const owed = state === 'reversed' && !returned && cleared === undefined;
    return `; the budget has it again${owed ? ', and the person owes what they keep' : ''}`;
  }
  return state === 'voided' ? '; the budget has it again' : settled;
}

/** All about one award, for people. */
export function describeAward(award: ShownAward, { timeZone, now }: Clock): string {
  const when = (at: Award['givenAt']): string => clockAndDistance(at, timeZone, now);
  const { decideBy, decidedAt, takenBack, setOff, asset, state } = award;
  const cameBack = takenBack?.cleared ?? null;
  const rows: [string, string | null][] = [
    ['award', `${award.award} of ${award.campaign}`],
    ['for', award.person],
    ['amount', formatMoney(award.minor, asset)],
    ['note', award.note],
    ['state', standingOf(award)],
    ['given', `by ${award.givenBy}, ${when(award.givenAt)}`],
    ['to be decided', state === 'held' && decideBy !== null ? `before ${when(decideBy)}` : null],
    [
      'decided',
      decidedAt === null
        ? null
        : `${awardInWords({ ...award, takenBack: null })}, ${when(decidedAt)}`,
    ],
    ['payout', payoutText(award.payout)],
    ['set off against a debt', setOff === 0 ? null : formatMoney(setOff, asset)],
    [
      'taken back',
      takenBack && `by ${takenBack.actor}, ${when(takenBack.at)}: ${takenBack.reason}`,
    ],
    ['came back', cameBack && `says ${cameBack.actor}, ${when(cameBack.at)}: ${cameBack.reason}`],
  ];
  const told = rows.filter((row): row is [string, string] => row[1] !== null);
  return table([{ title: '' }, { title: '' }], told);
}

function payoutText(payout: AwardPayout | null): string | null {
  if (payout === null) return null;
  const { state, attempts, lastError } = payout;
  return [state, counted(attempts, 'attempt'), lastError]
    .filter((part) => part !== null)
    .join(', ');
}

/** Awards as lines, and which of them wait. */
export function describeAwards(awards: readonly ShownAward[]): string {
  const rows = awards.map((award) => [
    award.award,
    award.campaign,
    award.person,
    formatMoney(award.minor, award.asset),
    standingOf(award),
    award.givenBy,
    award.decidedBy ?? '',
    award.note,
  ]);
  const heads = ['award', 'campaign', 'for', 'amount', 'state', 'given by', 'decided by', 'note'];
  return table(
    heads.map((title) => (title === 'amount' ? { title, align: 'right' } : { title })),
    rows,
  );
}
