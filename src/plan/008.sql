-- SPDX-License-Identifier: Apache-2.0
-- Pictures of pages that were sent together: their names in the order of the pages, one a line; empty = one file.

ALTER TABLE plan_intake ADD COLUMN names TEXT NOT NULL DEFAULT '';
