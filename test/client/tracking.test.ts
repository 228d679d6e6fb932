import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CodeId } from '../../domain/ids.ts';
import { query } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
const campaign = 'registration';

beforeAll(async () => {
  service = await createService();
  const { code } = termsLike();
  await service.stage.publish(termsLike({ code: { ...code, channels: ['moments', 'group'] } }));
});
afterAll(async () => {
  await service.close();
});

async function eventsOf(code: CodeId): Promise<readonly object[]> {
  return query(
    service.stage.pool,
    `SELECT kind, tracking_id AS tracking, channel, share, subject, data ->> 'from' AS "from",
       at > 0 AS timed
     FROM event WHERE code = $1 AND kind IN ('click', 'share', 'redemption', 'milestone')
     ORDER BY id COLLATE "C"`,
    [code],
  );
}

test('click, share, redemption and milestone each say code, channel, time, and the share they came by', async () => {
  const { usher } = service;
  const issued = await service.issue(campaign, somebody());
  const { value: code, trackingId: tracking } = issued;
  const [visitor, invitee] = [somebody(), somebody()];
  await usher.click({ code, visitor, share: 's-1', channel: 'moments', opId: 'c' });
  await usher.share({ code, via: 'share-reported', share: 's-2', from: 's-1', channel: 'group' });
  await usher.redeem({ code, invitee, share: 's-2', channel: 'group' });
  await usher.milestone({ campaign, invitee, milestone: 'registered' });
  const common = { tracking, timed: true, from: null };
  const events = await eventsOf(issued.code);
  expect(events).toHaveLength(5);
  expect(events).toEqual(
    expect.arrayContaining([
      { ...common, kind: 'click', channel: 'moments', share: 's-1', subject: visitor },
      { ...common, kind: 'share', channel: 'moments', share: 's-1', subject: null },
      { ...common, kind: 'share', channel: 'group', share: 's-2', subject: null, from: 's-1' },
      { ...common, kind: 'redemption', channel: 'group', share: 's-2', subject: invitee },
      { ...common, kind: 'milestone', channel: 'group', share: 's-2', subject: invitee },
    ]),
  );
});

test('holders who open their own shares extend nothing', async () => {
  const { usher } = service;
  const holder = somebody();
  const { value: code } = await service.issue(campaign, holder);
  const own = await usher.click({ code, visitor: holder, share: 's' });
  expect(own).toMatchObject({ ok: true, share: null });
  const other = await usher.click({ code, visitor: somebody(), share: 's' });
  expect(other).toMatchObject({ share: { ok: true, counted: true } });
});

test('a channel that the campaign does not know is refused, whoever names it', async () => {
  const { usher } = service;
  const { value: code } = await service.issue(campaign, somebody());
  const channel = 'radio';
  const answers = [
    await usher.click({ code, visitor: somebody(), share: 's', channel }),
    await usher.share({ code, via: 'share-opened', channel }),
    await usher.redeem({ code, invitee: somebody(), channel }),
  ];
  for (const answer of answers) expect(answer).toMatchObject({ code: 'CHANNEL_UNKNOWN' });
  const view = await usher.get({ code });
  expect(view.ok && view.shown.shares).toBe(0);
});
