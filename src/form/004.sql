-- SPDX-License-Identifier: Apache-2.0
-- What strangers began and did not send is counted without those that were sent, of which there are ever more.
CREATE INDEX form_draft_unsent ON form_draft (office_id, sent_path, place, edition, changed_at, id);
DROP INDEX form_draft_place;
