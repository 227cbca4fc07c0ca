// SPDX-License-Identifier: Apache-2.0
/* Whom a task concerns: who reads what lies inside of it, who may be named there, to whom a head may give it. */
#include "http/world.h"
#include "people/signed_in.h"
#include "upload/upload.h"
#include "work/inside.h"

extern const Feature feature_people, feature_upload, feature_work;
static const Feature *const list[] = {&feature_people, &feature_upload, &feature_work, NULL};

/* Of the lead (a district), a commune under it, a partner by name, one by class, and of nobody's. */
enum { LEAD, COMMUNE, PARTNER, MEMBER, STRANGER, PLACES };
static const char *const orgs[PLACES] = {"H213", "X07201", "SYT", "SCT", "STTTT"};
static SignedIn officials[PLACES], heads[PLACES], coordinator;
static Id task, part, proposal, file;

static Fail add_file(Ctx *c, Id of, Id *upload)
{
    UploadKept kept;
    TRY(upload_keep(c, UPLOAD_SET(UPLOAD_TEXT), S("a.txt"), S("Minh chứng\n"), &kept));
    return upload_add(c, &kept, "task", of, upload);
}

static Fail add_people(Ctx *c)
{
    for (int i = 0; i < PLACES; i++) {
        TRY(signed_in_new(c, "Nguyễn Văn An", orgs[i], ROLE_OFFICIAL, &officials[i]));
        TRY(signed_in_new(c, "Trần Thị Bình", orgs[i], ROLE_HEAD, &heads[i]));
    }
    return signed_in_new(c, "Lê Chi", "SKHDT", ROLE_COORDINATOR, &coordinator);
}

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    NewTask n = {.lead = S("H213"), .assigner = S("SKHDT"), .title = S("Việc"), .begins = NO_DAY, .due = NO_DAY};
    TRY(org_ensure_shipped(c));
    TRY(add_people(c));
    TRY(task_add(c, &n, true, &task));
    TRY(task_partner_add(c, task, (TaskPartner){.org = S("SYT"), .name = S("Sở Y tế")}));
    TRY(task_comment(c, task, S("Nói trong nhà")));
    TRY(add_file(c, task, &file));
    TRY(task_add(c, &n, false, &proposal));
    n.lead = S("X07201"), n.assigner = S("H213");
    return task_add(c, &n, true, &part);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .no_limits = true}, prepare);
}

#define at(w, format, id) str_format(&(w)->c.mem, format, (long long)(id))

static LocalReply page(World *w, const SignedIn *who, Str path)
{
    return ask(w, str_c(&w->c.mem, path), who->cookie, NULL);
}

static LocalReply send(World *w, const SignedIn *who, Str path, const char *fields)
{
    return ask(w, str_c(&w->c.mem, path), who->cookie, str_format(&w->c.mem, "_token=%s&%s", who->form, fields).p);
}

static bool reads_inside(World *w, const SignedIn *who, Id of)
{
    LocalReply r = page(w, who, at(w, "/viec/%lld", of)), json = page(w, who, at(w, "/api/v1/viec/%lld", of));
    assert_status(r, 200);
    bool reads = str_contains(r.body, S("Nói trong nhà"));
    assert_int_equal(str_contains(json.body, S("Nói trong nhà")), reads);
    /* The row is there or not; bytes do not come along into the next test's world. */
    assert_int_equal(page(w, who, at(w, "/tep/%lld", file)).status == 404, !reads);
    assert_int_equal(str_contains(r.body, S("cơ quan phối hợp, cơ quan giao việc và cấp trên")), !reads);
    assert_int_equal(str_contains(r.body, S("/y-kien")), reads);
    return reads;
}

/* -- reading -------------------------------------------------------------------------------------------------- */

static void the_inside_is_for_whom_the_task_concerns(void **state)
{
    World *w = *state;
    assert_true(reads_inside(w, &officials[LEAD], task));
    assert_true(reads_inside(w, &officials[PARTNER], task));
    assert_true(reads_inside(w, &coordinator, task));
    assert_false(reads_inside(w, &officials[STRANGER], task));
    assert_false(reads_inside(w, &heads[STRANGER], task));
    assert_false(reads_inside(w, &officials[COMMUNE], task)); /* what is above is not one's own */
}

static Fail add_class(Ctx *c, void *unused)
{
    (void)unused;
    return task_partner_add(c, task, (TaskPartner){.class = S("so-nganh"), .name = S("Các sở, ngành")});
}

static void who_helps_as_one_of_a_class_reads_it_too(void **state)
{
    World *w = *state;
    assert_false(reads_inside(w, &officials[MEMBER], task));
    assert_int_equal(store_write(&w->c, w->store, add_class, NULL), OK);
    assert_true(reads_inside(w, &officials[MEMBER], task));
    assert_false(reads_inside(w, &officials[COMMUNE], task));
}

static void who_stands_above_reads_what_is_below(void **state)
{
    World *w = *state;
    static const SignedIn *const may[] = {&officials[COMMUNE], &heads[LEAD], &officials[LEAD]};
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        assert_status(send(w, may[i], at(w, "/viec/%lld/y-kien", part), "noi-dung=x"), 303);
    assert_status(send(w, &officials[PARTNER], at(w, "/viec/%lld/y-kien", part), "noi-dung=x"), 404);
}

static void a_proposal_is_the_coordinators(void **state)
{
    World *w = *state;
    assert_status(send(w, &officials[LEAD], at(w, "/viec/%lld/y-kien", proposal), "noi-dung=x"), 404);
    assert_status(send(w, &coordinator, at(w, "/viec/%lld/y-kien", proposal), "noi-dung=x"), 303);
}

/* -- naming and giving ------------------------------------------------------------------------------------------ */

static Str comment_naming(World *w, const SignedIn *who)
{
    Person p;
    assert_int_equal(person_by_id(&w->c, who->person, &p), OK);
    return str_format(&w->c.mem, "noi-dung=nho+@%.*s", STR_ARGS(p.account));
}

static void only_who_may_hear_is_named(void **state)
{
    World *w = *state;
    Str path = at(w, "/viec/%lld/y-kien", task);
    assert_status(send(w, &officials[LEAD], path, comment_naming(w, &officials[PARTNER]).p), 303);
    assert_status(send(w, &officials[COMMUNE], at(w, "/viec/%lld/y-kien", part), comment_naming(w, &heads[LEAD]).p),
                  303);
    LocalReply r = send(w, &officials[LEAD], path, comment_naming(w, &officials[STRANGER]).p);
    assert_status(r, 400);
    assert_has(r.body, "không xem được trao đổi");
}

static void a_head_gives_work_to_the_own_and_those_below(void **state)
{
    World *w = *state;
    Str path = at(w, "/viec/%lld/sua", part);
    LocalReply r = send(w, &heads[LEAD], path, "ten=x&co-quan=SYT");
    assert_status(r, 403);
    assert_has(r.body, "Chỉ giao việc cho cơ quan mình");
    assert_status(send(w, &heads[LEAD], path, "ten=x&co-quan=H213"), 303);
}

int main(void)
{
#define IN_A_WORLD(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        IN_A_WORLD(the_inside_is_for_whom_the_task_concerns),
        IN_A_WORLD(who_helps_as_one_of_a_class_reads_it_too),
        IN_A_WORLD(who_stands_above_reads_what_is_below),
        IN_A_WORLD(a_proposal_is_the_coordinators),
        IN_A_WORLD(only_who_may_hear_is_named),
        IN_A_WORLD(a_head_gives_work_to_the_own_and_those_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
