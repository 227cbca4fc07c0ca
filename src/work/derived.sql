-- SPDX-License-Identifier: Apache-2.0
-- Counters of tasks, moved with every change (count.c): a page reads as many rows as there are agencies, not tasks.

DROP TABLE IF EXISTS task_count;
CREATE TABLE task_count (
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    grain TEXT NOT NULL, item TEXT NOT NULL, -- all '', lead CODE, branch CODE, node ID
    later BIGINT NOT NULL, soon BIGINT NOT NULL, overdue BIGINT NOT NULL, in_time BIGINT NOT NULL, late BIGINT NOT NULL,
    paused BIGINT NOT NULL, cancelled BIGINT NOT NULL,  -- the classes: their sum is all
    fresh BIGINT NOT NULL, asked BIGINT NOT NULL, returned BIGINT NOT NULL, excused BIGINT NOT NULL, -- among them
    PRIMARY KEY (office_id, plan_id, grain, item)
);

DROP TABLE IF EXISTS task_counted;       -- the day for which the classes above hold
CREATE TABLE task_counted (
    office_id BIGINT NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (office_id)
);
