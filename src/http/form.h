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
 * What is drawn piece by piece goes through views that take `Form form`; @row ID turns to the fields NAME.ID of one row
 * of a table, @row 0 back.  A form that was refused is drawn with what was typed and ticked, opens its fold, and what
 * is wrong stands beside each field; a list of it, with links there, stands above the page and takes the focus
 * (reply_page puts it there).  h2c refuses a field that is written by hand, but boxes of lists, searches and what
 * nobody sees. */
#pragma once
#include "base/out.h"
#include "http/request.h"

/* Where the form stands.  All may be left out. */
typedef struct {
    Str action;         /* the path with its {parts} filled in, and a query; empty = the row's path, which has none */
    const char *prefix; /* of ids, where a page has several forms with fields of one name: "doi-" */
    const char *class;  /* of the <form> */
    struct {
        const char *name;
        Str value;
    } part;            /* a field that nobody sees, by which several forms of one row differ: {"lam", S("huy")} */
    const char *fold;  /* the form is folded away below these words, open when it was refused … */
    const char *named; /* … the id of the fold, for links … */
    const Input *more; /* of a row with `more`: those inputs */
    bool is_lenient;   /* the browser refuses nothing: the server says what is missing, and knows what is asked */
    bool is_open;      /* … or when it is to be open anyhow */
    const char *draft; /* the browser keeps what is typed under this name (web/update.js) */
} FormAt;

typedef struct {
    const Request *q;
    const Route *row;
    const Input *more;
    const char *prefix, *fold;
    Id each;       /* its fields are NAME.ID: @row */
    bool is_again; /* this very form was sent and refused */
} Form;

/* A file that was sent before: NAME-co says that it stays, NAME-bo takes it out. */
typedef struct {
    Str key, name, about; /* about: "PDF, 1,2 MB" */
    Str path;             /* where it can be read; empty = nowhere yet */
    bool is_dropped;      /* somebody ticked it */
} FormFile;
typedef LIST(FormFile) FormFiles;

/* What the declaration cannot know.  All may be left out. */
typedef struct {
    Str value;              /* what stands there at first; of a filter, left out: what was asked for */
    Day day;                /* instead, where it is a day, also one that is typed as text; NO_DAY or 0: nothing */
    const char *label;      /* instead of the declared one, where a state calls it otherwise */
    const char *help;       /* likewise */
    const char *problem;    /* found by a handler that drew its page itself */
    const char *list;       /* id of a <datalist> of the page: names to choose from while one types */
    const StrList *keys;    /* a choice among what the data says, not the declaration: what is sent, … */
    const StrList *names;   /* … as people read it … */
    const StrList *groups;  /* … under which heading, where it has any */
    const char *none;       /* the words for choosing nothing; of radio buttons: NULL = it cannot be undone */
    const StrList *values;  /* of a choice that is `many`: those that are ticked at first */
    const FormFiles *files; /* of a file: those that are there */
    const char *note;       /* below the field: what somebody else wrote meanwhile */
    Str unit;               /* what stands behind the field: "km, chỉ tiêu 20" */
    Day last;               /* of a day: none later; 0 = any */
    const char *class;      /* of the field's row */
    bool is_focused;        /* where the reader's eye should be */
    bool is_line, is_short; /* of INPUT_LINES: what is wanted here is one line; a date, a code */
    bool is_unmarked;       /* its help says that it may be left out */
    bool is_needed;         /* required here, although the row takes the form without it */
} FormDraw;

Form form_begin(Out *o, const Request *q, Method method, const char *row, FormAt at);
void form_end(Out *o, const Form *f);
/* Label, help, what is wrong, the field.  Aborts when the row declares no such input. */
void form_input(Out *o, const Form *f, const char *name, FormDraw draw);
/* Several fields as one: their legend, help, what is wrong with all of them; then the fields, and form_group_end.  Also
 * of an input that is not sent itself.  `id` is where links and scripts find it. */
void form_group(Out *o, const Form *f, const char *name, FormDraw draw);
void form_group_end(Out *o);
/* The field alone, as the cell of a grid: `named` are the ids of the heads that name it ("r3 c2"); what is wrong stands
 * in its title, and a list of that above the grid is its page's.  For grids of hundreds of them. */
void form_cell(Out *o, const Form *f, const char *name, const char *named, Str value, const char *problem);
/* A field that nobody sees. */
void form_hidden(Out *o, const char *name, Str value);
/* What was typed into this form's field; empty when this form was not refused. */
Str form_typed(const Form *f, const char *name);
/* What there is to choose from while one types, once a page; words, where people know it by others: NULL = they do not.
 */
void form_list(Out *o, const char *id, const StrList *values, const StrList *words);
/* The same, fetched when somebody comes to such a field (web/app.js): JSON of ours whose rows have a "name". */
void form_list_from(Out *o, const char *id, const char *path);
/* What a handler found wrong that drew its page itself, without refusing: a wrong password has to be counted. */
void form_problem(Out *o, const char *problem); /* nothing for NULL */
