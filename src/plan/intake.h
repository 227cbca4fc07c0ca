// SPDX-License-Identifier: Apache-2.0
/* intake.h -- a scan on its way to be a plan: kept at once, read page by page by a thread of the server, each page in a
 * process of its own (doc/scan.h).  What was read is in the store, so whoever leaves finds it again, and a server that
 * starts anew goes on with the next page. */
#pragma once
#include "plan/plan.h"
#include "upload/upload.h"

typedef struct {
    Id id;
    Str file_name;
    Str names;       /* of the pictures that were sent together, one a line; empty = it came as one file */
    Str state;       /* reading, done, failed, cancelled */
    Str why;         /* of a failed one */
    int pages, done; /* of them read */
    int64_t took_ms; /* for these */
    Id plan;         /* of a done one; else 0 */
    Id again;        /* the plan in review whose pages are recognised once more; 0 = a new one is to be made */
} Intake;
typedef LIST(Intake) IntakeList;

/* In a write: a scan of so many pages, its file on disk already.  `kept` without digest: no file (tests).
 * `names`: as in Intake. */
Fail intake_add(Ctx *c, const UploadKept *kept, int pages, Str names, Id *intake) CHECKED;
Fail intake_by_id(Ctx *c, Id intake, Intake *one) CHECKED; /* FAIL_MISSING with a sentence */
/* Those that are being read, and those that could not be, the newest first; at most INTAKES_SHOWN. */
Fail intakes_open(Ctx *c, IntakeList *intakes) CHECKED;
enum { INTAKES_SHOWN = 50 };

/* In a write: recognise the pages of this plan's file once more, whatever text the file has; the one that is on its way
 * already, if there is one.  Its words wait for reread.h.  FAIL_CONFLICT when the plan runs, FAIL_MISSING when its file
 * has no pages to look at or was not kept. */
Fail intake_add_again(Ctx *c, Id plan, Id *intake) CHECKED;
/* What was recognised so; FAIL_MISSING with a sentence when nothing was.  In a write: it is not needed any more. */
Fail intake_words(Ctx *c, Id plan, Str *words) CHECKED;
Fail intake_forget(Ctx *c, Id plan) CHECKED;

/* In a write: read no further.  Nothing happens to one that is done. */
Fail intake_cancel(Ctx *c, Id intake) CHECKED;
/* In a write: try a failed or cancelled one again, from the page where it stopped. */
Fail intake_again(Ctx *c, Id intake) CHECKED;

/* About how long it still takes, by what its pages took so far. */
int intake_seconds_left(const Intake *one);

/* The next piece of work, whoever's turn it is: one page, or the plan when all pages are there.  *worked = false when
 * nothing waits, or another program does it.  A page that is being read is left when there is something to read from
 * the descriptor `stop` (-1 = never): it is read the next time.  Not in a write, c->store a reader's. */
Fail intake_step(Ctx *c, Store *store, int stop, bool *worked) CHECKED;

/* The thread that takes these steps until it is stopped, which takes no longer than a page that is being read needs to
 * be left. */
typedef struct IntakeThread IntakeThread;
Fail intake_start(Ctx *c, Store *store, IntakeThread **thread) CHECKED;
void intake_stop(IntakeThread *thread); /* NULL is accepted */
