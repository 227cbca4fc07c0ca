-- SPDX-License-Identifier: Apache-2.0
-- Kept bytes that wait for a row: of a form that is not sent yet.  They are nobody's evidence, so no journal tells of them.
CREATE TABLE upload_held (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    holder_id BIGINT NOT NULL,           -- the draft
    digest TEXT NOT NULL, bytes BIGINT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, -- as in upload
    made_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX upload_held_holder ON upload_held (office_id, holder_id);
CREATE INDEX upload_held_digest ON upload_held (office_id, digest);
-- A large file on its way, piece by piece, over as many connections as it takes.
CREATE TABLE upload_coming (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    holder_id BIGINT NOT NULL,           -- the draft
    name TEXT NOT NULL,                  -- as the sender calls it
    bytes BIGINT NOT NULL,               -- how many there will be
    here BIGINT NOT NULL,                -- how many are
    made_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
CREATE INDEX upload_coming_holder ON upload_coming (office_id, holder_id);
CREATE TABLE upload_piece (
    office_id BIGINT NOT NULL, coming_id BIGINT NOT NULL, place BIGINT NOT NULL, -- of its first byte
    content BYTEA NOT NULL,
    PRIMARY KEY (office_id, coming_id, place)
);
