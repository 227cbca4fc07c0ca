-- SPDX-License-Identifier: Apache-2.0
-- Scans on their way to be plans: read page by page beside the server's other work, and found again after a restart.
-- The file hangs on its row (upload.h); the plan, when there is one, has it too.

CREATE TABLE plan_intake (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    file_name TEXT NOT NULL, pages INTEGER NOT NULL,
    state TEXT NOT NULL,                 -- reading, done, failed, cancelled
    why TEXT NOT NULL,                   -- of a failed one: the sentence
    begun_at BIGINT NOT NULL, ended_at BIGINT,
    plan_id BIGINT,                      -- of a done one
    PRIMARY KEY (office_id, id)
);
CREATE INDEX plan_intake_state ON plan_intake (office_id, state, id);

CREATE TABLE plan_intake_page (          -- pages that were read; gone when the plan is there
    office_id BIGINT NOT NULL, intake_id BIGINT NOT NULL,
    page INTEGER NOT NULL,               -- from 1
    words TEXT NOT NULL,                 -- sight/scan.h
    took_ms BIGINT NOT NULL,
    PRIMARY KEY (office_id, intake_id, page)
);
