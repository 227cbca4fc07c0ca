// SPDX-License-Identifier: Apache-2.0
/* Forms on one page: drawn from a design, read by the checks that answers.h has, refused with all that was typed. */
#include "form/form_world.h"
#include "org/org.h"

static SignedIn hoa;

static Fail begin_rows(Ctx *c, void *nothing)
{
    (void)nothing;
    TRY(org_ensure_shipped(c));
    return signed_in_new(c, "Nguyễn Thị Hoa", "STTTT", ROLE_OFFICIAL, &hoa);
}

static int begin(void **state)
{
    memset(&sent, 0, sizeof sent);
    return world_begins(state, (ServerOptions){.features = thing_features, .gate = &people_gate, .no_limits = true},
                        begin_rows);
}

static void a_design_is_drawn_as_every_form(void **state)
{
    LocalReply r = get(*state, "/don/ngan");
    assert_status(r, 200);
    assert_has(r.body, "<label for=\"ten\">Tên gian hàng</label>");
    assert_has(r.body, "enctype=\"multipart/form-data\" novalidate");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_design_is_drawn_as_every_form, begin, world_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
