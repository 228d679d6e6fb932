import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

import { writeLink } from '../../client/reading/link.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { drawPng } from '../../qr/draw.ts';
import { makeQr } from '../../qr/make.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const link = 'https://example.com/join';
const places = 20;
let service: Service;
let value: string;

beforeAll(async () => {
  service = await createService();
  const base = termsLike();
  const code = { ...base.code, format: { ...base.code.format, checkCharacter: true } };
  const redemption = { ...base.redemption, usesMax: places };
  const publish = (campaign: string, scan: boolean, paste: boolean, own: string) =>
    service.stage.publish(
      termsLike({
        ...{ campaign: campaign as CampaignId, code, redemption },
        scenario: { kind: 'group-join', scan, paste, link: own },
      }),
    );
  await publish('group', true, true, link);
  await publish('only-pasted', false, true, 'https://example.com/pasted');
  await publish('only-scanned', true, false, 'https://example.com/scanned');
  value = (await service.issue('group', somebody())).value;
});

afterAll(() => service.close());

function picture(text: string): Uint8Array {
  const made = makeQr(text);
  if (!made.ok) throw new Error(made.message);
  return drawPng(made.qr);
}

describe('a code', () => {
  const parameters = { city: '上海 & co', streamer: 'a=b' };
  it('comes back from a picture of its link, with channel and parameters', async () => {
    const found = { code: value, channel: 'poster', parameters };
    const text = writeLink(link, found);
    expect(await service.usher.find({ picture: picture(text) })).toEqual({ ok: true, ...found });
    expect(await service.usher.find({ text: `来吧 ${text}，快` })).toEqual({ ok: true, ...found });
  });

  it('is found in a text, with or without the campaign', async () => {
    const text = `邀请码 ${value.toLowerCase()} see you`;
    expect(await service.usher.find({ text })).toEqual({ ok: true, code: value });
    expect(await service.usher.find({ text, campaign: 'group' })).toEqual({
      ok: true,
      code: value,
    });
  });

  it('that nobody has is read as well as one that somebody has', async () => {
    const swapped = value.replace(/^(.)(.)/, '$2$1');
    const answers = await Promise.all(
      [`${value}!`, `${swapped}!`].map((text) => service.usher.find({ text })),
    );
    expect(answers[0]).toMatchObject({ ok: true });
    if (swapped !== value) {
      expect(answers[1]).toMatchObject({
        code: 'CODE_MISTYPED',
        message: expect.stringContaining('characters 1 and 2 may be swapped') as string,
      });
    }
  });
});

test.each([
  ['NO_CODE_FOUND', () => ({ text: 'hello there' })],
  ['NO_CODE_FOUND', () => ({ picture: picture('hello') })],
  ['LINK_FOREIGN', () => ({ text: `https://evil.example/join?code=${value}` })],
  [
    'LINK_FOREIGN',
    () => ({ picture: picture(`https://example.com.evil.example/join?code=${value}`) }),
  ],
  ['LINK_FOREIGN', () => ({ text: `https://user@example.com/join?code=${value}` })],
  ['PICTURE_REFUSED', () => ({ picture: Buffer.from('no picture') })],
  ['CAMPAIGN_UNKNOWN', () => ({ text: value, campaign: 'nowhere' })],
  ['READING_OFF', () => ({ picture: picture(value), campaign: 'only-pasted' })],
  ['READING_OFF', () => ({ picture: picture(`https://example.com/pasted?code=${value}`) })],
  ['READING_OFF', () => ({ text: value, campaign: 'only-scanned' })],
])('%s', async (code, call) => {
  expect(await service.usher.find(call())).toMatchObject({ ok: false, code });
});

test('several codes are told apart from one', async () => {
  const other = (await service.issue('group', somebody())).value;
  const text = `${value} or ${other}`;
  expect(await service.usher.find({ text })).toMatchObject({ code: 'SEVERAL_CODES' });
});

test('of two hundred at once exactly as many get in as a group has places; a place given back is taken once', async () => {
  const code = (await service.issue('group', somebody())).value;
  const rush = async (): Promise<readonly string[]> => {
    const all = Array.from({ length: 200 }, () =>
      service.usher.redeem({ code, invitee: somebody() }),
    );
    return (await Promise.all(all)).map((one) => (one.ok ? (one.redemption ?? '') : one.code));
  };
  const isFull = (word: string): boolean => word === 'CODE_EXHAUSTED';
  const first = await rush();
  const inside = first.filter((word) => !isFull(word));
  expect(inside).toHaveLength(places);
  const gone = { redemption: inside[0] ?? '', actor: 'ops', reason: 'left the group' };
  expect(await service.usher.cancel(gone)).toMatchObject({ ok: true });
  expect((await rush()).filter((word) => !isFull(word))).toHaveLength(1);
});
