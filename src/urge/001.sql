-- SPDX-License-Identifier: Apache-2.0
-- Urging: counted and dated, so that it is evidence.

CREATE TABLE urge (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    batch_id BIGINT NOT NULL,            -- those that went out together: one letter
    org TEXT NOT NULL, nth INTEGER NOT NULL, -- the how manieth of this agency
    day TEXT NOT NULL, at BIGINT NOT NULL, person_id BIGINT NOT NULL,
    note TEXT NOT NULL, forced TEXT NOT NULL, -- why in spite of the limits; empty = within them
    seen_at BIGINT,                      -- when the agency next reported
    PRIMARY KEY (office_id, id)
);
CREATE INDEX urge_org ON urge (office_id, org, id);
CREATE INDEX urge_batch ON urge (office_id, batch_id, id);

CREATE TABLE urge_task (
    office_id BIGINT NOT NULL, urge_id BIGINT NOT NULL, task_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, urge_id, task_id)
);
