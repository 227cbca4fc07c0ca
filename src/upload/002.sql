-- SPDX-License-Identifier: Apache-2.0
-- The bytes themselves, where several programs share a database (chunks.c); empty beside a directory of files.
CREATE TABLE upload_kept (
    office_id BIGINT NOT NULL, digest TEXT NOT NULL,
    bytes BIGINT NOT NULL,               -- how many; written when all chunks are there
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, digest)
);
CREATE TABLE upload_chunk (
    office_id BIGINT NOT NULL, digest TEXT NOT NULL, place BIGINT NOT NULL, -- 0, 1, 2 …
    kept_at BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (office_id, digest, place)
);
