-- SPDX-License-Identifier: Apache-2.0
-- Forms that are being written or changed: working copies, nobody's record until whoever owns the form publishes one.
CREATE TABLE form_editing (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    kind TEXT NOT NULL, code TEXT NOT NULL, -- of its DesignKind, and what it is a copy of; empty = of nobody yet
    title TEXT NOT NULL,                    -- as the text had it when it was last saved
    source TEXT NOT NULL,                   -- YAML
    before_source TEXT NOT NULL DEFAULT '', -- as it was before the last change, to take that back
    told TEXT NOT NULL DEFAULT '',          -- what could not be taken of the file that it came from, a line each
    edition BIGINT NOT NULL,                -- grows with each change
    made_by BIGINT NOT NULL, made_at BIGINT NOT NULL,
    changed_by BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, id)
);
