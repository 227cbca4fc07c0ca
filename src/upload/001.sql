-- SPDX-License-Identifier: Apache-2.0
-- Files that people sent.  The bytes stand outside, by their digest (files.c): the same bytes are there once.
CREATE TABLE upload (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    digest TEXT NOT NULL,                -- BLAKE2b of the bytes, for the purpose "upload"
    bytes BIGINT NOT NULL,               -- how many
    kind TEXT NOT NULL,                  -- txt, pdf, docx … (kind.c): what the contents are, whatever the name says
    name TEXT NOT NULL,                  -- for the download, cleaned
    org TEXT NOT NULL,                   -- code of the agency whose file it is; empty = everybody's who has the right
    plan_id BIGINT NOT NULL,             -- the plan that it is about; 0 = none
    object_id BIGINT NOT NULL,           -- what it belongs to
    made_by BIGINT NOT NULL,             -- person; 0 = a command
    made_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX upload_object ON upload (office_id, object_id);
CREATE INDEX upload_digest ON upload (office_id, digest);
