-- SPDX-License-Identifier: Apache-2.0
-- What stands in the way of a task, and what was said about it.

CREATE TABLE difficulty (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    task_id BIGINT NOT NULL, plan_id BIGINT NOT NULL, node_id BIGINT NOT NULL,
    org TEXT NOT NULL,                   -- the agency that raised it
    state TEXT NOT NULL,                 -- difficulty.h
    waits TEXT NOT NULL,                 -- for whom: coordinator, chairman, agency; empty = it is over
    waits_since TEXT NOT NULL,           -- the day since which it waits for them
    text TEXT NOT NULL, answer TEXT NOT NULL, proposal TEXT NOT NULL, direction TEXT NOT NULL,
    direction_task BIGINT NOT NULL,      -- the task that the direction became; 0 = none
    joined_to BIGINT NOT NULL,           -- the one with which it is handled; 0 = by itself
    raised_day TEXT NOT NULL, raised_by BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX difficulty_waits ON difficulty (office_id, waits, raised_day, id);
CREATE INDEX difficulty_task ON difficulty (office_id, task_id, id);
CREATE INDEX difficulty_joined ON difficulty (office_id, joined_to, id);
CREATE INDEX difficulty_day ON difficulty (office_id, raised_day, id);

CREATE TABLE difficulty_entry (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, difficulty_id BIGINT NOT NULL,
    kind TEXT NOT NULL, at BIGINT NOT NULL, day TEXT NOT NULL, person_id BIGINT NOT NULL, org TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX difficulty_entry_difficulty ON difficulty_entry (office_id, difficulty_id, id);
