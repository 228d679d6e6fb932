import type { CodeInput } from '../../client/calls.ts';
import { writeLink } from '../../client/reading/link.ts';
import type { Usher } from '../../client/usher.ts';
import { assert } from '../../domain/assert.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { drawPng } from '../../qr/draw.ts';
import { makeQr } from '../../qr/make.ts';

/** A code as it comes back from a picture of its QR code, or out of a text around it. */
export async function readBack(
  usher: Usher,
  { code, campaign, read }: { code: CodeInput; campaign: CampaignId; read: 'scanned' | 'pasted' },
): Promise<string> {
  assert(typeof code === 'string', 'a value is read, and no id');
  const found = await usher.find(
    read === 'pasted'
      ? { campaign, text: `快来加入我们的小组！邀请码 ${code.toLowerCase()}，还差几个人` }
      : { campaign, picture: poster(code) },
  );
  assert(found.ok, 'what was made is read');
  return found.code;
}

function poster(code: string): Uint8Array {
  const made = makeQr(writeLink('https://example.com/join', { code, channel: 'poster' }), {
    logoRoom: 15,
  });
  assert(made.ok, 'a short link has a code with room for a logo');
  return drawPng(made.qr);
}
