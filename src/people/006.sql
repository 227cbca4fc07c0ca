-- SPDX-License-Identifier: Apache-2.0
-- Whoever signed in said that the device is theirs: it rests longer before they have to sign in again.
ALTER TABLE session ADD COLUMN is_trusted INTEGER NOT NULL DEFAULT 0;
