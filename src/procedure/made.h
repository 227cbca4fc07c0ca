// SPDX-License-Identifier: Apache-2.0
/* made.h -- the text of a new procedure: made of a form alone, with the states and moves that most have; or of another
 * procedure under another name.  Either is a text like any that is typed: looked at (procedure_read), published,
 * changed. */
#pragma once
#include "procedure/procedure.h"

enum { MADE_DAYS_MAX = 250 };

typedef struct {
    Str code, title, category;
    unsigned by;   /* BY_PUBLIC …; one of them */
    Str agency;    /* the code of who decides */
    int days;      /* working days to decide in */
    Day until;     /* the last day on which it takes dossiers; NO_DAY = open */
    Str telephone; /* the field of the form that becomes one of type phone; empty = one is added where it is needed */
    Str split; /* the choice question by which the figures are told apart, beside agencies and communes; may be empty */
} Made;

/* `form` is a YAML text that is the form `d` and nothing else.  Submitted, looked at by `agency`, agreed, refused or
 * sent back to be completed; withdrawn; a clock in working days with what happens at its end; how many were agreed, by
 * each agency and commune that is asked and by `split`.  What was written of the form stays as it was written where it
 * can. */
Str made_of_form(Arena *mem, Str form, const Design *d, const Made *m);

/* The same under another code and title: its number begins with the letters of the new title, its own title in letters
 * and documents becomes the new one.  What still speaks of the other one procedure_alike names. */
Str made_of_procedure(Arena *mem, const Procedure *p, Str code, Str title);

/* A text with these instead of its own `code` and `title`; everything else as it was written, where its keys stand on
 * lines of their own. */
Str text_named(Arena *mem, Str text, Str code, Str title);

/* "Đăng ký phiên chợ số" is "ĐKPCS": for numbers. */
Str made_letters(Arena *mem, Str title);

/* A text with keys that only procedures have. */
bool text_is_procedure(Arena *mem, Str text);

/* In a snapshot: warnings of a procedure that nobody published yet, where it still speaks of another: the same figure,
 * the same numbers, the other's title. */
Fail procedure_alike(Ctx *c, const Procedure *p, DesignProblems *problems) CHECKED;
