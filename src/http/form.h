// SPDX-License-Identifier: Apache-2.0
/* form.h -- a form is drawn from the row that takes it: names, labels, help, bounds, choices stand among the row's
 * inputs (route.h) and nowhere else; what was typed and what is wrong come from the request.  In a page (`q` is the
 * request):
 *
 *     @form POST "/viec/{task}/han" .action = str_format(o->mem, "/viec/%lld/han", (long long)t->id)
 *     @field han .value = due_words
 *     @field ly-do
 *     <p class="actions"><button>Đổi hạn</button></p>
 *     @endform
 *
 * A row that takes a file is sent as multipart; a POST carries the server's proof (base/out.h); both nobody can forget.
 */
#pragma once
#include "base/out.h"
#include "http/request.h"

/* Where the form stands.  All may be left out. */
typedef struct {
    Str action;         /* the path with its {parts} filled in; empty = the row's path, which has none */
    const char *prefix; /* of ids, where a page has several forms with fields of one name: "doi-" */
    const char *class;  /* of the <form> */
    Id each;            /* its fields are NAME.ID: the rows of a table, each with its own @form_row */
} FormAt;

typedef struct {
    const Request *q;
    const Route *row;
    const char *prefix;
    Id each;
    bool is_again; /* this very form was sent and refused */
} Form;

/* What the declaration cannot know.  All may be left out. */
typedef struct {
    Str value;         /* what stands there at first; a day as ISO text */
    const char *label; /* instead of the declared one, where a state calls it otherwise */
    const char *help;
    const char *list;     /* id of a <datalist> of the page: names to choose from while one types */
    const StrList *keys;  /* a choice among what the data says, not the declaration: what is sent, … */
    const StrList *names; /* … and as people read it */
    bool is_focused;      /* where the reader's eye should be */
    bool is_needed;       /* required here, although the row takes the form without it */
} FormDraw;

Form form_begin(Out *o, const Request *q, Method method, const char *row, FormAt at);
void form_end(Out *o);
/* The same form, for the fields NAME.ID of one row of a table. */
Form form_of_each(const Form *f, Id each);
/* Label, help, what is wrong, the field.  Aborts when the row declares no such input. */
void form_input(Out *o, const Form *f, const char *name, FormDraw draw);
/* A field that nobody sees. */
void form_hidden(Out *o, const char *name, Str value);
/* What was typed into this form's field; empty when this form was not refused. */
Str form_typed(const Form *f, const char *name);
