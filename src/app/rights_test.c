// SPDX-License-Identifier: Apache-2.0
/* rights_test.c -- every route × every role × what is of one's own agency, of one under it, of another: through the
 * door of the server, compared with test/rights.tsv.  A route that is not in the table fails: decide, then
 * RIGHTS_WRITE=1 writes it, and say in its last column why somebody is let in at another agency.  What is behind the
 * door is tried by marks_test.c. */
#include "app/rights_world.h"

static const char table[] = "test/rights.tsv";

/* -- one request ---------------------------------------------------------------------------------------------- */

/* Optional inputs that say of which agency it speaks are sent too. */
static bool is_sent(const Route *row, const Input *in)
{
    return !in_path(row, in) && (in->required || !strcmp(in->name, "co-quan"));
}

#define BOUNDARY "zvbiengioizv"

static void put_part(Out *o, const Feature *f, const Route *row, const Input *in, int place)
{
    out_format(o, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"", in->name);
    if (in->type == INPUT_FILE) out_raw(o, S("; filename=\"a.txt\"\r\nContent-Type: text/plain"));
    out_raw(o, S("\r\n\r\n"));
    put_value(o, f, row, in, place);
    out_raw(o, S("\r\n"));
}

static int post_status(World *w, const Feature *f, const Route *row, const SignedIn *who, int place)
{
    Out path = {.mem = &w->c.mem}, body = {.mem = &w->c.mem};
    put_path(&path, f, row, place);
    out_format(&body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n%s\r\n",
               who ? who->form : "");
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++)
        if (is_sent(row, in)) put_part(&body, f, row, in, place);
    out_raw(&body, S("--" BOUNDARY "--\r\n"));
    const char *type = "Content-Type: multipart/form-data; boundary=" BOUNDARY "\r\n";
    return request_as(w, who, "POST", out_str(&path), type, out_str(&body)).status;
}

static int get_status(World *w, const Feature *f, const Route *row, const SignedIn *who, int place)
{
    Out path = {.mem = &w->c.mem};
    char before = '?';
    put_path(&path, f, row, place);
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++) {
        if (!is_sent(row, in)) continue;
        out_format(&path, "%c%s=", before, in->name);
        put_value(&path, f, row, in, place);
        before = '&';
    }
    return request_as(w, who, "GET", out_str(&path), "", (Str){0}).status;
}

/* '+' let in, 'S' to sign in first, 'x' refused, '?' as if there were no such thing, '!' something else. */
static char decide(World *w, const Feature *f, const Route *row, const SignedIn *who, int place)
{
    Arena mark = w->c.mem;
    int status = row->method == POST ? post_status(w, f, row, who, place) : get_status(w, f, row, who, place);
    arena_back(&w->c.mem, mark);
    switch (status) {
    case 405: return '+'; /* only_door */
    case 303:
    case 401: return 'S';
    case 403: return 'x';
    case 404: return '?';
    default: return '!';
    }
}

/* -- the table ------------------------------------------------------------------------------------------------ */

enum { REASON_COLUMN = 4 + ROLE_COUNT };

static Str column_of(Str line, int n)
{
    Str cell = {0};
    for (int i = 0; i <= n; i++)
        if (!str_cut(&line, '\t', &cell)) return (Str){0};
    return cell;
}

/* What the table says already why; a person writes it, never this program. */
static Str reason_of(Str written, const Route *row)
{
    Str line;
    while (str_cut(&written, '\n', &line))
        if (str_equal(column_of(line, 0), str_of(row->method == POST ? "POST" : "GET")) &&
            str_equal(column_of(line, 1), str_of(row->path)))
            return column_of(line, REASON_COLUMN);
    return (Str){0};
}

