-- SPDX-License-Identifier: Apache-2.0
-- Which words (syllables without marks) occur in what was ever written of a task: its texts, items, history.  Found by it, a
-- task is looked at before it is shown (search.c); so words that are not there any more may stay.

CREATE TABLE task_word (
    office_id BIGINT NOT NULL, word TEXT NOT NULL, task_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, word, task_id)
) WITHOUT ROWID;
