-- SPDX-License-Identifier: Apache-2.0
-- What many agencies have to do in the same words is one line of a list: the same number for the same words in the same activity
-- (save.c: alike_of).  Kept lists are kept by listing/ from now on, for all lists.

ALTER TABLE task ADD COLUMN alike BIGINT NOT NULL DEFAULT 0;
CREATE INDEX task_alike ON task (office_id, alike, due, id);

INSERT INTO
    listing_view (office_id, id, person_id, list, name, query)
    SELECT office_id, id, person_id, 'viec', name, query FROM task_filter;
DROP TABLE task_filter;
