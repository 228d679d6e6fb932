-- Reviews on which two people have to agree, where their rule says so: what the first of them has said stands in
-- `proposed` until the second one decides, or the deadline does.
ALTER TABLE review
  ADD COLUMN second_person boolean NOT NULL DEFAULT false,
  -- {"decision", "actor", "reason", "at"}
  ADD COLUMN proposed jsonb,
  ADD CONSTRAINT review_second_person CHECK (
    NOT second_person OR state = 'open' OR decided_by = 'deadline'
    OR (proposed IS NOT NULL AND lower(btrim(proposed ->> 'actor')) <> lower(btrim(decided_by))
      AND (state = 'refused' OR proposed ->> 'decision' = 'approve')));
