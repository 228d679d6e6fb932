import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { localDirectory } from '../../stack/local-directory.ts';
import { explainFailure } from '../failure.ts';
import { readKeys } from '../keys.ts';
import type { Settings } from '../settings.ts';
import { fine, type Finding } from './finding.ts';

const run = promisify(execFile);
const oldestNode = [20, 19] as const;

/** Looks at this program itself: Node, configuration, keys, and the Temporal CLI. */
export async function lookAtProgram(
  settings: Settings,
  mistakenKeys: string | undefined,
): Promise<Finding[]> {
  return [lookAtNode(), await lookAtKeys(settings, mistakenKeys), await lookAtCli(settings)];
}

function lookAtNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  const enough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  if (enough) return fine('Node', process.versions.node);
  const mend = `use Node ${oldestNode.join('.')} or newer`;
  return { what: 'Node', level: 'missing', found: process.versions.node, mend };
}

async function lookAtKeys(settings: Settings, mistaken: string | undefined): Promise<Finding> {
  const mend = 'run `usher dev`, or set USHER_PEPPERS and USHER_SEALING_KEYS';
  if (mistaken !== undefined) return { what: 'keys', level: 'missing', found: mistaken, mend };
  if (settings.keys === null) {
    return { what: 'keys', level: 'missing', found: 'nothing says what they are', mend };
  }
  try {
    const ring = await readKeys(settings);
    const former = ring.keys.size - 1;
    const also = former === 0 ? '' : `, and ${former} former`;
    return fine('keys', `key ${ring.current} is the current one${also}`);
  } catch (error) {
    const { message } = explainFailure(error);
    return { what: 'keys', level: 'missing', found: message, mend };
  }
}

/** Only a stack of our own needs it. */
async function lookAtCli(settings: Settings): Promise<Finding> {
  const what = 'Temporal CLI';
  const given = process.env['TEMPORAL_CLI_PATH'];
  const kept = join(localDirectory(), 'bin', 'temporal');
  for (const command of given === undefined ? ['temporal', kept] : [given]) {
    const answer = await run(command, ['--version'], { timeout: 10_000 }).catch(() => undefined);
    if (answer !== undefined) return fine(what, answer.stdout.trim());
  }
  const found = given === undefined ? 'there is none' : `TEMPORAL_CLI_PATH (${given}) is none`;
  if (settings.temporalAddress !== null) {
    return { what, level: 'note', found: `${found}; nothing here needs it` };
  }
  const mend = '`usher dev` fetches one by itself; or install it and set TEMPORAL_CLI_PATH';
  return { what, level: 'note', found, mend };
}
