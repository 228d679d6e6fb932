-- What a sanction does to codes, and what it rests on.
--
-- suspends  whether codes that the person holds cannot be used while it stands: of one that operations gave, and
--           of one whose rule reads nothing that others can bring about.
-- facts     what its rules read, by name; empty where operations gave it.
ALTER TABLE sanction
  ADD COLUMN suspends boolean NOT NULL DEFAULT false,
  ADD COLUMN facts jsonb NOT NULL DEFAULT '{}',
  ADD CONSTRAINT sanction_suspends CHECK (NOT suspends OR party LIKE 'person:%');
UPDATE sanction SET suspends = true WHERE actor IS NOT NULL AND party LIKE 'person:%';
