/**
 * SQL for how much of a reward or an award, a row of `payable` or `reward`, was owed once it was taken back; 0 where its
 * money came back after that.
 */
export const owedOfSql = (row: string): string => {
  const account = `'campaign:' || ${row}.campaign || ':debt:' || ${row}.beneficiary`;
  return `(SELECT CASE WHEN EXISTS (SELECT FROM entry c
        WHERE c.source = ${account} AND c.reward = ${row}.id AND c.kind = 'clear')
      THEN 0 ELSE coalesce(sum(e.minor), 0)::bigint END
    FROM entry e WHERE e.destination = ${account} AND e.reward = ${row}.id AND e.kind = 'owe')`;
};
