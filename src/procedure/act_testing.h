// SPDX-License-Identifier: Apache-2.0
/* act_testing.h -- people who submit and decide in a store of their own, for *_test.c only: the manual's banners and a
 * course whose seats run out. */
#pragma once
#include "http/world.h"
#include "mail/mail.h"
#include "people/signed_in.h"
#include "procedure/testing.h"

extern const Feature feature_people, feature_receipt, feature_form, feature_upload, feature_listing, feature_procedure;
static const Feature *const list[] = {
    &feature_listing, &feature_people, &feature_receipt, &feature_upload, &feature_form, &feature_procedure, NULL};
static SignedIn official, head, other, coordinator;

static Fail prepare(Ctx *c, void *unused)
{
    Id id;
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Trần Thị Bình", "SVHTTDL", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Vũ Thủ Trưởng", "SVHTTDL", ROLE_HEAD, &head));
    TRY(signed_in_new(c, "Lê Văn Khác", "SYT", ROLE_OFFICIAL, &other));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(version_publish(c, manual_procedure(c), false, &id));
    return version_publish(c, S(course_procedure), false, &id);
}

__attribute__((unused)) static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

/* -- what a test does, in a write each
 * --------------------------------------------------------------------------------- */

typedef struct {
    const SignedIn *who; /* NULL = nobody is signed in */
    const char *code, *answers, *asked, *edited;
    MoveOrder order;
    Id id, draft;
    char got[80], state[40];
} Act;

static Fail with_actor(Ctx *c, const Act *a)
{
    c->actor = NULL;
    return a->who ? actor_by_duty(c, a->who->person, a->who->duty, &c->actor) : OK;
}

__attribute__((unused)) static Fail submit_act(Ctx *c, void *arg)
{
    Act *a = arg;
    Version v;
    Answers answers;
    StrList lost = {0};
    Str code;
    TRY(with_actor(c, a));
    TRY(version_current(c, str_of(a->code), &v));
    TRY(answers_from_json(c, &v.procedure->form, str_of(a->answers), &answers, &lost));
    TRY(dossier_submit(c, &v, &(NewDossier){.draft = a->draft, .answers = &answers}, &a->id, &code));
    snprintf(a->got, sizeof a->got, "%.*s", STR_ARGS(code));
    return OK;
}

__attribute__((unused)) static Fail move_act(Ctx *c, void *arg)
{
    Act *a = arg;
    Dossier d;
    Answers asked, edited;
    StrList lost = {0};
    TRY(with_actor(c, a));
    TRY(dossier_by_id(c, a->id, &d));
    const ProcedureMove *m = procedure_move(d.version.procedure, a->order.move);
    if (a->asked) {
        TRY(answers_from_json(c, &m->asked, str_of(a->asked), &asked, &lost));
        a->order.asked = &asked;
    }
    if (a->edited) {
        TRY(answers_from_json(c, &d.version.procedure->form, str_of(a->edited), &edited, &lost));
        a->order.edited = &edited;
    }
    TRY(dossier_move(c, a->id, &a->order, &d));
    snprintf(a->state, sizeof a->state, "%.*s", STR_ARGS(d.row.state));
    return OK;
}

__attribute__((unused)) static const char banner[] =
    "{\"don_vi\":\"Cty "
    "Một\",\"nguoi\":\"An\",\"dien_thoai\":\"0912345678\",\"thu\":\"an@example.vn\",\"noi_dung\":\"Chào mừng\","
    "\"so_luong\":30,\"noi\":\"truc_chinh\",\"xa\":\"X07210\",\"thoi_gian\":\"2024-10-01/2024-10-10\"}";

__attribute__((unused)) static Id submitted(World *w, const SignedIn *who, const char *code, const char *answers)
{
    Act a = {.who = who, .code = code, .answers = answers};
    if (do_write(w, submit_act, &a)) test_fails("not submitted: %s", w->c.why);
    assert_true(a.got[0]);
    return a.id;
}

__attribute__((unused)) static Fail moved_with(World *w, const SignedIn *who, Id id, const char *move, Act a)
{
    a.who = who, a.id = id, a.order.move = str_of(move);
    w->c.why[0] = 0;
    return do_write(w, move_act, &a);
}
__attribute__((unused)) static Fail moved(World *w, const SignedIn *who, Id id, const char *move)
{
    return moved_with(w, who, id, move, (Act){0});
}

#define assert_done(w, call)                                                                                           \
    do {                                                                                                               \
        Fail is_ = (call);                                                                                             \
        if (is_) test_fails("%s: %s", #call, (w)->c.why);                                                              \
    } while (0)
#define assert_refused(w, call, kind, says)                                                                            \
    do {                                                                                                               \
        assert_int_equal((call), (kind));                                                                              \
        if (!str_contains(str_of((w)->c.why), S(says))) test_fails("says: %s", (w)->c.why);                            \
    } while (0)

__attribute__((unused)) static Dossier dossier(World *w, Id id)
{
    Dossier d;
    assert_done(w, dossier_by_id(&w->c, id, &d));
    return d;
}
#define assert_state(w, id, name) assert_str(dossier(w, id).row.state, S(name))

__attribute__((unused)) static int64_t count(World *w, const char *sql_counter, const char *part, const char *item)
{
    CountRows rows;
    static const char *const codes[] = {"treo-bang-ron", "hoi-thao"};
    for (int k = 0; k < 2; k++) {
        assert_done(w, procedure_counts(&w->c, str_of(codes[k]), &rows));
        for (size_t i = 0; i < rows.n; i++)
            if (str_equal(rows.at[i].counter, str_of(sql_counter)) && str_equal(rows.at[i].part, str_of(part)) &&
                str_equal(rows.at[i].item, str_of(item)))
                return rows.at[i].value;
    }
    return 0;
}

__attribute__((unused)) static int letters(World *w)
{
    MailCounts n;
    assert_done(w, mail_count(&w->c, &n));
    return (int)n.n[MAIL_QUEUED];
}

__attribute__((unused)) static void as(World *w, const SignedIn *who)
{
    w->c.actor = NULL;
    if (who) assert_done(w, actor_by_duty(&w->c, who->person, who->duty, &w->c.actor));
}

__attribute__((unused)) static Id joins(World *w, const char *who, int people, const char *how)
{
    return submitted(
        w, NULL, "hoi-thao",
        str_format(&w->c.mem, "{\"don_vi\":\"%s\",\"so_nguoi\":%d,\"cach\":\"%s\",\"xa\":\"X07210\"}", who, people, how)
            .p);
}

__attribute__((unused)) static Fail publish_act(Ctx *c, void *arg)
{
    Id id;
    return version_publish(c, *(Str *)arg, false, &id);
}

/* `to` in place of `from`, which stands there. */
__attribute__((unused)) static Str with(World *w, Str text, const char *from, const char *to)
{
    size_t at = str_find(text, str_of(from));
    assert_true(at < text.n);
    return str_format(&w->c.mem, "%.*s%s%.*s", (int)at, text.p, to, STR_ARGS(str_from(text, at + strlen(from))));
}
