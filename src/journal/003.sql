-- SPDX-License-Identifier: Apache-2.0
-- By the whole name of a thing: with its number alone SQLite rather walks through the office's journal for each thing
-- that is looked for, so `check` took the square of what there is.
DROP INDEX journal_by_object;
CREATE INDEX journal_by_thing ON journal (office_id, object_id, object);
