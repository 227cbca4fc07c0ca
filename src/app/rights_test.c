// SPDX-License-Identifier: Apache-2.0
/* rights_test.c -- every route × every role × what is of one's own agency, of one under it, of another: through the
 * door of the server, compared with test/rights.tsv.  A route that is not in the table fails: decide, then
 * RIGHTS_WRITE=1 writes it. */
#include "base/out.h"
#include "difficulty/difficulty.h"
#include "doc/doc.h"
#include "http/world.h"
#include "people/signed_in.h"
#include "plan/plan.h"
#include "upload/upload.h"

static const char table[] = "test/rights.tsv", sample[] = "data/samples/ke-hoach-136-2024.ocr.txt";

enum { OWN_PLACE, CHILD_PLACE, OTHER_PLACE, PLACES };
static const char *const orgs[PLACES] = {"H213", "X07201", "SYT"};

static SignedIn actors[ROLE_COUNT], others[PLACES];
static Id plan, value, node, finding, uploads[PLACES], tasks[PLACES], difficulties[PLACES];

static Fail prepare_uploads(Ctx *c)
{
    UploadKept kept;
    TRY(upload_keep(c, UPLOAD_SET(UPLOAD_TEXT), S("mau.txt"), S("Văn bản mẫu\n"), &kept));
    for (int i = 0; i < PLACES; i++) TRY(upload_add(c, &kept, (Place){.org = str_of(orgs[i])}, plan, &uploads[i]));
    return OK;
}

static Fail prepare_tasks(Ctx *c)
{
    for (int i = 0; i < PLACES; i++) {
        Str org = str_of(orgs[i]);
        NewTask n = {
            .plan = plan, .lead = org, .assigner = org, .title = S("Việc mẫu"), .begins = NO_DAY, .due = NO_DAY};
        TRY(task_add(c, &n, true, &tasks[i]));
        TRY(difficulty_raise(c, tasks[i], S("Vướng mẫu"), &difficulties[i]));
    }
    return OK;
}

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    PlanDraft *draft;
    Rows r;
    Str text;
    bool existed;
    TRY(org_ensure_shipped(c));
    for (int i = 0; i < ROLE_COUNT; i++)
        TRY(signed_in_new(c, "Trần Văn Thử", i ? orgs[OWN_PLACE] : "", (Role)i, &actors[i]));
    for (int i = 0; i < PLACES; i++) TRY(signed_in_new(c, "Lê Thị Khác", orgs[i], ROLE_OFFICIAL, &others[i]));
    TRY(doc_load_file(c, sample, &text));
    TRY(plan_draft(c, S("mau.txt"), text, &draft));
    TRY(plan_take(c, draft, &plan, &existed));
    TRY(store_one(c, &r,
                  "SELECT (SELECT min(id) FROM plan_value WHERE office_id = $1), "
                  "(SELECT min(id) FROM plan_node WHERE office_id = $1), "
                  "(SELECT min(id) FROM plan_finding WHERE office_id = $1)",
                  OFFICE));
    value = row_integer(&r, 0), node = row_integer(&r, 1), finding = row_integer(&r, 2);
    TRY(rows_end(&r));
    TRY(prepare_tasks(c));
    return prepare_uploads(c);
}

/* -- a request for each row --------------------------------------------------------------------------------- */

static Id id_for(Str name, int place)
{
    const struct {
        const char *name;
        Id id;
    } known[] = {{"plan", plan},
                 {"gia-tri", value},
                 {"them", node},
                 {"finding", finding},
                 {"upload", uploads[place]},
                 {"task", tasks[place]},
                 {"difficulty", difficulties[place]},
                 {"nguoi", others[place].person},
                 {"viec", tasks[place]},
                 {"ke-hoach", plan},
                 {"nhiem-vu", others[place].duty},
                 {"phien", others[place].session}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(name, str_of(known[i].name))) return known[i].id;
    return 1;
}

