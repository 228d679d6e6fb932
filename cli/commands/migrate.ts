import type { Command } from 'commander';

import { migrate, schemaVersion } from '../../store/migrate.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { openReport } from '../output/report.ts';
import { withOwner } from '../owner-pool.ts';
import { readSettings, required } from '../settings.ts';

/** `usher migrate`: brings the database to this program's schema. */
export function addMigrate(program: Command): void {
  addCommand(program, {
    usage: 'migrate',
    summary: "bring the database to this program's schema",
    more: 'DATABASE_URL must name the owner of the database: it makes tables, and the role usher_app that everything else acts as. Running it again changes nothing.',
    examples: ['DATABASE_URL=postgres://owner@db.internal/usher usher migrate'],
  }).action((options: CommonOptions) => exitWith(migrateDatabase(options)));
}

async function migrateDatabase({ output }: CommonOptions): Promise<ExitCode> {
  const report = openReport(output);
  const url = required(await readSettings(), 'databaseUrl');
  return withOwner(url, async (pool) => {
    const before = await schemaVersion(pool);
    await migrate(pool);
    const after = await schemaVersion(pool);
    const text =
      before === after
        ? `The database has schema ${after} already; nothing changed.`
        : `The database has schema ${after} now; it was ${before}.`;
    report.result(text, { before, after });
    return exitCodes.ok;
  });
}
