-- SPDX-License-Identifier: Apache-2.0
-- What was done to a task since some moment is told apart by kind without reading the entries themselves.
DROP INDEX task_entry_task;
CREATE INDEX task_entry_task ON task_entry (office_id, task_id, id, kind);

-- The newest tasks in which an agency, or a class of them, is a partner.
DROP INDEX task_partner_org;
CREATE INDEX task_partner_org ON task_partner (office_id, org, task_id);
DROP INDEX task_partner_class;
CREATE INDEX task_partner_class ON task_partner (office_id, class, task_id);
