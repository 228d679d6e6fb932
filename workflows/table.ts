/** A table of two columns in Markdown; rows without a value are left out. */
export function table(rows: readonly (readonly [string, string | null])[]): string {
  const lines = rows.flatMap(([name, value]) =>
    value === null ? [] : [`| ${name} | ${value.replaceAll(/[|\\]/g, '\\$&')} |`],
  );
  return ['| | |', '| --- | --- |', ...lines].join('\n');
}
