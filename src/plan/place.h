// SPDX-License-Identifier: Apache-2.0
/* place.h -- where the lines of a plan stand on the pages of the file that it was read from, and these pages to look
 * at.  Plans that were read from text or Word have no pages. */
#pragma once
#include "plan/plan.h"

typedef struct {
    int line;   /* as PlanValue.first_line counts */
    DocBox box; /* a paragraph has one for each printed line, a row of a table one for each cell */
} PlanPlace;
typedef LIST(PlanPlace) PlanPlaceList;

/* Places of lines [first, last], in the order they are read. */
Fail plan_places(Ctx *c, Id plan, int first, int last, PlanPlaceList *places) CHECKED;
/* The pages of `doc` counted as the file has them, by all of its places; as it was when there are none. */
void places_count_pages(const PlanPlaceList *places, Doc *doc);
/* How many pages the file has that can be looked at; 0 = none. */
Fail plan_pages(Ctx *c, Id plan, int *pages) CHECKED;

/* Page `page` from 1, upright, as a JPEG `width` pixels wide (formats.h: PICTURE_WIDTH_MIN …), drawn by a process of
 * its own from the kept file: a second's work, so in a GET or a slow `prepare`, never in a write.  It never changes:
 * let the browser keep it by *digest (reply_file), which is of the file, page and width.  FAIL_MISSING with a sentence
 * when there is no such page, or the file was not kept. */
Fail plan_page_picture(Ctx *c, Id plan, int page, int width, Str *jpeg, Str *digest) CHECKED;
