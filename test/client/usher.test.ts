import { afterAll, beforeAll, expect, test } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

let stage: Stage;
let usher: Usher;

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(termsLike());
  await stage.work();
  usher = createUsher({
    temporal: stage.client,
    pool: stage.pool,
    keys: stage.keys,
    taskQueue: stage.queues.codes,
  });
});

afterAll(async () => {
  await usher.close();
  await stage.close();
});

test('issue, share, redeem, milestones', async () => {
  const issued = await usher.issue({ campaign: 'registration', holder: 'u-1' });
  console.log(issued);
  if (!issued.ok) throw new Error(issued.message);
  console.log(await usher.check({ code: issued.value, invitee: 'u-2' }));
  console.log(await usher.redeem({ code: issued.value, invitee: 'u-2' }));
  console.log(await usher.click({ code: issued.value, visitor: 'v-1', share: 's-1' }));
  console.log(
    await usher.milestone({ campaign: 'registration', invitee: 'u-2', milestone: 'registered' }),
  );
  console.log(
    await usher.milestone({
      campaign: 'registration',
      invitee: 'u-2',
      milestone: 'real-name-verified',
    }),
  );
  console.log(await usher.get({ code: issued.value }));
  expect(1).toBe(1);
});
