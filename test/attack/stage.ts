import { openAttackStage, type AttackStage, type PolicyName } from '../../bench/attack/stage.ts';
import { createPool } from '../../store/pool.ts';
import { testKeys } from '../store/fixture.ts';
import { createTestDatabase } from '../support/database.ts';

/** A database of one's own to attack, under a policy as it is shipped. */
export async function createAttackStage(
  policy: PolicyName,
): Promise<{ readonly stage: AttackStage; close(): Promise<void> }> {
  const database = await createTestDatabase();
  const pool = createPool(database.url, { max: 16 });
  const stage = await openAttackStage(pool, testKeys('test-1'), policy);
  return {
    stage,
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}
