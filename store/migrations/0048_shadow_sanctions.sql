-- What rules besides the one that answers would keep out: `now` by the version in force, `instead` by the one in
-- the shadow.
ALTER TABLE shadow_judgement
  ADD COLUMN besides jsonb NOT NULL DEFAULT '{"now": [], "instead": []}';
