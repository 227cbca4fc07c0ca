-- SPDX-License-Identifier: Apache-2.0
-- Forms that are being filled in: nobody's record yet, so no journal tells of them.
CREATE TABLE form_draft (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    token TEXT NOT NULL,                 -- digest of the token in its link
    kind TEXT NOT NULL, code TEXT NOT NULL, -- of its FormKind; the form's own
    about_id BIGINT NOT NULL,            -- what is supplemented; 0 = a new one
    only_fields TEXT NOT NULL,           -- names with blanks between; empty = all
    version BIGINT NOT NULL,             -- of the design, when it was saved last
    edition BIGINT NOT NULL,             -- grows with each save
    typed TEXT NOT NULL,                 -- JSON of what was typed, letter by letter
    letters BIGINT NOT NULL DEFAULT 0,   -- letters that were sent with its link
    person_id BIGINT NOT NULL,           -- who began it; 0 = nobody was signed in
    made_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    sent_path TEXT NOT NULL DEFAULT '',  -- where it led when it was sent; empty = it was not
    PRIMARY KEY (office_id, id)
);
CREATE UNIQUE INDEX form_draft_token ON form_draft (office_id, token);
CREATE INDEX form_draft_person ON form_draft (office_id, person_id, changed_at);
CREATE INDEX form_draft_about ON form_draft (office_id, about_id);
