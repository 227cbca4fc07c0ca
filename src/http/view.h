// SPDX-License-Identifier: Apache-2.0
/* view.h -- the frame around every page, and the error page (frame.html, error.html). */
#pragma once
#include "base/out.h"
#include "http/gate.h"
#include "journal/actor.h"

/* A step on the way from the whole to this page. */
typedef struct {
    Str path, code, name;
} Step;
typedef LIST(Step) StepList;

typedef struct {
    Str title;             /* of this page, without the product's name */
    Str path;              /* to mark the menu row that is open */
    const Gate *gate;      /* NULL = nobody signs in */
    const MenuRow *menu;   /* the rows for who is signed in, by group and order, ended by a row without path */
    const int *waiting;    /* of each row: how many things wait there; NULL = nobody counted */
    Str today;             /* "Thứ Bảy, 28/9/2024" */
    Str query;             /* what stands in the search field */
    const Actor *actor;    /* who is signed in; NULL = nobody */
    const MenuRow *foot;   /* rows at the foot, ended likewise */
    const char *search;    /* path of the page that searches; NULL = none */
    Str sheet;             /* the list on it as a spreadsheet; empty = it has none */
    Str live;              /* where the page hears that it is old; empty = it does not refresh itself */
    Str shown;             /* its address, when it refreshes itself: what a wall could show */
    Str wall;              /* not empty: it hangs on a wall, and this is when it was drawn */
    const StepList *steps; /* above the heading; none = there is no such line */
    Str version;           /* of the static files: "/tinh/style.css?v=<version>" may be kept for ever */
} Frame;
/* One behind the other; of a wall the first alone, which goes up to and with <main id="noi-dung">, as the last does. */
void frame_head(Out *o, const Frame *f);
void frame_top(Out *o, const Frame *f); /* <body>, who is signed in, the menu: alike on a person's pages */
void frame_main(Out *o, const Frame *f);
/* The row of the menu that this page belongs to: the one with the longest address above it; NULL = none. */
const MenuRow *frame_open_row(const Frame *f);
void frame_close(Out *o, const Frame *f); /* from </main> on */

typedef struct {
    Str name, value;
} Typed;

typedef struct {
    int status;
    Str sentence;      /* why, and what to do */
    const char *go_to; /* not NULL: the page on which to do first what is missing */
    const char *typed; /* not NULL: what the person had sent is kept below, to copy */
    Str again;         /* not empty: it can be sent again from here, to this path: */
    const Typed *fields;
    int n_fields;
} ErrorPage;
void error_page(Out *o, const ErrorPage *m);
