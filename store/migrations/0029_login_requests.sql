-- Logging in devices that nobody types on (in the manner of RFC 8628).
--
-- login_request   what a device asks for, until it has its answer: by blind indexes of the code that the device
--                 polls with and of the one that people type; the use that it is to become, with nothing personal
--                 in it; and the code that lets it in.
CREATE TABLE login_request (
  id           uuid PRIMARY KEY,
  campaign     text COLLATE "C" NOT NULL REFERENCES campaign,
  device_index bytea NOT NULL UNIQUE,
  user_index   bytea NOT NULL UNIQUE,
  asked        jsonb NOT NULL,
  state        text COLLATE "C" NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'approved', 'denied')),
  expires_at   bigint NOT NULL,
  -- How long the device has to wait from one poll to the next.
  interval_ms  integer NOT NULL CHECK (interval_ms > 0),
  polled_at    bigint,
  -- Who is letting it in or has done so; a refusal sets it free, and the next attempt is an operation of its own.
  code         uuid REFERENCES code,
  attempt      integer NOT NULL DEFAULT 1 CHECK (attempt > 0),
  -- The poll that took the answer.
  taken_by     text,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  CHECK (state <> 'approved' OR code IS NOT NULL),
  CHECK (taken_by IS NULL OR state = 'approved')
);
CREATE INDEX login_request_expires ON login_request (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON login_request TO usher_app;
