/** A table as CSV (RFC 4180). Numbers stand as they are; texts cannot become formulas. */
export function csv(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return [columns, ...rows].map(csvLine).join('\r\n');
}

/** One line of such a table, without its end. */
export function csvLine(row: readonly (string | number | null)[]): string {
  return row.map(cell).join(',');
}

/**
 * Spreadsheets run a text that begins with one of these signs; an apostrophe before it keeps it a
 * text (OWASP, "CSV Injection").
 */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
