import type { CodeId } from '../domain/ids.ts';
import { checkInvariants } from '../store/ledger/check-invariants.ts';
import { lostSuccessors } from '../store/sweep/lost-successors.ts';
import { findCodes } from '../store/codes/find-codes.ts';
import type { Difference } from './difference.ts';
import { inParallel } from './in-parallel.ts';
import { lookAtCode } from './look-at-code.ts';
import { openCodes } from './passes.ts';
import type { Services } from './wake.ts';
import { runningWorkflows, type ListedWorkflow } from './workflows.ts';

const looksMax = 8;
const pageSize = 500;

/**
 * Everything that does not agree between rows, workflows and ledger. Looks only. What is merely
 * under way is looked at again for a few seconds and then not reported. Asks Temporal twice for
 * each code that is awake, so a hundred thousand codes take minutes.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function check(services: Services): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  for await (const page of openCodes(services)) {
    found.push(
      ...(await look(
        services,
        page.map(({ code }) => code.id),
      )),
    );
  }
  found.push(...(await checkRunning(services)));
  for (const { code, predecessor, named } of await lostSuccessors(services.pool)) {
    const other = named === null ? 'names no successor' : `names ${named} as successor`;
    const sentence = `code ${code} follows ${predecessor}, which ${other}`;
    found.push({ kind: 'lineage', subject: code, sentence });
  }
  for (const { invariant, subject, detail } of await checkInvariants(services.pool)) {
    found.push({ kind: 'ledger', subject, sentence: `${invariant}: ${subject} has ${detail}` });
  }
  return found;
}

async function look(services: Services, codes: readonly CodeId[]): Promise<Difference[]> {
  const looked = await inParallel(codes, looksMax, (code) => lookAtCode(services, code));
  return looked.filter((difference) => difference !== undefined);
}

/** Workflows that run where none should: of settled codes, or of codes that are not here. */
async function checkRunning(services: Services): Promise<Difference[]> {
  const found: Difference[] = [];
  let page: ListedWorkflow[] = [];
  const checkPage = async (): Promise<void> => {
    const rows = await findCodes(
      services.pool,
      page.map(({ code }) => code),
    );
    const odd = page.filter(({ code }) => {
      const status = rows.get(code)?.code.state.status;
      return status === 'settled' || status === 'dormant';
    });
    found.push(
      ...(await look(
        services,
        odd.map(({ code }) => code),
      )),
    );
    for (const { code, workflowId } of page) {
      if (rows.has(code)) continue;
      const sentence = `workflow ${workflowId} runs, and there is no such code in this database`;
      found.push({ kind: 'row-missing', subject: code, sentence });
    }
    page = [];
  };
  for await (const workflow of runningWorkflows(services)) {
    page.push(workflow);
    if (page.length === pageSize) await checkPage();
  }
  await checkPage();
  return found;
}
