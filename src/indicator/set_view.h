// SPDX-License-Identifier: Apache-2.0
/* set_view.h -- what the pages of sets show: apart from view.h, for designs of forms and plans have words in common. */
#pragma once
#include "http/form.h"
#include "http/record.h"
#include "indicator/source.h"

typedef struct {
    const Request *q;
    const IndicatorSetList *sets;
    bool may_manage;
    Day first, last; /* that are proposed for those on offer */
} SetsPage;
void sets_page(Out *o, const SetsPage *m);

typedef struct {
    const Request *q;
    const IndicatorSet *set;
    Str yaml;
    Day first, last; /* that are proposed */
    bool may_manage;
} SetPage;
void set_page(Out *o, const SetPage *m);

typedef struct {
    const Request *q;
    Str yaml;                       /* what stands in the field */
    const DesignProblems *problems; /* NULL = nothing was looked at yet */
    const IndicatorSet *set;        /* as it was understood */
    int agencies;                   /* that would report today */
    bool is_good;
    StrList classes, class_names; /* of agencies, to choose who reports */
} DeclarePage;
void declare_page(Out *o, const DeclarePage *m);
