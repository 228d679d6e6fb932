import type { RewardText } from '../../domain/campaign/schema.ts';
import type { RandomSchedule } from '../../domain/campaign/terms.ts';
import { formatMinor, type Asset } from '../../domain/money.ts';
import { say } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount } from '../read.ts';

/** Packets of a total; undefined when a part could not be read. */
export function readRandom(
  report: Report,
  path: Path,
  text: NonNullable<RewardText['random']>,
  asset: Asset,
): RandomSchedule | undefined {
  const [total, least, most] = (['total', 'least', 'most'] as const).map((word) =>
    readAmount(report, { path: [...path, word] }, text[word], asset),
  );
  if (total === undefined || least === undefined || most === undefined) return undefined;
  const { packets } = text;
  checkPackets(report, path, { kind: 'random', packets, total, least, most }, asset);
  return { kind: 'random', packets, total, least, most };
}

/** Packets can come to the total only where it lies between all at their least and all at their most. */
function checkPackets(
  report: Report,
  path: Path,
  { packets, total, least, most }: RandomSchedule,
  asset: Asset,
): void {
  const [lowest, highest] = [packets * least, packets * most];
  const money = (minor: number): string => formatMinor(minor, asset);
  if (least > most) {
    report({
      code: 'PACKETS_CONTRADICTION',
      path: [...path, 'least'],
      message: say`the least of a packet lies above the most of ${money(most)}`,
      expected: say`at most "${money(most)}"`,
    });
  } else if (total < lowest || total > highest) {
    report({
      code: 'PACKETS_CONTRADICTION',
      path: [...path, 'total'],
      message: say`${String(packets)} packets of ${money(least)} to ${money(most)} never come to ${money(total)}`,
      expected: say`"${money(lowest)}" to "${money(highest)}"`,
    });
  }
}
