import { checkDraw, type DrawProblem } from '../../client/draws/check-draw.ts';
import type { DrawRecord, RecordedDraw } from '../../client/draws/draw-record.ts';
import { formatMoney } from '../../domain/money.ts';
import { drawNamed } from '../../domain/reward/packets.ts';
import { say } from '../../lang/say.ts';
import { colours } from '../output/colour.ts';
import { indent } from '../output/table.ts';
import { WrongValue } from '../exit.ts';

/** What a record is held to besides itself. */
export interface Checking {
  readonly commitment?: string;
}

/** Reads a SHA-256 in hexadecimal. */
export function readHex(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  throw new WrongValue(say`It must be 64 hexadecimal digits, as \`usher draw show\` has them.`);
}

/** Checks every draw of a record, and says what came of it. */
export function checkRecord(
  { campaign, draws }: DrawRecord,
  { commitment }: Checking,
): {
  readonly isRight: boolean;
  readonly lines: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
} {
  const checked = draws.map((draw) => ({ draw, problems: checkDraw(draw).map(describe) }));
  const isKnown = commitment === undefined || draws.some((draw) => draw.commitment === commitment);
  const isRight = isKnown && checked.every(({ problems }) => problems.length === 0);
  const unknown = isKnown
    ? []
    : [`${colours.red('wrong')}  no draw of the file has the commitment ${commitment}`];
  return {
    isRight,
    lines: [...checked.flatMap(({ draw, problems }) => tell(draw, problems)), ...unknown],
    fields: {
      campaign,
      valid: isRight,
      commitmentKnown: commitment === undefined ? null : isKnown,
      draws: checked.map(({ draw, problems }) => ({
        ...{ draw: draw.draw, commitment: draw.commitment, granted: draw.packets.length },
        problems,
      })),
    },
  };
}

function tell(recorded: RecordedDraw, problems: readonly string[]): string[] {
  const draw = drawNamed(recorded.draw);
  const what =
    draw === undefined
      ? recorded.draw
      : `${draw.reward}: ${String(draw.packets)} packets, ${formatMoney(draw.total, draw.asset)} in all`;
  const granted = `${String(recorded.packets.length)} granted`;
  const mark = problems.length === 0 ? colours.green('ok') : colours.red('wrong');
  return [
    `${mark}  ${what}, ${granted}, commitment ${recorded.commitment}`,
    ...problems.map((problem) => indent(problem, 4)),
  ];
}

function describe(problem: DrawProblem): string {
  switch (problem.kind) {
    case 'not-a-draw':
      return 'its name says nothing that could be split into packets';
    case 'other-seed':
      return 'the seed is not the one that was committed to';
    case 'no-such-packet':
      return `there is no packet ${String(problem.packet)}`;
    case 'drawn-twice':
      return `packet ${String(problem.packet)} was granted twice`;
    case 'passed-over':
      return `packet ${String(problem.packet)} was passed over`;
    case 'other-amount':
      return `packet ${String(problem.packet)} has ${problem.drawn}, and ${problem.is} was granted`;
  }
}
