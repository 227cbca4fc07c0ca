-- SPDX-License-Identifier: Apache-2.0
-- Who is to do what the coordinator proposes to the chairman: often not the agency in whose way it stands.

ALTER TABLE difficulty ADD COLUMN proposal_lead TEXT NOT NULL DEFAULT ''; -- code; empty = the agency that raised it
