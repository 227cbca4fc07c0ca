-- SPDX-License-Identifier: Apache-2.0
-- Morning letters: what somebody does not want in theirs, and when the last one was made.

CREATE TABLE digest_off (                -- a row = this person does not want this kind
    office_id BIGINT NOT NULL, person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,                  -- digest.h
    PRIMARY KEY (office_id, person_id, kind)
);
CREATE TABLE digest_made (               -- the last morning on which somebody's letter was made, or there was nothing to tell
    office_id BIGINT NOT NULL, person_id BIGINT NOT NULL,
    day TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (office_id, person_id)
);
