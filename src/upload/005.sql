-- SPDX-License-Identifier: Apache-2.0
-- Each person sees what they sent: without walking along what all others did.
CREATE INDEX upload_person ON upload (office_id, made_by, id);
