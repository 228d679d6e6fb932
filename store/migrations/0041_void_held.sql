-- Whether rewards that a person has on hold are taken back while a sanction stands; the sweep does so, code by
-- code. Only of what keeps a person out for good: what a freeze took would not come back with its end.
ALTER TABLE sanction
  ADD COLUMN voids boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT sanction_voids CHECK (NOT voids OR (party LIKE 'person:%' AND until_at IS NULL));
CREATE INDEX sanction_voids ON sanction (party) WHERE voids AND lifted_at IS NULL;
