// SPDX-License-Identifier: Apache-2.0
/* Every page that shows data has a JSON twin, made from a declared table of columns; every other GET row says why it
 * has none; and what each twin answers in a province at work is what the API's description says of it (judged by
 * python3-jsonschema, which knows nothing of us). */
#include "demo/demo.h"
#include "doc/sheet.h"
#include "http/record.h"
#include "http/world.h"
#include "people/signed_in.h"
#include <sys/stat.h>

enum { SOME_TASKS = 600 };
static const char plan_file[] = "data/samples/ke-hoach-136-2024.ocr.txt";

static void every_page_has_a_twin_or_says_why_not(void **state)
{
    (void)state;
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if (r->method != GET) continue;
            if (!r->api == !r->no_twin) test_fails("%s has a twin, or says why it has none, but not both", r->path);
            bool is_described = r->shows || !strcmp(r->path, "/openapi.json");
            if (r->api && !is_described) test_fails("%s does not say what its JSON is made from", r->path);
        }
}

/* -- a province at work -------------------------------------------------------------------------------------- */

enum { WHO = 3 };
static SignedIn who[WHO]; /* administrator, coordinator, chairman: between them they may open everything */

static Fail sign_in(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Trần Quản Trị", "STTTT", ROLE_ADMIN, &who[0]));
    TRY(signed_in_new(c, "Lê Điều Phối", "STTTT", ROLE_COORDINATOR, &who[1]));
    return signed_in_new(c, "Phạm Lãnh Đạo", "UBND", ROLE_CHAIRMAN, &who[2]);
}

static World *begin(void)
{
    DemoAccountList accounts;
    World *w = world_begin(
        migrations,
        (ServerOptions){.features = features, .gate = &people_gate, .today = demo_today(), .no_limits = true}, sign_in,
        0);
    DemoOptions o = {.plan = plan_file, .seed = DEMO_SEED, .tasks = SOME_TASKS};
    if (demo_make(&w->c, w->store, &o, &accounts)) test_fails("%s", w->c.why);
    w->c.store = store_reader(w->store);
    return w;
}

static Str id_of(World *w, const char *sql)
{
    Rows r;
    assert_int_equal(store_query_values(&w->c, &r, sql, VALUES(OFFICE)), OK);
    if (!rows_next(&r)) test_fails("nothing for a part of an address: %s", sql);
    Str text = str_format(&w->c.mem, "%lld", (long long)row_integer(&r, 0));
    assert_int_equal(rows_end(&r), OK);
    return text;
}

/* What stands for a {part} of an address. */
static Str part_of(World *w, Str name)
{
    static const struct {
        const char *name, *sql;
    } known[] = {
        {"plan", "SELECT min(id) FROM plan WHERE office_id = $1"},

        {"task", "SELECT min(task_id) FROM task_entry WHERE office_id = $1 AND kind = 'comment'"},
        {"difficulty", "SELECT min(id) FROM difficulty WHERE office_id = $1"},
        {"nguoi", "SELECT min(person_id) FROM duty WHERE office_id = $1"},
        {"document", "SELECT min(id) FROM report_document WHERE office_id = $1"},
        {"den", "SELECT min(id) FROM report_receipt WHERE office_id = $1"},
        {"batch", "SELECT min(batch) FROM urge WHERE office_id = $1"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(name, str_of(known[i].name))) return id_of(w, known[i].sql);
    if (str_equal(name, S("class"))) return S("so-nganh");
    if (str_equal(name, S("loai"))) return S("bao-cao");
    if (str_equal(name, S("bo"))) return S("ha-tang-so");
    if (str_equal(name, S("chi-tieu"))) return S("ho-dan");
    if (str_equal(name, S("ky"))) return S("2024-09-16");
    if (!str_equal(name, S("code"))) test_fails("say in twins_test.c what stands for {%.*s}", STR_ARGS(name));
    return (Str){0};
}

static Str address_of(World *w, const Route *row)
{
    Out o = {.mem = &w->c.mem};
    Str rest = str_of(row->path), part;
    out_raw(&o, S("/api/v1"));
    str_cut(&rest, '/', &part);
    while (str_cut(&rest, '/', &part)) {
        bool is_activity = str_contains(str_of(row->path), S("hoat-dong"));
        out_char(&o, '/');
        if (!part.n || part.p[0] != '{') out_raw(&o, part);
        else if (str_equal(part, S("{code}"))) out_raw(&o, is_activity ? S("3.1.a") : S("STTTT"));
        else out_raw(&o, part_of(w, str_slice(part, 1, part.n - 1)));
    }
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++)
        if (in->required && in->type == INPUT_TEXT && !strstr(row->path, in->name)) out_format(&o, "?%s=x", in->name);
    return out_str(&o);
}

