-- SPDX-License-Identifier: Apache-2.0
-- A file has the rights of what it hangs on, asked whenever it is read: no copy of a place that may change.
ALTER TABLE upload ADD COLUMN hangs_on TEXT NOT NULL DEFAULT ''; -- kind of object_id: plan, task
UPDATE upload SET hangs_on = CASE WHEN object_id = plan_id THEN 'plan' ELSE 'task' END;
ALTER TABLE upload DROP COLUMN org;
ALTER TABLE upload DROP COLUMN plan_id;
