// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a kept view of somebody of each agency, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "listing/listing.h"

static inline Fail listing_samples(Ctx *c, SampleOf *k)
{
    ListViewList views;
    TRY(listing_view_add(c, S("viec"), sample_mark(c, k, MARK_filter), S("loai=qua-han")));
    TRY(listing_views(c, "viec", &views));
    sample_id(k, "listing", "cach-xem", views.at[views.n - 1].id);
    return OK;
}

static const InputCase listing_cases[] = {
    {"/danh-sach/cach-xem/{cach-xem}/bo", "cach-xem", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {0},
};

static const InputFree listing_free[] = {
    {"/danh-sach/cot", "cot", "the place of a column, no thing of anybody"},
    {0},
};