static void write_file(const char *folder, const char *name, Str text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
    fclose(f);
}

/* The answer of whoever of them may have it. */
static Str answer_at(World *w, const char *path)
{
    LocalReply r = {0};
    for (int i = 0; i < WHO && r.status != 200; i++) r = ask(w, path, who[i].cookie, NULL);
    if (r.status != 200) test_fails("%s: %d %.*s", path, r.status, STR_ARGS(r.body));
    return r.body;
}
static Str answer_of(World *w, const Route *row) { return answer_at(w, str_c(&w->c.mem, address_of(w, row))); }

static const char judge[] =
    "import json, sys, os\n"
    "from jsonschema import Draft202012Validator\n"
    "folder = sys.argv[1]\n"
    "api = json.load(open(folder + '/openapi'))\n"
    "bad = n = 0\n"
    "for line in open(folder + '/list'):\n"
    "    name, path = line.rstrip('\\n').split('\\t')\n"
    "    answer = api['paths'][path]['get']['responses']['200']['content']['application/json']['schema']\n"
    "    schema = dict(answer, components=api['components'])\n"
    "    Draft202012Validator.check_schema(schema)\n"
    "    n += 1\n"
    "    for e in list(Draft202012Validator(schema).iter_errors(json.load(open(folder + '/' + name))))[:3]:\n"
    "        print(path, '/'.join(map(str, e.absolute_path)), e.message[:200]); bad += 1\n"
    "print(n, 'twins,', len(api['components']['schemas']), 'schemas,', bad, 'wrong')\n"
    "sys.exit(bad > 0)\n";

static void each_twin_answers_what_its_description_says(void **state)
{
    (void)state;
    World *w = begin();
    char folder[] = "/tmp/ngayso-twins-XXXXXX", name[16], command[200];
    Out list = {.mem = &w->c.mem};
    int n = 0;
    assert_non_null(mkdtemp(folder));
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if (r->method != GET || !r->api || !r->shows) continue;
            snprintf(name, sizeof name, "%d", n++);
            write_file(folder, name, answer_of(w, r));
            out_format(&list, "%s\t%s\n", name, r->path);
        }
    write_file(folder, "list", out_str(&list));
    write_file(folder, "openapi", ask(w, "/api/v1/openapi.json", NULL, NULL).body);
    write_file(folder, "judge.py", str_of(judge));
    snprintf(command, sizeof command, "python3 %s/judge.py %s", folder, folder);
    int result = system(command);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    assert_int_equal(result, 0);
    assert_true(n > 20);
    world_end(w);
}

/* -- spreadsheets -----------------------------------------------------------------------------------------------------
 */

static void every_list_is_a_spreadsheet(void **state)
{
    (void)state;
    World *w = begin();
    int n = 0;
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if (!r->sheet) continue;
            Sheet sheet;
            Str address = str_from(address_of(w, r), sizeof "/api/v1" - 1);
            Str file = answer_at(w, text_in(w, "%.*s.xlsx", STR_ARGS(address)));
            if (sheet_read(&w->c, file, &sheet)) test_fails("%s is no spreadsheet: %s", r->path, w->c.why);
            n += sheet.n > 1;
            if (strcmp(r->path, "/viec")) continue;
            assert_true(sheet.n > SOME_TASKS / 2); /* all of them, not a page */
            assert_str(sheet.row[0].cell[0], S("Việc"));
        }
    assert_true(n >= 10);
    world_end(w);
}

/* -- the description ----------------------------------------------------------------------------------------- */

static void the_description_says_who_may_ask(void **state)
{
    (void)state;
    World *w = world_begin(migrations, (ServerOptions){.features = features, .gate = &people_gate}, NULL, 0);
    LocalReply r = get(w, "/api/v1/openapi.json");
    assert_status(r, 200);
    assert_has(r.body, "\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"__Host-ngayso\"");
    assert_has(r.body, "\"security\":[{\"session\":[]}]");
    assert_has(r.body, "\"security\":[{\"session\":[],\"form\":[]}]");
    assert_has_not(r.body, "\"schema\":{}");
    world_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_has_a_twin_or_says_why_not),
        cmocka_unit_test(each_twin_answers_what_its_description_says),
        cmocka_unit_test(every_list_is_a_spreadsheet),
        cmocka_unit_test(the_description_says_who_may_ask),
    };
    password_make_cheap();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
