// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/reply.h"
#include "http/request.h"
#include "indicator/indicator.h"

FindPlace place_of_figures_asked; /* of the input "trong"; without one: whoever reads figures somewhere */

Handler overview_get, overview_of_get, indicator_get, cell_get, cell_post, cell_note_post, grid_get, grid_post,
    grid_cell_post, reports_get, reports_post, publish_post, reopen_post, sets_get, sets_run_post, set_get,
    set_yaml_get, set_run_post, set_close_post, declare_get, declare_post, file_get, file_post, file_look_get,
    file_take_post, export_get;
DrawPanel indicator_owed_home, indicator_reports_home;

extern const Record overview_record, indicator_record, cell_record, reports_record, sets_record, set_record,
    taken_record;

/* Whose figures somebody asks for: an agency at which they may read, or all ('-' needs the right everywhere); who asks
 * for nothing in particular gets their own.  FAIL_MISSING for what is not theirs. */
Fail figures_of(Ctx *c, Str asked, Str *org) CHECKED;
/* The term of an address; `otherwise` when it says none.  FAIL_INPUT when it is none. */
Fail term_asked(Ctx *c, const Request *q, const IndicatorSet *set, Term otherwise, Term *t) CHECKED;

/* The name of the grid's fields in a column: "o1". */
const char *grid_field(size_t column);
/* The last day of the plan that runs; NO_DAY = none does, or nobody knows. */
Fail plan_ends(Ctx *c, Day *last) CHECKED;
/* annex.c */
extern const AnnexKind indicator_annex;
