-- SPDX-License-Identifier: Apache-2.0
-- What was signed, what the reader made of it, and what people changed.  Nothing here is ever overwritten but the
-- current value, and every change of that is a row of plan_correction.

CREATE TABLE plan (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    state TEXT NOT NULL,                 -- review, active
    file_name TEXT NOT NULL,
    bytes BIGINT NOT NULL,               -- of the text, to find the same text again
    imported_at BIGINT NOT NULL, activated_at BIGINT,
    PRIMARY KEY (office_id, id)
);

CREATE TABLE plan_source (               -- the text as it came
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (office_id, plan_id)
);

CREATE TABLE plan_node (                 -- the plan itself, its activities, its assignments
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    kind TEXT NOT NULL,                  -- plan, activity, assignment
    code TEXT NOT NULL,                  -- 3.1.a; the number of an assignment
    place INTEGER NOT NULL, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX plan_node_code ON plan_node (office_id, plan_id, kind, code);

CREATE TABLE plan_value (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, plan_id BIGINT NOT NULL, node_id BIGINT NOT NULL,
    field TEXT NOT NULL, place INTEGER NOT NULL,
    raw TEXT NOT NULL,                   -- as it stood in the text
    initial TEXT NOT NULL,               -- as the reader understood it
    value TEXT NOT NULL,                 -- as it holds now; empty = taken out, or not given
    version INTEGER NOT NULL,            -- how often it was corrected
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, confidence REAL NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX plan_value_node ON plan_value (office_id, node_id);

CREATE TABLE plan_correction (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, value_id BIGINT NOT NULL,
    version INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, corrected_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX plan_correction_value ON plan_correction (office_id, value_id);

CREATE TABLE plan_finding (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, plan_id BIGINT NOT NULL, place INTEGER NOT NULL,
    kind TEXT NOT NULL, severity TEXT NOT NULL,   -- note, check, blocking
    sentence TEXT NOT NULL,
    node_id BIGINT NOT NULL, value_id BIGINT,     -- what it speaks of
    suggestion TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
    state TEXT NOT NULL, settled_at BIGINT,       -- open, accepted, corrected
    PRIMARY KEY (office_id, id)
);
CREATE INDEX plan_finding_plan ON plan_finding (office_id, plan_id, place);
CREATE INDEX plan_finding_value ON plan_finding (office_id, value_id);
