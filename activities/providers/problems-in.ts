/** What of settings is read by a name, and fails where it is unfit. */
export type SettingReading = readonly [name: string, read: () => unknown];
/** What must hold of settings, and what is told where it does not. */
export type SettingRule = readonly [holds: boolean, problem: string];

/** What is wrong with settings, in sentences that quote none of them; empty where they are fit. */
export function problemsIn(
  readings: readonly SettingReading[],
  rules: readonly SettingRule[],
): string[] {
  return [
    ...readings.flatMap(([name, read]) => (succeeds(read) ? [] : [`${name} is unfit`])),
    ...rules.flatMap(([holds, problem]) => (holds ? [] : [problem])),
  ];
}

/** Whatever the reading throws may quote what it read, so nothing of it is kept. */
function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
