// SPDX-License-Identifier: Apache-2.0
/* view.h -- the page on which an agency reports everything it owes. */
#pragma once
#include "urge/urge.h"
#include "work/view.h"

typedef struct {
    Task task;
    TaskItemList items;
    const char *problem; /* what could not be kept of this row; NULL = nothing */
    const char *wrong;   /* the field that it speaks of: "tien-do", of this: wrong_id; NULL = of the whole row */
    Id wrong_id;
} UpdateRow;
typedef LIST(UpdateRow) UpdateRowList;

typedef struct {
    const Request *q;
    const Org *org;
    const UpdateRowList *rows; /* the next due first */
    const TaskList *asked;     /* reported as done, waiting for whoever assigned them */
    const TaskList *helped;    /* with which it only helps */
    const UrgeList *urges;     /* not answered by a report yet */
    bool more;                 /* there are more than the rows */
    size_t all;                /* rows of all pages */
    int page, pages;           /* this one, from 1; how many there are */
    int overdue, soon, silent; /* of all pages */
    int saved;                 /* just now; -1 = nothing was sent */
    int refused;               /* rows with a problem */
    Id receipt;                /* of those that were saved while others came back; 0 = none */
    Day today;
    bool may_set, head_confirms;
} UpdatePage;
void update_page(Out *o, const UpdatePage *m);
