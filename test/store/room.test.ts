import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { ResetCommand } from '../../domain/code/command.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { plus } from '../../domain/time.ts';
import { query } from '../../store/query.ts';
import { createStore, op, payingTerms, share, start, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const day = 24 * 3_600_000;
const late = plus(start, 2 * day);
let campaigns = 0;

async function publish(changes: Partial<Terms> = {}): Promise<Terms> {
  campaigns += 1;
  const terms = payingTerms({ campaign: `room-${String(campaigns)}` as CampaignId, ...changes });
  await store.publish(terms);
  return terms;
}

function reset(): ResetCommand {
  return { kind: 'reset', opId: op(), actor: 'olga', reason: 'again' };
}

async function openCodes({ campaign }: Terms): Promise<number> {
  const rows = await query<{ n: number }>(
    store.pool,
    `SELECT count(*) AS n FROM code WHERE campaign = $1
     AND status IN ('dormant', 'pending', 'active', 'frozen')`,
    [campaign],
  );
  return rows[0]?.n ?? 0;
}

const expiring = {
  ...payingTerms().validity,
  onExpiry: { action: 'expire' } as const,
};

describe('one open code a person', () => {
  it('holds when an ended code would be reset beside another', async () => {
    const terms = await publish({ validity: expiring });
    const { code } = await store.issue(terms, 'anna');
    await store.commit(code, [share()]);
    await store.commit(code, [], late);
    await store.issue(terms, 'anna', { serverNow: late });
    const { outcomes } = await store.commit(code, [reset()], late);
    expect(outcomes[0]).toMatchObject({
      code: 'RESET_NOT_ALLOWED',
      message: 'the holder has as many open codes as the campaign allows',
    });
    expect(await openCodes(terms)).toBe(1);
  });

  it('holds when a code is issued between an end and the commit that notes it', async () => {
    const terms = await publish();
    const { code } = await store.issue(terms, 'anna');
    await store.commit(code, [share()]);
    const { created } = await store.issue(terms, 'anna', { serverNow: late });
    const { row } = await store.commit(code, [], late);
    expect(created).toBe(true);
    expect(row).toMatchObject({ successor: null, state: { status: 'expired' } });
    expect(await openCodes(terms)).toBe(1);
  });

  it('holds in twenty races of the two', async () => {
    const terms = await publish();
    for (let round = 0; round < 20; round += 1) {
      const holder = `racer-${String(round)}`;
      const { code } = await store.issue(terms, holder);
      await store.commit(code, [share()]);
      await Promise.all([
        store.issue(terms, holder, { serverNow: late }),
        store.commit(code, [], late),
      ]);
    }
    expect(await openCodes(terms)).toBe(20);
  });
});

describe('live codes of a campaign', () => {
  it('are not exceeded by a reset', async () => {
    const code = { ...payingTerms().code, liveCodesMax: 1 };
    const terms = await publish({ validity: expiring, code });
    const { code: first } = await store.issue(terms, 'anna');
    await store.commit(first, [share()]);
    await store.commit(first, [], late);
    await store.issue(terms, 'bert', { serverNow: late });
    const { outcomes } = await store.commit(first, [reset()], late);
    expect(outcomes[0]).toMatchObject({ code: 'LIVE_CODES_EXHAUSTED' });
  });
});
