// SPDX-License-Identifier: Apache-2.0
/* web.c -- what somebody keeps of how they look at lists. */
#include "listing/web.h"
#include "http/reply.h"
#include "listing/listing.h"

static Fail kind_of(Ctx *c, const Request *q, Str key, const ListKind **kind)
{
    for (const Feature *const *f = request_features(q); *f; f++)
        for (const ListKind *const *k = (*f)->lists; k && *k; k++)
            if (str_equal(key, str_of((*k)->key))) {
                *kind = *k;
                return OK;
            }
    return fail(c, FAIL_MISSING, "Không có danh sách này. Hãy mở lại từ trang đầu.");
}

static Fail back(Ctx *c, Reply *r, const ListKind *kind, Str query)
{
    return reply_redirect(c, r, "%s%s%.*s", kind->path, query.n ? "?" : "", STR_ARGS(query));
}

Fail listing_columns_post(Ctx *c, const Request *q, Reply *r)
{
    const ListKind *kind;
    int64_t columns = 0;
    IdList chosen = input_ids(c, q, "cot");
    TRY(kind_of(c, q, input_text(q, "bang"), &kind));
    for (size_t i = 0; i < chosen.n; i++)
        if (chosen.at[i] <= LIST_COLUMNS_MAX) columns |= (int64_t)1 << (chosen.at[i] - 1);
    TRY(listing_columns_set(c, str_of(kind->key), columns));
    return back(c, r, kind, listing_is_query(input_text(q, "loc")) ? input_text(q, "loc") : S(""));
}

Fail listing_view_post(Ctx *c, const Request *q, Reply *r)
{
    const ListKind *kind;
    TRY(kind_of(c, q, input_text(q, "bang"), &kind));
    TRY(listing_view_add(c, str_of(kind->key), input_text(q, "ten"), input_text(q, "loc")));
    return back(c, r, kind, input_text(q, "loc"));
}

Fail listing_view_drop_post(Ctx *c, const Request *q, Reply *r)
{
    const ListKind *kind;
    Str list;
    TRY(listing_view_list(c, input_id(q, "cach-xem"), &list));
    TRY(kind_of(c, q, list, &kind));
    TRY(listing_view_drop(c, input_id(q, "cach-xem")));
    return back(c, r, kind, S(""));
}
