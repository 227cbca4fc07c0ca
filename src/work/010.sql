-- SPDX-License-Identifier: Apache-2.0
-- What an agency finds among its thousands of open tasks without reading each: since when they are its own, …
DROP INDEX task_of_lead_open;
CREATE INDEX task_of_lead_open ON task (office_id, lead, is_open, due, id, assigned_at);
-- … which are not in its own hands (few, and all others cost this index nothing), …
CREATE INDEX task_of_lead_handed ON task (office_id, lead, due, id) WHERE is_waiting_head = 1 OR state = 'returned';
-- … and what others did to them: sql.h, ENTRY_IS_TOLD.
CREATE INDEX task_entry_told ON task_entry (office_id, task_id, id) WHERE kind IN ('insist', 'redo', 'reopen',
    'unsigned', 'granted', 'refused', 'due', 'pause', 'resume', 'cancel', 'urge', 'comment');
