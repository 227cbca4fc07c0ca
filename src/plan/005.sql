-- SPDX-License-Identifier: Apache-2.0
-- What the office's people put right, for the next document; what was revoked stays, to be seen.

CREATE TABLE plan_learnt (
    office_id BIGINT NOT NULL, id BIGINT NOT NULL,
    kind TEXT NOT NULL,                           -- word, agency
    was TEXT NOT NULL, became TEXT NOT NULL,      -- as an OCR read the word, the word; as an agency was printed, its code
    before_it TEXT NOT NULL, after_it TEXT NOT NULL, -- of a word: those that stood beside it
    plan_id BIGINT NOT NULL,                      -- where it was learnt
    learnt_by BIGINT NOT NULL, learnt_at BIGINT NOT NULL,   -- 0 = by the program itself, a command
    revoked_by BIGINT NOT NULL, revoked_at BIGINT NOT NULL, -- 0 = it holds
    PRIMARY KEY (office_id, id)
);
CREATE INDEX plan_learnt_was ON plan_learnt (office_id, kind, was);
