// SPDX-License-Identifier: Apache-2.0
/* keeping_web.c -- jobs that stopped and ask, as who is in charge decides them. */
#include "http/reply.h"
#include "privacy/view.h"
#include "privacy/web.h"

static const char *const saved[] = {NULL, "Đã làm.", "Đã ghi nhận: không làm.", "Đã ghi nhận: đồng hồ đúng.",
                                    "Đã mở lại các tài khoản."};

Fail keeping_get(Ctx *c, const Request *q, Reply *r)
{
    MassState state;
    TRY(mass_state(c, &state));
    KeepingPage m = {.state = &state, .now = c->now};
    for (int i = 0; i < MASS_JOBS; i++) m.held |= state.holds[i].asked_at != 0;
    m.saved = saved[input_integer(q, "xong")];
    keeping_page(reply_page(c, q, r, S("Xóa dữ liệu hết hạn")), &m);
    return OK;
}

static Fail back(Ctx *c, Reply *r, int done) { return reply_redirect(c, r, MASS_PATH "?xong=%d", done); }

Fail keeping_do_post(Ctx *c, const Request *q, Reply *r)
{
    int64_t done;
    TRY(mass_confirm(c, input_text(q, "viec"), input_integer(q, "so"), &done));
    return back(c, r, 1);
}

Fail keeping_dismiss_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(mass_dismiss(c, input_text(q, "viec")));
    return back(c, r, 2);
}

/* What may be done now is done now; what is too much at once still asks. */
Fail keeping_clock_post(Ctx *c, const Request *q, Reply *r)
{
    Purged done;
    (void)q;
    TRY(clock_trust(c));
    TRY(privacy_purge_told(c, &done));
    return back(c, r, 3);
}

Fail keeping_reopen_post(Ctx *c, const Request *q, Reply *r)
{
    int64_t opened;
    (void)q;
    TRY(idle_reopen(c, &opened));
    return back(c, r, 4);
}