static void put_row(World *w, Out *o, const Feature *f, const Route *row, Str written)
{
    out_format(o, "%s\t%s\t%s\t%c", row->method == POST ? "POST" : "GET", row->path, row->right,
               decide(w, f, row, NULL, PLACE_OWN));
    for (int role = 0; role < ROLE_COUNT; role++) {
        out_char(o, '\t');
        for (int place = 0; place < PLACES; place++) out_char(o, decide(w, f, row, &actors[role], place));
    }
    out_format(o, "\t%.*s\n", STR_ARGS(reason_of(written, row)));
}

/* What no row of the table may say, whoever wrote it. */
static void check_row(Str line)
{
    Str path = column_of(line, 1);
    bool anybody = str_equal(column_of(line, 3), S("+")), elsewhere = false;
    for (int role = 0; role < ROLE_COUNT; role++) {
        Str letters = column_of(line, 4 + role);
        if (str_index(letters, '!') < letters.n)
            test_fails("%.*s says neither yes nor no to %s", STR_ARGS(path), role_names[role].name);
        anybody |= str_index(letters, '+') < letters.n;
        elsewhere |= letters.n == PLACES && letters.p[PLACE_OTHER] == '+';
    }
    if (!anybody) test_fails("%.*s admits nobody: who is it for?", STR_ARGS(path));
    if (elsewhere && !column_of(line, REASON_COLUMN).n)
        test_fails("%.*s lets somebody in at an agency that is not theirs (a third sign is +): say why in the last "
                   "column of %s",
                   STR_ARGS(path), table);
}

static Str table_now(World *w, Str written)
{
    Out o = {.mem = &w->c.mem};
    out_raw(&o, S("# Who is let in: own agency, one under it, another.  + yes, S sign in first, x refused, ? as if it "
                  "were not there.\n# The last column says why anybody is let in at an agency that is not theirs; what "
                  "they see there is decided in marks.tsv.\n# method\tpath\tright\tnobody"));
    for (int role = 0; role < ROLE_COUNT; role++) out_format(&o, "\t%s", role ? role_names[role].key : "khong");
    out_raw(&o, S("\twhy\n"));
    for (const Feature *const *f = features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) put_row(w, &o, *f, r, written);
    return out_str(&o);
}

/* -- the tests ---------------------------------------------------------------------------------------------- */

static void every_route_lets_in_whom_the_table_says(void **state)
{
    (void)state;
    World *w = rights_world(true);
    Str written, line, other;
    assert_int_equal(doc_load_file(&w->c, table, &written), OK);
    Str now = table_now(w, written), a = now, b = written;
    if (getenv("RIGHTS_WRITE")) {
        FILE *f = fopen(table, "w");
        assert_non_null(f);
        fwrite(now.p, 1, now.n, f);
        fclose(f);
        b = now;
    }
    while (str_cut(&a, '\n', &line)) {
        if (!str_cut(&b, '\n', &other)) other = S("(no line)");
        if (!str_equal(line, other))
            test_fails("%s says\n  %.*s\nand the server\n  %.*s", table, STR_ARGS(other), STR_ARGS(line));
        if (line.n && !str_starts(line, S("#"))) check_row(line);
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

static void no_delegation_carries_a_right_over_people(void **state)
{
    (void)state;
    static const char *const over[] = {"person.", "duty.", "journal.", "data.", "mail."};
    int carried = 0;
    for (const Feature *const *f = features; *f; f++)
        for (const Grant *g = (*f)->grants; g && g->right; g++) {
            bool people = false;
            for (size_t i = 0; i < sizeof over / sizeof *over; i++)
                people |= str_starts(str_of(g->right), str_of(over[i]));
            carried += g->is_carried;
            if (people && g->is_carried) test_fails("who acts for somebody else has the right %s", g->right);
        }
    assert_true(carried > 0);
    const Actor deputy = {.person = 1, .behalf = 2, .role = ROLE_HEAD, .org = S("H213")};
    assert_true(right_at(&deputy, "work.sign", (Place){.org = S("H213")}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_lets_in_whom_the_table_says),
        cmocka_unit_test(every_right_of_a_route_is_in_the_table_of_rights),
        cmocka_unit_test(no_delegation_carries_a_right_over_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
