import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const campaign = 'live';
let service: Service;

beforeAll(async () => {
  service = await createService();
  const { code } = termsLike();
  await service.stage.publish(
    termsLike({
      campaign: campaign as CampaignId,
      code: { ...code, parameters: ['host'] },
      scenario: {
        kind: 'livestream',
        streamer: 'host',
        onlyWhileLive: true,
        redemptionsAMinute: 2,
      },
    }),
  );
  await service.stage.publish(termsLike({ campaign: 'plain' as CampaignId }));
});

afterAll(() => service.close());

function word(answer: { readonly ok: boolean; readonly code?: unknown }): unknown {
  return answer.ok ? 'ok' : answer.code;
}

async function streamerWithCode() {
  const streamer = somebody();
  const issued = await service.usher.issue({
    campaign,
    holder: streamer,
    parameters: { host: streamer },
  });
  if (!issued.ok) throw new Error(issued.message);
  const who = { campaign, streamer };
  const redeem = (more: object = {}) =>
    service.usher.redeem({ code: issued.value, invitee: somebody(), ...more });
  return { who, redeem };
}

test('a code counts while its streamer is live, and says in which stream', async () => {
  const { who, redeem } = await streamerWithCode();
  expect(word(await redeem())).toBe('STREAM_NOT_OPEN');
  const opened = await service.usher.openStream({ ...who, stream: 'first' });
  expect(opened).toMatchObject({ ok: true, stream: { id: 'first', state: 'open', invitees: 0 } });
  expect(await redeem()).toMatchObject({ ok: true, stream: 'first' });
  expect(await service.usher.closeStream(who)).toMatchObject({
    ...{ ok: true, stream: { id: 'first', state: 'closed', invitees: 1 } },
  });
  expect(word(await redeem())).toBe('STREAM_NOT_OPEN');
  const early = { happenedAt: Date.now() - 60_000 };
  expect(word(await redeem(early))).toBe('STREAM_NOT_OPEN');
});

test('a second try is answered as the first, and another stream is refused', async () => {
  const { who } = await streamerWithCode();
  const { usher } = service;
  const named = { ...who, stream: 'named' };
  const first = await usher.openStream(named);
  expect(await usher.openStream(named)).toEqual(first);
  expect(word(await usher.openStream(who))).toBe('STREAM_ALREADY_OPEN');
  const other = await streamerWithCode();
  expect(word(await usher.openStream({ ...other.who, stream: 'named' }))).toBe('STREAM_ID_USED');
  expect(word(await usher.closeStream({ ...other.who, stream: 'named' }))).toBe('STREAM_UNKNOWN');
  const closed = await usher.closeStream(named);
  expect(await usher.closeStream(named)).toEqual(closed);
  expect(word(await usher.closeStream(who))).toBe('STREAM_NOT_OPEN');
  expect(word(await usher.openStream(named))).toBe('STREAM_ID_USED');
});

test('streams are listed, the latest first, all or those that are open', async () => {
  const { who } = await streamerWithCode();
  const { usher } = service;
  await usher.openStream({ ...who, stream: `${who.streamer}-1` });
  await usher.closeStream(who);
  await usher.openStream({ ...who, stream: `${who.streamer}-2` });
  const list = async (more: object) => {
    const answer = await usher.listStreams({ ...who, ...more });
    return answer.ok ? answer.streams.map(({ id }) => id) : answer.code;
  };
  expect(await list({})).toEqual([`${who.streamer}-2`, `${who.streamer}-1`]);
  expect(await list({ open: true })).toEqual([`${who.streamer}-2`]);
  expect(await list({ limit: 0 })).toBe('INVALID_COMMAND');
});

test('a minute that is full says when the next one begins', async () => {
  const { who, redeem } = await streamerWithCode();
  await service.usher.openStream(who);
  let answer = await redeem();
  // The third within one minute at the latest is one too many; a minute may begin in between.
  for (let tries = 0; tries < 5 && answer.ok; tries += 1) answer = await redeem();
  expect(answer).toMatchObject({ ok: false, code: 'STREAM_MINUTE_FULL' });
  expect(answer.ok ? undefined : (answer.until ?? 0) % 60_000).toBe(0);
});

test('where codes belong to nobody there are no streams, and events have no time of their own', async () => {
  const { usher } = service;
  const call = { campaign: 'plain', streamer: 'luna' };
  expect(word(await usher.openStream(call))).toBe('STREAM_NOT_WANTED');
  expect(word(await usher.openStream({ ...call, campaign: 'none' }))).toBe('CAMPAIGN_UNKNOWN');
  expect(word(await usher.openStream({ ...call, campaign, streamer: '' }))).toBe('INVALID_COMMAND');
  const { value: code } = await service.issue('plain', somebody());
  const use = { code, invitee: somebody(), happenedAt: Date.now() };
  expect(word(await usher.redeem(use))).toBe('EVENT_TIME_NOT_WANTED');
  expect(word(await usher.issue({ campaign, holder: somebody() }))).toBe('PARAMETER_REQUIRED');
});
