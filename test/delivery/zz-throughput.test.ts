import { it } from 'vitest';
import { startSandbox } from '/work/main/sandbox/server.ts';
import { createPool } from '/work/main/store/pool.ts';
import { createTestDatabase } from '/work/main/test/support/database.ts';
import { deliverAll, freshSecret, providerOf, seedPayouts, paidCounts } from '/work/main/test/delivery/fixture.ts';
import { usualDelivery } from '/work/main/activities/deliver/settings.ts';
it('x', async () => {
  const database = await createTestDatabase(); const pool = createPool(database.url, { max: 20 });
  const sandbox = await startSandbox({ secret: freshSecret() });
  await seedPayouts(pool, 'sandbox', { count: 3000 });
  for (const lanes of [8]) {
    const t = Date.now();
    await deliverAll({ pool, provider: providerOf(sandbox, 5000), settings: { ...usualDelivery, lanes } }, 'sandbox', 500);
    console.log(lanes, 3000 / ((Date.now() - t) / 1000), Object.keys(await paidCounts(sandbox)).length);
  }
  await sandbox.stop(); await pool.end(); await database.drop();
});
