-- SPDX-License-Identifier: Apache-2.0
-- When the jobs that take away what is over last ran by a clock that they believed; and what they would not do without
-- asking (mass.c).
CREATE TABLE keeping_clock (
    office_id BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    jumped_from BIGINT NOT NULL,         -- the clock is not believed: it came from here all at once; 0 = it is
    PRIMARY KEY (office_id)
);
CREATE TABLE keeping_hold (
    office_id BIGINT NOT NULL,
    job TEXT NOT NULL,                   -- key of mass_jobs
    wanted BIGINT NOT NULL, things BIGINT NOT NULL, -- so many of so many
    is_clock INTEGER NOT NULL,           -- why: 1 = the clock jumped, 0 = so many at once
    asked_at BIGINT NOT NULL,
    dismissed_at BIGINT NOT NULL,        -- 0 = nobody decided yet
    PRIMARY KEY (office_id, job)
);
