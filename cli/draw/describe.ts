import { formatMoney } from '../../domain/money.ts';
import { drawNamed } from '../../domain/reward/packets.ts';
import { table } from '../output/table.ts';

/** Draws for people, one a line. */
export function drawTable(
  campaign: string,
  draws: readonly { readonly draw: string; readonly commitment: string; readonly drawn: number }[],
): string {
  if (draws.length === 0) return `campaign ${campaign} draws nothing at random`;
  const columns = [
    { title: 'reward' },
    { title: 'total', align: 'right' as const },
    { title: 'packets', align: 'right' as const },
    { title: 'drawn', align: 'right' as const },
    { title: 'commitment' },
  ];
  const rows = draws.map(({ draw, commitment, drawn }) => {
    const named = drawNamed(draw);
    return [
      named?.reward ?? draw,
      named === undefined ? '' : formatMoney(named.total, named.asset),
      String(named?.packets ?? ''),
      String(drawn),
      commitment,
    ];
  });
  return table(columns, rows);
}

/** Why the seeds of a campaign are still secret; undefined when nothing more can be drawn. */
export function whyNotYet(of: {
  readonly isOver: boolean;
  readonly codes: number;
  readonly draws: readonly (readonly [draw: string, drawn: number])[];
}): string | undefined {
  const left = of.draws.reduce(
    (sum, [draw, drawn]) => sum + (drawNamed(draw)?.packets ?? 0) - drawn,
    0,
  );
  if (of.draws.length === 0) return 'the campaign draws nothing at random';
  if (left === 0) return undefined;
  const packets = `${String(left)} packets are left, and who knows the seed knows what is in them`;
  if (!of.isOver) return `the campaign is not over: ${packets}`;
  if (of.codes === 0) return undefined;
  return `${String(of.codes)} codes of the campaign are not settled and may still draw: ${packets}`;
}