static const char *text_for(const char *name, int place)
{
    const struct {
        const char *name, *text;
    } known[] = {{"co-quan", orgs[place]},   {"code", orgs[place]},    {"class", "so-nganh"},
                 {"ho-ten", "Phạm Văn Mới"}, {"token", "khong-co"},    {"khoa", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"},
                 {"ma", "123456"},           {"tai-khoan", "khong.co"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(name, known[i].name)) return known[i].text;
    return "x";
}

static void put_value(Out *o, const Input *in, int place)
{
    Str first;
    Str choices = str_of(in->choices);
    switch (in->type) {
    case INPUT_ID: out_format(o, "%lld", (long long)id_for(str_of(in->name), place)); break;
    case INPUT_INTEGER: out_format(o, "%lld", (long long)in->min); break;
    case INPUT_DAY: out_raw(o, S("2024-10-10")); break;
    case INPUT_CHOICE:
        if (str_cut(&choices, '|', &first)) out_url(o, first);
        break;
    default: out_url(o, str_of(text_for(in->name, place)));
    }
}

static const Input *input_named(const Route *row, Str name)
{
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++)
        if (str_equal(str_of(in->name), name)) return in;
    return NULL;
}

static Str path_of(Arena *a, const Route *row, int place)
{
    Out o = {.mem = a};
    Str rest = str_of(row->path), part;
    if (rest.n == 1) return rest;
    str_cut(&rest, '/', &part);
    while (str_cut(&rest, '/', &part)) {
        out_char(&o, '/');
        if (part.n && part.p[0] == '{') put_value(&o, input_named(row, str_slice(part, 1, part.n - 1)), place);
        else out_raw(&o, part);
    }
    return out_str(&o);
}

/* A GET's optional inputs that say of which agency it speaks are sent too. */
static bool is_sent(const Route *row, const Input *in)
{
    char part[80];
    snprintf(part, sizeof part, "{%s}", in->name);
    bool in_path = strstr(row->path, part);
    return in->type != INPUT_FILE && !in_path && (in->required || !strcmp(in->name, "co-quan"));
}

static int status_of(World *w, const Route *row, const SignedIn *who, int place)
{
    Arena mark = w->c.mem;
    Out body = {.mem = &w->c.mem}, path = {.mem = &w->c.mem};
    LocalReply r = {0};
    out_raw(&path, path_of(&w->c.mem, row, place));
    Out *to = row->method == POST ? &body : &path;
    if (row->method == POST) out_format(&body, "_token=%s", who ? who->form : "");
    bool first = row->method == GET;
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++) {
        if (!is_sent(row, in)) continue;
        out_raw(to, first ? S("?") : S("&"));
        first = false;
        out_format(to, "%s=", in->name);
        put_value(to, in, place);
    }
    Str headers = str_format(&w->c.mem, "Sec-Fetch-Site: same-origin\r\n%s", who ? who->cookie : "");
    LocalRequest q = {row->method == POST ? "POST" : "GET", str_c(&w->c.mem, out_str(&path)), headers.p,
                      out_str(&body)};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer to %s: %s", q.path, w->c.why);
    arena_back(&w->c.mem, mark);
    return r.status;
}

/* '+' let in, 'S' to sign in first, 'x' refused, '?' as if there were no such thing, '!' something else. */
static char letter_of(int status)
{
    switch (status) {
    case 405: return '+'; /* only_door */
    case 303:
    case 401: return 'S';
    case 403: return 'x';
    case 404: return '?';
    default: return '!';
    }
}

static bool has_file(const Route *row)
{
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++)
        if (in->type == INPUT_FILE && in->required) return true;
    return false;
}

/* A row that needs a file gets as far as its inputs: whoever is refused is refused before. */
static char decide(World *w, const Route *row, const SignedIn *who, int place)
{
    int status = status_of(w, row, who, place);
    return has_file(row) && status == 400 ? '+' : letter_of(status);
}

static void put_row(World *w, Out *o, const Route *row)
{
    out_format(o, "%s\t%s\t%s\t%c", row->method == POST ? "POST" : "GET", row->path, row->right,
               decide(w, row, NULL, OWN_PLACE));
    for (int role = 0; role < ROLE_COUNT; role++) {
        out_char(o, '\t');
        for (int place = 0; place < PLACES; place++) out_char(o, decide(w, row, &actors[role], place));
    }
    out_char(o, '\n');
}

static void put_table(World *w, Out *o)
{
    out_raw(
        o,
        S("# Who is let in: own agency, one under it, another.  + yes, S sign in first, x refused, ? as if it were not "
          "there.\n# method\tpath\tright\tnobody"));
    for (int role = 0; role < ROLE_COUNT; role++) out_format(o, "\t%s", role ? role_names[role].key : "khong");
    out_char(o, '\n');
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) put_row(w, o, r);
}

/* -- the tests ---------------------------------------------------------------------------------------------- */

static World *begin(void)
{
    return world_begin(
        migrations, (ServerOptions){.features = features, .gate = &people_gate, .only_door = true, .no_limits = true},
        prepare, 0);
}

static void every_route_lets_in_whom_the_table_says(void **state)
{
    (void)state;
    World *w = begin();
    Out now = {.mem = &w->c.mem};
    Str expected = {0};
    put_table(w, &now);
    if (getenv("RIGHTS_WRITE")) {
        FILE *f = fopen(table, "w");
        assert_non_null(f);
        fwrite(now.p, 1, now.n, f);
        fclose(f);
    }
    assert_int_equal(doc_load_file(&w->c, table, &expected), OK);
    Str a = out_str(&now), b = expected, line, other;
    while (str_cut(&a, '\n', &line)) {
        if (!str_cut(&b, '\n', &other)) other = S("(no line)");
        if (!str_equal(line, other))
            test_fails("%s says\n  %.*s\nand the server\n  %.*s", table, STR_ARGS(other), STR_ARGS(line));
        if (str_index(line, '!') < line.n) test_fails("no decision: %.*s", STR_ARGS(line));
    }
    assert_false(str_cut(&b, '\n', &other) && other.n);
    world_end(w);
}

static void every_right_of_a_route_is_in_the_table_of_rights(void **state)
{
    (void)state;
    for (const Feature *const *f = features; *f; f++) {
        for (const Route *r = (*f)->routes; r && r->path; r++)
            if (strcmp(r->right, RIGHT_PUBLIC) && strcmp(r->right, RIGHT_OWN) && !grant_of(r->right))
                test_fails("%s asks for the right %s, which nobody can have", r->path, r->right);
        for (const MenuRow *m = (*f)->menu; m && m->path; m++)
            if (m->right && !grant_of(m->right)) test_fails("the menu's %s asks for the right %s", m->path, m->right);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_lets_in_whom_the_table_says),
        cmocka_unit_test(every_right_of_a_route_is_in_the_table_of_rights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
