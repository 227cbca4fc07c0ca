// SPDX-License-Identifier: Apache-2.0
/* sql.h -- what other folders' statements may say of agencies: the only way to their tables (tools/layers). */
#pragma once

/* Behind FROM … t: the name that the agency with the code `t.column` has now, as ORG_NAME says it.
 *     "SELECT u.id, " ORG_NAME("u.org") " FROM urge u " ORG_NAME_JOIN("u", "org") "WHERE u.office_id = $1"
 * org_o.id and org_o.place are there, too: NULL where the directory does not know the code. */
#define ORG_NAME_JOIN(t, column)                                                                                       \
    "LEFT JOIN org org_o ON org_o.office_id = " t ".office_id AND org_o.code = " t "." column " "                      \
    "LEFT JOIN org_name org_n ON org_n.office_id = org_o.office_id AND org_n.org_id = org_o.id "                       \
    "AND org_n.is_alias = 0 AND org_n.valid_to IS NULL "
#define ORG_NAME(code) "coalesce(org_n.name, " code ")"
