-- SPDX-License-Identifier: Apache-2.0
-- Links for a screen on a wall: one page, read as who made it may read it, for a time, until somebody takes it back.
CREATE TABLE wall (
    office_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    token TEXT NOT NULL,              -- digest
    person_id INTEGER NOT NULL,       -- who made it
    duty_id INTEGER NOT NULL,         -- in which duty; 0 = none
    page TEXT NOT NULL,               -- "/trang?loc=7"
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (office_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX wall_by_token ON wall (office_id, token);
CREATE INDEX wall_by_person ON wall (office_id, person_id);
