// SPDX-License-Identifier: Apache-2.0
/* reread.h -- a plan in review read again in another way: what people put right stays, and what would become other is
 * shown before it is done. */
#pragma once
#include "plan/wording.h"

/* Sent, what it is called. */
#define REREAD_WAYS(X)                                                                                                 \
    X(TEXT, "phuc-hoi", "Từ chữ đã có, phục hồi lại chữ với những điều máy học được từ đó đến nay")                    \
    X(AS_IT_IS, "nguyen-chu", "Từ chữ đã có, giữ đúng từng chữ, không phục hồi")                                       \
    X(FILE, "tep-goc", "Từ tệp gốc, lấy chữ ra lại")                                                                   \
    X(PAGES, "nhan-dang", "Từ ảnh các trang, nhận dạng lại từng trang dù tệp có sẵn chữ")
typedef enum {
#define X(symbol, key, name) REREAD_##symbol,
    REREAD_WAYS(X)
#undef X
        REREAD_WAYS_N
} RereadWay;

/* Pages of a scan that are read again while somebody waits. */
enum { REREAD_SCAN_PAGES_MAX = 5 };

/* FAIL_CONFLICT for a plan that runs already, FAIL_MISSING when its file was not kept, FAIL_ROOM for a long scan; by
 * REREAD_PAGES FAIL_MISSING until its pages were recognised (intake_add_again).  Slow: not in a write. */
Fail reread_draft(Ctx *c, Id plan, RereadWay way, PlanDraft **draft) CHECKED;

typedef struct {
    enum { REREAD_CHANGED, REREAD_ADDED, REREAD_GONE, REREAD_KEPT } what; /* KEPT: corrected, it stays as it is */
    Str code, field;                                                      /* "3.1.a", "Tên gọi" */
    Str before, after;
} RereadChange;
typedef LIST(RereadChange) RereadChangeList;
/* What plan_reread would do, in the order of the new reading; what stays as it is is not told. */
Fail reread_changes(Ctx *c, Id plan, const PlanDraft *draft, RereadChangeList *changes) CHECKED;

/* In a write: do it.  Corrected values, decided words and settled findings stay. */
Fail plan_reread(Ctx *c, Id plan, const PlanDraft *draft) CHECKED;
