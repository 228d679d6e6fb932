-- What was answered lately: after a worker's death, or while Temporal could not be reached, a sweep
-- looks for the codes whose workflows may not have heard of their last commit. Operations are only
-- ever added, so a block range index is all that takes, and costs next to nothing to keep; an index
-- on code.committed_at would make every commit write all of that table's indexes.
CREATE INDEX operation_recorded ON operation USING brin (recorded_at)
  WITH (pages_per_range = 32, autosummarize = on);
