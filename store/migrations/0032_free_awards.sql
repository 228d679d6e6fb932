-- Awards that no second person approved are added up for a person and day, and for whoever gives them.

-- A name as people read it: `is_same_person` compares by it.
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT lower(btrim(normalize(name, NFKC))) $$;

CREATE INDEX award_free_of_person ON award (campaign, asset, beneficiary, given_at)
  WHERE decide_by IS NULL;
CREATE INDEX award_free_by_actor ON award (campaign, asset, (plain_name(given_by)), given_at)
  WHERE decide_by IS NULL;

CREATE OR REPLACE FUNCTION is_same_person(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT plain_name(one) = plain_name(other) $$;
