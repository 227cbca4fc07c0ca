-- SPDX-License-Identifier: Apache-2.0
-- Whence a draft was begun by somebody who was not signed in: a digest of the network address, so that one place cannot
-- fill the store; empty = somebody who was signed in, or before this was kept.
ALTER TABLE form_draft ADD COLUMN place TEXT NOT NULL DEFAULT '';
CREATE INDEX form_draft_place ON form_draft (office_id, place, sent_path, edition, changed_at, id);
