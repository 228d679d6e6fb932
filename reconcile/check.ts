import type { CodeId } from '../domain/ids.ts';
import { checkBooks } from '../store/ledger/check-invariants.ts';
import { lostSuccessors } from '../store/sweep/lost-successors.ts';
import { findCodes } from '../store/codes/find-codes.ts';
import type { OpenCode } from '../store/codes/load-code.ts';
import type { Difference } from './difference.ts';
import { inParallel } from './in-parallel.ts';
import { lookAtCode } from './look-at-code.ts';
import { checkBatches } from './overdue-batches.ts';
import { isOverdue, openCodes } from './passes.ts';
import type { Services } from './wake.ts';
import { runningCodes, runningWorkflows, type ListedWorkflow } from './workflows.ts';

const looksMax = 8;
const pageSize = 500;

/**
 * Which codes that are awake are looked at. `all`: each, which asks Temporal twice about it, so that a hundred
 * thousand take minutes. `suspects`: those that Temporal does not list as running or that are behind their
 * deadline, which costs a list of a thousand a page. It does not find a workflow that is stale or silent.
 */
export type Depth = 'all' | 'suspects';

/**
 * Everything that does not agree between rows, workflows and ledger. Looks only. What is merely
 * under way is looked at again for a few seconds and then not reported.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function check(
  services: Services,
  depth: Depth = 'all',
): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  const isSuspect = await suspicion(services, depth);
  for await (const page of openCodes(services)) {
    const suspects = page.filter(isSuspect).map(({ code }) => code.id);
    found.push(...(await look(services, suspects)));
  }
  found.push(...(await checkRunning(services)));
  for (const { code, predecessor, named } of await lostSuccessors(services.pool)) {
    const other = named === null ? 'names no successor' : `names ${named} as successor`;
    const sentence = `code ${code} follows ${predecessor}, which ${other}`;
    found.push({ kind: 'lineage', subject: code, sentence });
  }
  found.push(...(await checkBatches(services.pool)));
  for (const { invariant, subject, detail } of await checkBooks(services.pool)) {
    found.push({ kind: 'ledger', subject, sentence: `${invariant}: ${subject} has ${detail}` });
  }
  return found;
}

async function suspicion(services: Services, depth: Depth): Promise<(open: OpenCode) => boolean> {
  if (depth === 'all') return () => true;
  // Listed before the rows are read: what wakes meanwhile is looked at, and found to be well.
  const running = await runningCodes(services);
  return (open) => !running.has(open.code.id) || isOverdue(open);
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
