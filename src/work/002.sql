-- SPDX-License-Identifier: Apache-2.0
-- What an agency still owes, however much it has done: the page of the three minutes, and whom to urge.

CREATE INDEX task_of_lead_open ON task (office_id, lead, is_open, due, id);
