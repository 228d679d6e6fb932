-- Everything that a code has written is numbered by the code itself, from 0 on: what was lost leaves a gap.
-- Before this migration a refused reopening took a number with it, so that codes with one are left out.
CREATE VIEW violation_of_numbering AS
SELECT 'rows of a code are numbered without gaps' AS invariant, campaign || ' ' || id AS subject,
  format('%s rows up to number %s, and %s by the code', found, last, wanted) AS detail
FROM (
  SELECT c.campaign, c.id, (c.state ->> 'rows')::bigint + 1 AS wanted, count(n.number) AS found,
    max(n.number) AS last
  FROM code c LEFT JOIN (
      SELECT code, split_part(id, '.', 2)::bigint AS number FROM event WHERE kind <> 'click'
      UNION ALL SELECT code, split_part(id, '.', 2)::bigint FROM redemption
      UNION ALL SELECT code, split_part(id, '.', 2)::bigint FROM review
      UNION ALL SELECT code, split_part(key, '/', 3)::bigint FROM message
    ) n ON n.code = c.id
  WHERE NOT EXISTS (SELECT FROM operation o
    WHERE o.code = c.id AND o.kind = 'reopen' AND o.outcome ->> 'code' = 'NO_ROOM_TO_REOPEN')
  GROUP BY c.campaign, c.id
) numbered WHERE found <> wanted OR last <> wanted - 1;
SELECT gather_violations();
GRANT SELECT ON violation_of_numbering TO usher_app;
