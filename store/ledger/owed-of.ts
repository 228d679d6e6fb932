/** SQL for the account of the debts of whom a row of `payable` or `reward` is for. */
const debtOf = (row: string): string =>
  `'campaign:' || ${row}.campaign || ':debt:' || ${row}.beneficiary`;

/** SQL for whether the money of such a row came back after it was taken back. */
export const isClearedSql = (row: string): string => `EXISTS (SELECT FROM entry c
    WHERE c.source = ${debtOf(row)} AND c.reward = ${row}.id AND c.kind = 'clear')`;

/** SQL for how much of such a row was owed once it was taken back, less what was cleared. */
export const owedOfSql = (row: string): string => `(
    SELECT coalesce(sum(CASE e.kind WHEN 'owe' THEN e.minor ELSE -e.minor END), 0)::bigint FROM entry e
    WHERE e.reward = ${row}.id AND ((e.destination = ${debtOf(row)} AND e.kind = 'owe')
      OR (e.source = ${debtOf(row)} AND e.kind = 'clear')))`;
