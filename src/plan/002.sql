-- SPDX-License-Identifier: Apache-2.0
-- The wording of a text that an OCR garbled, as it was restored when it was read (viet/repair.h); a clean text has none.

CREATE TABLE plan_wording (              -- the text of plan_source, line by line as it was meant
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (office_id, plan_id)
);

CREATE TABLE plan_doubt (                -- the words of it that the restorer was not sure of
    office_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    line INTEGER NOT NULL,               -- from 0, as content is cut: a long line of the text may be several
    line_number INTEGER NOT NULL,        -- from 1, as people count
    place INTEGER NOT NULL,              -- bytes of that line before the word
    was_read TEXT NOT NULL, restored TEXT NOT NULL,
    alternatives TEXT NOT NULL,          -- likeliest first, with tabs between
    before_it TEXT NOT NULL, after_it TEXT NOT NULL, -- what stands beside it in the line: to find it again in a value
    PRIMARY KEY (office_id, plan_id, line, place)
);

CREATE TABLE plan_look (                 -- titles whose wording was restored: somebody looks before the plan runs
    office_id BIGINT NOT NULL, value_id BIGINT NOT NULL, plan_id BIGINT NOT NULL,
    is_doubtful INTEGER NOT NULL,        -- has words of plan_doubt
    looked_at BIGINT NOT NULL,           -- 0 = not yet
    PRIMARY KEY (office_id, value_id)
);
CREATE INDEX plan_look_plan ON plan_look (office_id, plan_id);
