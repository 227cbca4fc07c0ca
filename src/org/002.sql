-- SPDX-License-Identifier: Apache-2.0
-- An agency may come back under a parent it had before: each time is a row of its own, so that no day forgets its tree.

CREATE TABLE org_edge_2 (
    office_id BIGINT NOT NULL, org_id BIGINT NOT NULL,
    place INTEGER NOT NULL, -- 0, 1 … in the order they were kept
    parent_id BIGINT NOT NULL,
    valid_from TEXT, valid_to TEXT,
    PRIMARY KEY (office_id, org_id, place)
);
INSERT INTO org_edge_2 (office_id, org_id, place, parent_id, valid_from, valid_to)
    SELECT e.office_id, e.org_id,
        (SELECT COUNT(*) FROM org_edge b
         WHERE b.office_id = e.office_id AND b.org_id = e.org_id AND b.parent_id < e.parent_id),
        e.parent_id, e.valid_from, e.valid_to
    FROM org_edge e;
DROP TABLE org_edge;
ALTER TABLE org_edge_2 RENAME TO org_edge;
CREATE INDEX org_edge_parent ON org_edge (office_id, parent_id);
