import { slipText } from '../../domain/campaign/check-character.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { parseCampaignId } from '../../domain/ids.ts';
import { readCode, type CodeRead } from '../../domain/reading/read-code.ts';
import { readPicture } from '../../qr/read-picture.ts';
import { loadWritings, type CampaignWriting } from '../../store/campaigns/writings.ts';
import type { Call } from '../calls.ts';
import { passOf, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import { readLink, takeLinks, type JoinLink } from './link.ts';

/** A text as it was pasted, or a picture as PNG or JPEG; and the campaign, where it is known. */
export type FindCall = Pick<Call, 'deadlineMs'> & { readonly campaign?: string } & (
    { readonly text: string } | { readonly picture: Uint8Array }
  );

/** A code that was read, for `redeem` and the like. Whether there is such a code was not looked up. */
export interface CodeFound extends JoinLink {
  readonly ok: true;
}

/**
 * Finds the code in a pasted text, or in a picture of a QR code. It looks at what was given and at how
 * codes are written, and never at which codes there are: so it helps nobody to guess, and no look-up is
 * counted. Refuses with NO_CODE_FOUND, SEVERAL_CODES, CODE_MISTYPED, LINK_FOREIGN, PICTURE_REFUSED,
 * READING_OFF or CAMPAIGN_UNKNOWN.
 */
export async function find(desk: Desk, call: FindCall): Promise<CodeFound | Rejection> {
  const id = call.campaign === undefined ? null : parseCampaignId(call.campaign);
  if (id === undefined) return reject('CAMPAIGN_UNKNOWN');
  const { deadline } = passOf(desk, call);
  const writings = await patiently(deadline, () => loadWritings(desk.pool, id));
  if (id !== null && writings.length === 0) return reject('CAMPAIGN_UNKNOWN');
  const way = 'picture' in call ? 'scan' : 'paste';
  if (id !== null && isOff(writings[0], way)) return reject('READING_OFF');
  if (!('picture' in call)) return findInText(call.text, writings, way);
  const read = await readPicture(call.picture);
  if (!read.ok) return reject('PICTURE_REFUSED');
  return oneOf(read.texts.map((text) => findInText(text, writings, way)));
}

type Way = 'scan' | 'paste';

function isOff(writing: CampaignWriting | undefined, way: Way): boolean {
  const scenario = writing?.scenario;
  return scenario?.kind === 'group-join' && !scenario[way];
}

/** Of several QR codes in a picture, the one that is a code; otherwise the first "no". */
function oneOf(reads: readonly (CodeFound | Rejection)[]): CodeFound | Rejection {
  const found = reads.filter((read) => read.ok);
  const [first] = found;
  if (first === undefined) return reads[0] ?? reject('NO_CODE_FOUND');
  return found.every(({ code }) => code === first.code) ? first : reject('SEVERAL_CODES');
}

function findInText(
  text: string,
  writings: readonly CampaignWriting[],
  way: Way,
): CodeFound | Rejection {
  const bases = writings.filter(({ scenario }) => linkOf(scenario) !== undefined);
  if (bases.length === 0) return said(readCode(text, writings));
  const { links, rest } = takeLinks(text);
  const joins = links.flatMap((link) =>
    bases.flatMap((writing) => {
      const join = readLink(linkOf(writing.scenario) ?? '', link);
      return join === undefined ? [] : [{ join, writing }];
    }),
  );
  if (joins.length > 0) {
    const open = joins.filter(({ writing }) => !isOff(writing, way));
    if (open.length === 0) return reject('READING_OFF');
    return oneOf(open.map(({ join, writing }) => checked(join, writing)));
  }
  const read = readCode(rest, writings);
  return read.kind === 'none' && links.length > 0 ? reject('LINK_FOREIGN') : said(read);
}

function linkOf(scenario: CampaignWriting['scenario']): string | undefined {
  return scenario?.kind === 'group-join' ? scenario.link : undefined;
}

/** A link's code is held to its check character as a typed one is. */
function checked(join: JoinLink, writing: CampaignWriting): CodeFound | Rejection {
  const read = readCode(join.code, [writing]);
  return read.kind === 'found' ? { ok: true, ...join, code: read.value } : said(read);
}

function said(read: CodeRead): CodeFound | Rejection {
  switch (read.kind) {
    case 'found':
      return { ok: true, code: read.value };
    case 'none':
      return reject('NO_CODE_FOUND');
    case 'several':
      return reject('SEVERAL_CODES');
    case 'mistyped':
      return reject('CODE_MISTYPED', { message: `the code was mistyped: ${slipText(read.slips)}` });
  }
}
