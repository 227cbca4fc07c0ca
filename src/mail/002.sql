-- SPDX-License-Identifier: Apache-2.0
-- A letter with a link that lets somebody in: its content is taken away as soon as it was sent.
ALTER TABLE mail_message ADD COLUMN is_secret INTEGER NOT NULL DEFAULT 0;
