import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

import { Option, type Command } from 'commander';

import { writeLink } from '../../client/reading/link.ts';
import { reject } from '../../domain/code/rejection.ts';
import { corrections, type Correction } from '../../qr/blocks.ts';
import { drawPng, drawSvg, drawText } from '../../qr/draw.ts';
import { makeQr, type Qr } from '../../qr/make.ts';
import { say } from '../../lang/say.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode, WrongValue } from '../exit.ts';
import { knownCode } from '../known-code.ts';
import { readCount, readName, readPercent, readWhole } from '../option-values.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';

interface QrCommandOptions extends CommonOptions {
  readonly out?: string;
  readonly link?: string;
  readonly channel?: string;
  readonly logoRoom?: number;
  readonly correction?: Correction;
  readonly scale: number;
  readonly quiet: number;
}

/** `usher qr`: a QR code of the link by which people come to a code. */
export function addQr(program: Command): void {
  addCommand(program, {
    usage: 'qr <code>',
    summary: 'draw the QR code of a link with a code, for a poster or in the terminal',
    more: 'The link is that of the campaign, unless --link says another; the code and the channel are put behind it. Without --out it is drawn in the terminal.',
    examples: [
      'usher qr 7K2M-9QXA-4RTV-WZ30-5 --out poster.svg --logo-room 15% --channel poster',
      'usher qr 7K2M-9QXA-4RTV-WZ30-5 --link https://example.com/join',
    ],
  })
    .option('--out <file>', 'where to: a name that ends in .svg or .png')
    .option('--link <address>', 'where the QR code leads to', readLinkBase)
    .option('--channel <name>', 'the channel that the link names', readName)
    .option('--logo-room <percent>', "room for a logo, of the code's width", readRoom)
    .addOption(new Option('--correction <level>', 'how much may be damaged').choices(corrections))
    .option('--scale <pixels>', 'of one module', readCount, 10)
    .option('--quiet <modules>', 'the light margin around it', readWhole, 4)
    .action((code: string, options: QrCommandOptions) => exitWith(qr(code, options)));
}

async function qr(code: string, options: QrCommandOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const { out, channel, logoRoom, correction } = options;
  const base = options.link ?? (await linkOf(code));
  if (base === 'unknown') return reportRefusal(report, reject('CODE_UNKNOWN'));
  if (base === 'none') throw new WrongUse(say`The campaign has no link: say one with --link.`);
  const link = writeLink(base, { code, ...(channel === undefined ? {} : { channel }) });
  const made = makeQr(link, {
    ...(logoRoom === undefined ? {} : { logoRoom }),
    ...(correction === undefined ? {} : { correction }),
  });
  if (!made.ok) throw new WrongUse(say`No QR code: ${made.message}.`);
  const drawing = await draw(made.qr, options);
  const { version, correction: level, room, rows } = made.qr;
  report.result(`${drawing}\n${link}`, {
    ...{ link, out: out ?? null, version, correction: level },
    ...{ modules: rows.length, logoModules: room },
  });
  return exitCodes.ok;
}

async function draw(made: Qr, { out, scale, quiet }: QrCommandOptions): Promise<string> {
  if (out === undefined) return drawText(made, { quiet });
  const drawn = { '.svg': drawSvg, '.png': drawPng }[extname(out).toLowerCase()];
  if (drawn === undefined) throw new WrongUse(say`--out must end in .svg or .png.`);
  try {
    await writeFile(out, drawn(made, { scale, quiet }));
  } catch (error) {
    throw new WrongUse(
      say`Cannot write ${out}: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  return `wrote ${out}`;
}

async function linkOf(code: string): Promise<string> {
  return withContext(async (context) => {
    const known = await knownCode(context, code);
    if (known === undefined) return 'unknown';
    const { scenario } = known.version.terms;
    return scenario?.kind === 'group-join' ? (scenario.link ?? 'none') : 'none';
  });
}

function readLinkBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return text;
  throw new WrongValue(say`It must be https, or http on the loopback address.`);
}

function readRoom(text: string): number {
  return readPercent(text.replace(/%$/, ''));
}
