-- When a code was moved to another version; without it, its events would all be read.
CREATE INDEX event_version ON event (code, recorded_at) WHERE kind = 'version';
