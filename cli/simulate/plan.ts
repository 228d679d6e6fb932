import { formatMoney, type Asset } from '../../domain/money.ts';
import { asIs, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { PlannedFigure } from '../../simulate/statistics/plan.ts';
import { colours } from '../output/colour.ts';
import { indent, table } from '../output/table.ts';
import { assetName, sayFigure, sayRange, whole } from './words.ts';

const verdicts: Readonly<Record<PlannedFigure['verdict'], Said>> = {
  below: say`below plan`,
  'as planned': say`as planned`,
  above: say`above plan`,
};

/** What was planned, beside what came of it. */
export function describePlan(plan: readonly PlannedFigure[], language: Language): string {
  const told = (said: Said): string => textOf(said, language);
  const right = (said: Said) => ({ title: told(said), align: 'right' as const });
  const columns = [
    { title: told(say`figure`) },
    ...[say`planned`, say`simulated`, say`9 of 10 times`].map(right),
    { title: '' },
  ];
  const rows = plan.map((figure) => {
    const written = writerOf(figure);
    const { planned, simulated, verdict } = figure;
    return [
      told(nameOf(figure)),
      ...[written(planned), written(simulated.mean)],
      told(sayRange(simulated, written)),
      (verdict === 'as planned' ? colours.green : colours.yellow)(told(verdicts[verdict])),
    ];
  });
  return `${colours.bold(told(say`Plan`))}\n${indent(table(columns, rows))}`;
}

function writerOf({ figure, asset }: PlannedFigure): (value: number) => string {
  if (asset !== null) return (value) => formatMoney(Math.round(value), asset as Asset);
  return figure === 'conversion' ? (value) => `${value.toFixed(1)} %` : whole;
}

function nameOf({ figure, milestone, asset }: PlannedFigure): Said {
  switch (figure) {
    case 'codes':
      return sayFigure('codes');
    case 'invitees':
      return say`invitees: ${sayFigure(milestone ?? '')}`;
    case 'conversion':
      return say`of those who redeem: ${asIs(milestone ?? '')}`;
    case 'spend':
      return say`spent (${assetName(asset ?? '')})`;
    case 'cost per invitee':
      return say`for each invitee (${assetName(asset ?? '')})`;
  }
}
