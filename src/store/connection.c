// SPDX-License-Identifier: Apache-2.0
/* connection.c -- what connections to either engine have in common. */
#include "store/inside.h"
#include <stdlib.h>

Fail connection_refused(Ctx *c)
{
    return fail(c, FAIL_STORE, "Kho dữ liệu báo lỗi, chưa có gì thay đổi. Hãy thử lại.");
}

Fail connection_may_run(Ctx *c, Connection *k)
{
    if (!atomic_load_explicit(&k->store->fail_in, memory_order_relaxed)) return OK;
    if (atomic_fetch_sub(&k->store->fail_in, 1) != 1) return OK;
    atomic_store(&k->store->has_failed, true);
    return connection_refused(c);
}

void connection_forget(Connection *k)
{
    for (size_t i = 0; i < k->room; i++)
        if (k->statements[i].sql) k->engine->unprepare(k, &k->statements[i]);
    if (k->room) memset(k->statements, 0, k->room * sizeof *k->statements);
    k->n = 0;
}

void connection_end(Connection *k)
{
    if (k->room) connection_forget(k);
    memos_end(k);
    shelf_end(k);
    free(k->statements);
    k->engine->disconnect(k);
    free(k);
}
