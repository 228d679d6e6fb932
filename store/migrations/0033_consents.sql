-- Consents to the use of one's location.
--
-- location_consent  one row each time that somebody agreed, with the version of the text; one of them at most is in
--                   force for a campaign, a person and a region. Of the location there is a coarse H3 cell, resolution
--                   0 to 5, for as long as the campaign says; it goes when the consent ends.
CREATE TABLE location_consent (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign     text COLLATE "C" NOT NULL REFERENCES campaign (id),
  person       text COLLATE "C" NOT NULL,
  region       text COLLATE "C" NOT NULL,
  text_version text COLLATE "C" NOT NULL,
  agreed_at    bigint NOT NULL,
  -- When it was withdrawn, or another one took its place.
  ended_at     bigint,
  cell         text COLLATE "C",
  -- Exclusive.
  kept_until   bigint,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT location_cell_coarse CHECK (cell ~ '^8[0-5][0-9a-f]{13}$'),
  CONSTRAINT location_cell_ends CHECK ((cell IS NULL) = (kept_until IS NULL)),
  CONSTRAINT location_cell_consented CHECK (ended_at IS NULL OR cell IS NULL)
);
CREATE UNIQUE INDEX location_consent_in_force ON location_consent (campaign, person, region) WHERE ended_at IS NULL;
CREATE INDEX location_consent_kept ON location_consent (campaign, kept_until) WHERE cell IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON location_consent TO usher_app;
