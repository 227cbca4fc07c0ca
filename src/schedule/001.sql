-- SPDX-License-Identifier: Apache-2.0
-- Calendars of tasks that phones subscribe to: the address holds a token, kept as a digest only.

CREATE TABLE schedule_feed (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, digest TEXT NOT NULL,
    person_id BIGINT NOT NULL,           -- who may read it decides what is in it, at each fetch
    org TEXT NOT NULL, made_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX schedule_feed_digest ON schedule_feed (office_id, digest);
CREATE INDEX schedule_feed_person ON schedule_feed (office_id, person_id, id);
