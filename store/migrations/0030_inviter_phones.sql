-- By which phone number invitees may name who invites them.
--
-- inviter_phone  by (campaign, subject): the phone that a service gave last when it issued a code to
--                somebody, as blind index. What people bring along when they redeem is not here: anybody
--                may claim another's number.
-- phone_try      by (campaign, party, day): how often a party stated a wrong number on that day of the
--                campaign's zone. Never of a code or its holder. Rows older than two days are of no use.
CREATE TABLE inviter_phone (
  campaign    text COLLATE "C" NOT NULL REFERENCES campaign (id),
  subject     text COLLATE "C" NOT NULL,
  phone       text COLLATE "C" NOT NULL,
  known_at    bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, subject)
);
CREATE INDEX inviter_phone_of ON inviter_phone (campaign, phone);

CREATE TABLE phone_try (
  campaign    text COLLATE "C" NOT NULL,
  party       text COLLATE "C" NOT NULL,
  -- When the day began.
  day         bigint NOT NULL,
  tries       integer NOT NULL CHECK (tries >= 0),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign, party, day)
) WITH (fillfactor = 70);

GRANT SELECT, INSERT, UPDATE, DELETE ON inviter_phone, phone_try TO usher_app;
