// SPDX-License-Identifier: Apache-2.0
/* draft_inside.h -- the two last steps of draft_finish, for draft_*.c only. */
#pragma once
#include "form/draft.h"

/* Parses all expressions into the fields; names what is wrong with them. */
void draft_parse(Draft *d, const Design *design, DesignField *field);
/* Names fields whose computed values or conditions of being shown ask each other round about, and cuts the circles. */
void draft_name_circles(Draft *d, const Design *design, DesignField *field);
