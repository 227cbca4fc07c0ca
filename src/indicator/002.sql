-- SPDX-License-Identifier: Apache-2.0
-- Some of what another indicator counts: households with fibre are not more than households.
ALTER TABLE indicator ADD COLUMN within TEXT NOT NULL DEFAULT ''; -- codes with blanks between
