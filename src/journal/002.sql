-- SPDX-License-Identifier: Apache-2.0
-- What a thing was after an act, in the columns that its feature declares as proven (proof.h).  Part of the hash of the
-- journal's row n: older rows, and acts that change nothing of it, have none.
CREATE TABLE journal_fact (
    office_id BIGINT NOT NULL,
    object TEXT NOT NULL, object_id BIGINT NOT NULL, n BIGINT NOT NULL, -- as in that row
    facts TEXT NOT NULL,
    PRIMARY KEY (office_id, object, object_id, n)
) WITHOUT ROWID;
