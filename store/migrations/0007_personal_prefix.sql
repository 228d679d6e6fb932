-- What the holder's own prefix is, behind the campaign's: each new value of the code, and those of its
-- successors, begin with both.
ALTER TABLE code ADD COLUMN personal_prefix text NOT NULL DEFAULT '';
