// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "receipt/receipt.h"
#include "receipt/web.h"

static const Input inputs[] = {{INPUT_ID, "bien-nhan", "Biên nhận", .required = true}, {0}};

/* clang-format off */
static const Route routes[] = {
    {GET, "/bien-nhan/{bien-nhan}", receipt_get, inputs, RIGHT_OWN, "Một lần bấm đã làm gì, để lại gì, vì sao", .no_twin = "chỉ để người vừa bấm đọc"},
    {POST, "/bien-nhan/{bien-nhan}/hoan-tac", receipt_undo_post, inputs, RIGHT_OWN, "Hoàn tác việc vừa làm", .api = true, .again = receipt_get},
    {0},
};
/* clang-format on */

static Fail purge_in_write(Ctx *c, void *nothing)
{
    (void)nothing;
    return receipts_purge(c);
}

static Fail purge(Ctx *c, const JobPlace *place) { return store_write(c, place->store, purge_in_write, NULL); }

static const Job jobs[] = {{"receipt.purge", .every = JOB_HOUR, .leased = true, .run = purge}, {0}};

static const Panel panels[] = {{PANEL_OF_RECEIPT, PANEL_SECTION, 0, NULL, receipt_panel}, {0}};

const Feature feature_receipt = {.name = "receipt", .routes = routes, .jobs = jobs, .panels = panels};
