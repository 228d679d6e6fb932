import { afterAll, beforeAll, expect, test } from 'vitest';

import { forOutsiders } from '../../client/outside.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { duration, instant } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { atOnce } from '../support/at-once.ts';
import { createService, somebody, type Service } from './service.ts';

const hour = 3_600_000;
const { validity, redemption } = termsLike();
const shared = termsLike({
  campaign: 'shared' as CampaignId,
  validity: {
    ...validity,
    extension: { on: 'share-opened', byMs: duration(hour), upToMs: duration(72 * hour) },
  },
  redemption: { ...redemption, usesMax: 1 },
});
const unknown = '01890000-0000-7000-8000-000000000000';

let service: Service;
beforeAll(async () => {
  // Nobody listens at the workflows, so that whoever waits for one waits in vain.
  service = await createService({ worker: false });
  await service.stage.publish(shared);
});
afterAll(() => service.close());

/** Whoever opens a share of a code that nobody has opened before. */
function openingOf(codeId: string) {
  return { code: { codeId }, campaign: 'shared', visitor: somebody(), share: somebody() };
}

test('a code that takes no share is asked for none when one is opened', async () => {
  const { state } = await service.stage.insert(shared);
  const expired = await service.stage.insert(shared, {
    state: { ...state, status: 'active', expiresAt: instant(Date.now() - 1) },
  });
  const opening = { ...openingOf(expired.id), deadlineMs: 5_000 };
  expect(await service.usher.click(opening)).toMatchObject({ ok: true, share: null });
});

test('nobody outside waits for the code whose share they open', async () => {
  const outside = forOutsiders(service.usher, {
    wait: atOnce,
  });
  const usable = await service.stage.insert(shared);
  const usedUp = await service.stage.insert(shared, {
    state: { ...usable.state, status: 'active', uses: 1 },
  });
  for (const codeId of [unknown, usable.id, usedUp.id]) {
    expect(await outside.click({ ...openingOf(codeId), deadlineMs: 5_000 })).toEqual({ ok: true });
  }
});
