import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { Report } from '../output/report.ts';

/** Says how far a simulation is. */
export interface Progress {
  show(done: number, of: number): void;
  /** Leaves nothing of it on the screen. */
  end(): void;
}

const barWidth = 24;

/** On a terminal one line that is written over; elsewhere a line at each quarter. People only. */
export function openProgress(
  report: Report,
  stream: NodeJS.WriteStream,
  language: Language,
): Progress {
  const far = (done: number, of: number): string =>
    textOf(say`${done} of ${of} repetitions`, language);
  const isLive = report.form === 'text' && stream.isTTY;
  let quarter = 0;
  return {
    show: (done, of) => {
      if (isLive) {
        const filled = Math.round((done / of) * barWidth);
        const bar = '█'.repeat(filled) + '·'.repeat(barWidth - filled);
        stream.write(`\r${bar} ${far(done, of)}`);
        return;
      }
      const reached = Math.floor((4 * done) / of);
      if (reached > quarter) report.progress(far(done, of));
      quarter = done === of ? 0 : reached;
    },
    end: () => {
      if (isLive) stream.write('\r\u001b[K');
    },
  };
}
