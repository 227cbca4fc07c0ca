-- SPDX-License-Identifier: Apache-2.0
-- Made from the values (derive.c): what lists, calendars and search read.

DROP TABLE IF EXISTS plan_card;
CREATE TABLE plan_card (
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    number TEXT NOT NULL, title TEXT NOT NULL, theme TEXT NOT NULL, issuer TEXT NOT NULL,
    issued TEXT, begins TEXT, ends TEXT, report_due TEXT,
    PRIMARY KEY (office_id, plan_id)
);

DROP TABLE IF EXISTS plan_activity;
CREATE TABLE plan_activity (
    office_id BIGINT NOT NULL, node_id BIGINT NOT NULL, plan_id BIGINT NOT NULL, place INTEGER NOT NULL,
    code TEXT NOT NULL, title TEXT NOT NULL, grouping TEXT NOT NULL, time_text TEXT NOT NULL, begins TEXT, ends TEXT,
    PRIMARY KEY (office_id, node_id)
);
CREATE INDEX plan_activity_plan ON plan_activity (office_id, plan_id, place);

DROP TABLE IF EXISTS plan_party;
CREATE TABLE plan_party (
    office_id BIGINT NOT NULL, value_id BIGINT NOT NULL, plan_id BIGINT NOT NULL, node_id BIGINT NOT NULL,
    place INTEGER NOT NULL,
    role TEXT NOT NULL,                            -- the field: lead, partner, audience, agency
    org_code TEXT NOT NULL, class_code TEXT NOT NULL, qualifier TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (office_id, value_id)
);
CREATE INDEX plan_party_node ON plan_party (office_id, node_id);
CREATE INDEX plan_party_org ON plan_party (office_id, org_code);
CREATE INDEX plan_party_class ON plan_party (office_id, class_code);

DROP TABLE IF EXISTS plan_search;
CREATE TABLE plan_search (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,  -- of the node; of a line the plan
    line INTEGER NOT NULL,                          -- 0 = a node
    plan_id BIGINT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL, folded TEXT NOT NULL, -- " without marks " with a blank at both ends
    PRIMARY KEY (office_id, id, line)
);

-- What other folders may read of a plan's parts: a projection of one table, its columns a promise.
DROP VIEW IF EXISTS plan_part;
CREATE VIEW plan_part AS SELECT office_id, id, plan_id, kind, code FROM plan_node;
