// SPDX-License-Identifier: Apache-2.0
/* draft_inside.h -- what the files draft_*.c share. */
#pragma once
#include "form/draft.h"
#include "form/fill_inside.h"
#include "journal/actor.h"
#include "mail/mail.h"

enum {
    DRAFT_BYTES_MAX = 2 << 20,
    DRAFTS_MAX = 50,             /* that somebody who is signed in has at once */
    DRAFTS_OF_PLACE_MAX = 200,   /* not sent, of all strangers at one network address: an office, a school */
    DRAFTS_OF_ALL_MAX = 20000,   /* the same of all strangers */
    DRAFT_EMPTY_MINUTES = 60,    /* where one of these is reached, those in which nothing was typed for so long go */
    DRAFTS_SWEPT_AT_ONCE = 1000, /* … so many at most, by whoever comes */
    DRAFT_LETTERS_MAX = 5        /* that are sent with the link of one */
};

/* -- draft.c: in the store ------------------------------------------------------------------------------------- */

/* By the token of its link, or by its number for who began it.  FAIL_MISSING with a sentence. */
Fail draft_by_key(Ctx *c, Str key, Draft *d) CHECKED;
Fail draft_by_id(Ctx *c, Id id, Draft *d) CHECKED;
typedef LIST(Draft) DraftList;
/* Not sent; the newest first.  Without what was typed, which may be DRAFT_BYTES_MAX each. */
Fail drafts_of(Ctx *c, Id person, DraftList *drafts) CHECKED;
/* In a write.  FAIL_INPUT when it is too large. */
Fail draft_save(Ctx *c, Draft *d, int version, Str typed) CHECKED;
Fail draft_set_sent(Ctx *c, const Draft *d, Str path) CHECKED;
Fail draft_drop(Ctx *c, Id id) CHECKED;
Fail draft_count_letter(Ctx *c, Draft *d) CHECKED; /* FAIL_OFTEN */
/* In a write: those that nobody touched for so long, and files that no draft holds. */
Fail drafts_purge(Ctx *c) CHECKED;

/* -- draft_part.c: one page after the other ---------------------------------------------------------------------- */

enum { PART_FIELDS_MIN = 12 }; /* a form with no more stands on one page */
typedef struct {
    Str title;
    size_t first, end; /* fields of the design */
    bool is_shown, is_begun;
    size_t problems;
} Part;
typedef LIST(Part) Parts;
Parts parts_of(Arena *mem, const Asked *asked);
/* How each stands: shown at all, begun, how much is to be mended. */
void parts_judge(Arena *mem, Parts *parts, const Asked *asked, const Typed *t, const Answers *a,
                 const AnswerProblems *problems, Day today);
/* The names of a part's fields that are asked. */
StrList part_names(Arena *mem, const Asked *asked, const Part *part);

/* -- draft_load.c: a draft with all that its page needs ---------------------------------------------------------- */

/* What `prepare` of a draft's routes hands on begins with this struct. */
typedef struct Loaded {
    Draft draft;
    const FormKind *kind;
    DraftAsks asks; /* asked.only is there */
    Typed typed;    /* as it stands in the store */
    LostAnswers lost;
    Parts parts;
    Str language;         /* in which it is read; empty = Vietnamese */
    const Design *design; /* asks.asked.design as it is kept, in Vietnamese */
    int part;             /* from 1; parts.n + 1 = all of it looked through before it is sent */
    Asked here;           /* what this part asks */
    StrList here_names;
    /* Before it is drawn again because it was not sent: keeps what was typed.  NULL = nothing is to be kept. */
    Fail (*keep)(Ctx *c, const struct Loaded *l, Draft *now);
} Loaded;
const FormKind *form_kind(const Request *q, Str kind); /* NULL = no feature has it */
Fail draft_load(Ctx *c, const Request *q, int part, Loaded *l) CHECKED;
/* The same, in the language that the request names ("ngon-ngu"), where the form has it. */
Fail draft_load_asked(Ctx *c, const Request *q, Loaded *l) CHECKED;
/* One that was sent leads on to what became of it: its owner always, whoever holds the link only while it may be the
 * second press of one click.  The link was handed on so that others could help; the answer is its sender's. */
Fail draft_leads_on(Ctx *c, Reply *r, const Draft *sent) CHECKED;
bool loaded_is_short(const Loaded *l); /* one page, without looking through */
