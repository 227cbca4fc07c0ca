-- SPDX-License-Identifier: Apache-2.0
-- Agencies as a dated tree.  Days are ISO text; [valid_from, valid_to): valid_to is the first day on which it holds no
-- more; NULL = open.

CREATE TABLE org (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    code TEXT NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL, -- in the order of the table it came from
    valid_from TEXT, valid_to TEXT,
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX org_code ON org (office_id, code);

CREATE TABLE org_name (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, org_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    is_alias INTEGER NOT NULL, -- 0 = the official name
    place INTEGER NOT NULL,
    valid_from TEXT, valid_to TEXT,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX org_name_org ON org_name (office_id, org_id, is_alias, place);

CREATE TABLE org_edge (
    office_id BIGINT NOT NULL, org_id BIGINT NOT NULL, parent_id BIGINT NOT NULL,
    valid_from TEXT, valid_to TEXT,
    PRIMARY KEY (office_id, org_id, parent_id)
);
CREATE INDEX org_edge_parent ON org_edge (office_id, parent_id);

CREATE TABLE org_succession (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL, org_id BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    successor_id BIGINT,       -- NULL: not in the directory, then `outside` names it
    outside TEXT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX org_succession_org ON org_succession (office_id, org_id);
CREATE INDEX org_succession_successor ON org_succession (office_id, successor_id);
