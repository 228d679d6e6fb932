import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What the sandbox did, line by line; kept in a file when it is to outlive the process. */
export interface Journal<Line> {
  /** The lines an earlier process left, oldest first. */
  readonly lines: readonly Line[];
  /** Written before anything is answered, so that what was answered is never forgotten. */
  append(line: Line): void;
  clear(): void;
  close(): void;
}

/**
 * Opens the JSON-lines file, or keeps nothing when there is none. A last line that a kill cut short
 * was never answered and is cut off; any other broken line stops the start. The file outlives the
 * process, not the machine: nothing is flushed to disk.
 */
export function openJournal<Line>(stateFile: string | undefined): Journal<Line> {
  if (stateFile === undefined) return { lines: [], append: ignore, clear: ignore, close: ignore };
  const file = openSync(stateFile, 'a+', 0o600);
  const text = readFileSync(file);
  const length = text.lastIndexOf('\n') + 1;
  ftruncateSync(file, length);
  return {
    lines: readLines<Line>(text.toString('utf8', 0, length), stateFile),
    append: (line) => {
      writeSync(file, `${JSON.stringify(line)}\n`);
    },
    clear: () => {
      ftruncateSync(file, 0);
    },
    close: () => {
      closeSync(file);
    },
  };
}

function readLines<Line>(text: string, stateFile: string): Line[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      try {
        return JSON.parse(line) as Line;
      } catch (cause) {
        throw new Error(`${stateFile}:${String(index + 1)} is not a line of JSON`, { cause });
      }
    });
}

function ignore(): void {
  // Without a file there is nothing to keep.
}
