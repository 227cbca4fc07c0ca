// SPDX-License-Identifier: Apache-2.0
/* An office's own templates: the shipped form says what the program's own layout says, names are told from the same
 * tree that is filled, and a template goes from sent to used to frozen. */
#include "doc/doc.h"
#include "people/signed_in.h"
#include "plan/sample.h"
#include "report/inside.h"
#include "report/office_template.h"
#include "report/template_tree.h"
#include "viet/text.h"

extern const Feature feature_people, feature_upload, feature_work, feature_difficulty, feature_urge, feature_figures,
    feature_report, feature_plan, feature_portal;
static const Feature *const list[] = {
    &feature_portal,     &feature_people,  &feature_upload, &feature_plan,   &feature_work,
    &feature_difficulty, &feature_figures, &feature_urge,   &feature_report, NULL};

static Id plan, task;
static SignedIn coordinator, chairman, official;

static Fail prepare(Ctx *c, void *unused)
{
    PlanActivityList activities;
    (void)unused;
    c->today = day_of(2024, 10, 10);
    TRY(sample_plan_active(c, &plan));
    TRY(plan_activities(c, plan, &activities));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Phạm Lãnh Đạo", "UBND", ROLE_CHAIRMAN, &chairman));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    NewTask n = {.plan = plan,
                 .node = activities.at[0].node,
                 .lead = S("SCT"),
                 .assigner = S("STTTT"),
                 .title = S("Tuyên truyền; treo băng rôn"),
                 .begins = NO_DAY,
                 .due = day_of(2024, 10, 5)};
    TRY(task_add(c, &n, true, &task));
    Id other;
    n.node = 0;
    return task_add(c, &n, true, &other);
}

static int begin(void **state)
{
    *state = world_begin(
        migrations,
        (ServerOptions){.features = list, .gate = &people_gate, .today = day_of(2024, 10, 10), .no_limits = true},
        prepare, 0);
    return 0;
}

static Draft draft_of(World *w, DocumentKind kind)
{
    Draft draft;
    DraftOrder order = {.kind = kind,
                        .plan = plan,
                        .org = kind == DOCUMENT_URGING ? S("STTTT") : S("UBND"),
                        .as_of = w->c.today,
                        .about = kind == DOCUMENT_ASSIGNMENT ? task : 0,
                        .what = S("Sơ kết Ngày Chuyển đổi số"),
                        .when = S("8 giờ 00, ngày 15/10/2024"),
                        .where = S("phòng họp tầng 2"),
                        .chair = S("Phó Chủ tịch UBND tỉnh"),
                        .who = S("Sở Công Thương; đơn vị\nSở Y tế"),
                        .receivers = kind == DOCUMENT_SUBMISSION ? S("Thủ tướng Chính phủ\nBộ Nội vụ") : (Str){0}};
    must(draft_make(&w->c, &order, &draft));
    return draft;
}

/* Its words, a blank between any two. */
static Str words_of(World *w, Str docx)
{
    Doc doc;
    Out o = {.mem = &w->c.mem};
    must(doc_read(&w->c, docx, &doc));
    for (size_t i = 0; i < doc.text.n; i++) {
        bool is_blank = strchr(" \n\t", doc.text.p[i]);
        if (!is_blank) out_char(&o, doc.text.p[i]);
        else if (!str_ends(out_str(&o), S(" "))) out_char(&o, ' ');
    }
    return out_str(&o);
}

/* -- the form and the tree ----------------------------------------------------------------------------------------- */

static void the_shipped_form_says_what_the_programs_own_layout_says(void **state)
{
    World *w = *state;
    for (int kind = 0; kind < DOCUMENT_KIND_COUNT; kind++) {
        Str form, own, filled;
        TemplateProblems problems = {0};
        Content content;
        DocumentTree tree;
        Draft draft = draft_of(w, (DocumentKind)kind);
        must(template_shipped(&w->c, (DocumentKind)kind, &form));
        if (template_look(&w->c, (DocumentKind)kind, form, &problems)) test_fails("%d: %s", kind, w->c.why);
        must(draft_file(&w->c, &draft, REPORT_DOCX, (Str){0}, &own));
        must(content_of_draft(&w->c, &draft, &content));
        must(content_tree(&w->c, &content, &tree));
        must(template_fill(&w->c, form, tree.root, &filled, &problems));
        Str a = words_of(w, own), b = words_of(w, filled);
        size_t at = 0;
        while (at < a.n && at < b.n && a.p[at] == b.p[at]) at++;
        size_t from = at > 60 ? at - 60 : 0;
        if (!str_equal(a, b))
            test_fails("%s:\n%.*s\n%.*s", document_kinds[kind].key, STR_ARGS(str_head(str_from(a, from), 200)),
                       STR_ARGS(str_head(str_from(b, from), 200)));
    }
}

static bool is_named(const TemplateSection *s, DocumentKind kind, Str key, bool whole)
{
    for (; s->key; s++)
        if (s->kind == kind && (whole ? str_equal(key, str_of(s->key)) : str_starts(key, str_of(s->key)))) return true;
    return false;
}

static void every_part_of_a_draft_has_a_name(void **state)
{
    World *w = *state;
    for (int kind = 0; kind < DOCUMENT_KIND_COUNT; kind++) {
        Draft draft = draft_of(w, (DocumentKind)kind);
        for (size_t i = 0; i < draft.parts.n; i++) {
            const DocumentPart *p = &draft.parts.at[i];
            bool known = is_named(template_sections, (DocumentKind)kind, p->key, true) ||
                         is_named(template_repeated, (DocumentKind)kind, p->key, false) || p->level == LEVEL_ANNEX;
            if (!known) test_fails("%s: no place for %.*s", document_kinds[kind].key, STR_ARGS(p->key));
        }
    }
}

/* -- sent, looked at, used ----------------------------------------------------------------------------------------- */

/* A letter's template as an office has it. */
static Str docx_of(World *w, const char *const *lines)
{
    Paper p = paper_new(&w->c.mem, PAPER_INVITATION);
    Str bytes;
    p.form = p.open_end = true;
    for (; *lines; lines++) paper_add(&p, PAPER_BODY, (Str){0}, str_of(*lines));
    must(paper_docx(&w->c, &p, &bytes));
    return bytes;
}
#define TEMPLATE(w, ...) docx_of(w, (const char *const[]){__VA_ARGS__, NULL})
#define PATH             "/mau-van-ban/giay-moi"

static OfficeTemplateList templates(World *w)
{
    OfficeTemplateList all;
    must(templates_of(&w->c, DOCUMENT_INVITATION, &all));
    return all;
}

static void all_that_is_wrong_is_told_at_once(void **state)
{
    World *w = *state;
    Str bad = TEMPLATE(w, "Số {so_ki_hieu}", "{trich_yu}", "{#muc}{tieu_de}", "tốt");
    LocalReply r = submit_file(w, &coordinator, PATH, "moi.docx", bad);
    assert_status(r, 400);
    assert_has(r.body, "Tệp moi.docx chưa dùng được");
    assert_has(r.body, "so_ki_hieu");
    assert_has(r.body, "trich_yeu"); /* the nearest */
    assert_has(r.body, "{#muc}");
    assert_has(r.body, "Thân văn bản, đoạn");
    assert_has(r.body, "Mẫu đang dùng vẫn như cũ");
    assert_int_equal(templates(w).n, 0);
    assert_has(submit_file(w, &coordinator, PATH, "a.docx", S("%PDF-1.4 x")).body, "không phải văn bản Word");
    assert_has(submit_file(w, &coordinator, PATH, "a.docx", S("")).body, "không phải văn bản Word");
    char *huge = arena_bytes(&w->c.mem, (9 << 20));
    memset(huge, 'x', 9 << 20);
    assert_has(submit_file(w, &coordinator, PATH, "a.docx", (Str){huge, 9 << 20}).body,
               "MB. Hãy gửi ít hơn một lần, hoặc chọn tệp nhỏ hơn");
    assert_int_equal(templates(w).n, 0);
    assert_status(visit(w, &official, PATH), 404);
}

static Fail keep(Ctx *c, void *draft) { return draft_keep(c, draft, &((Draft *)draft)->document.id); }

typedef struct {
    Id document;
} Issue;
static Fail issue(Ctx *c, void *arg)
{
    IssueOrder order = {.duty = chairman.duty, .day = c->today};
    return document_issue(c, ((Issue *)arg)->document, 0, &order);
}

static Str word_of(World *w, Id document)
{
    Document d;
    Str bytes;
    must(document_by_id(&w->c, document, &d));
    must(document_file(&w->c, &d, REPORT_DOCX, (Str){0}, &bytes));
    return bytes;
}

static void a_template_is_used_until_it_is_not_and_issued_documents_keep_theirs(void **state)
{
    World *w = *state;
    Draft first = draft_of(w, DOCUMENT_INVITATION), second = draft_of(w, DOCUMENT_INVITATION);
    must_write(w, keep, &first);
    must_write(w, keep, &second);
    Id id = first.document.id;
    assert_status(submit_file(w, &coordinator, PATH, "moi.docx", TEMPLATE(w, "MẪU MỘT", "{trich_yeu}")), 303);
    assert_has_not(words_of(w, word_of(w, id)), "MẪU MỘT"); /* sent is not used yet */
    Id one = templates(w).at[0].id;
    const char *preview = text_in(w, PATH "/xem-thu.docx?mau=%lld&van-ban=%lld", (long long)one, (long long)id);
    LocalReply r = visit(w, &coordinator, preview);
    assert_status(r, 200);
    assert_has(words_of(w, r.body), "MẪU MỘT");
    assert_has(words_of(w, r.body), "Dự sơ kết Ngày Chuyển đổi số");
    assert_status(visit(w, &official, preview), 404);
    assert_has(words_of(w, visit(w, &coordinator, text_in(w, PATH "/xem-thu.docx?mau=%lld", (long long)one)).body),
               "MẪU MỘT"); /* with the example */
    assert_status(submit(w, &coordinator, PATH "/dung", text_in(w, "mau=%lld", (long long)one)), 303);
    assert_has(words_of(w, word_of(w, id)), "MẪU MỘT Dự sơ kết Ngày Chuyển đổi số");
    assert_has(visit(w, &coordinator, PATH).body, "đang dùng");
    Issue i = {id};
    must_write(w, issue, &i);
    Str issued = word_of(w, id);
    assert_has(words_of(w, issued), "MẪU MỘT");
    /* the next version is for the next documents */
    assert_status(submit_file(w, &coordinator, PATH, "moi.docx", TEMPLATE(w, "MẪU HAI")), 303);
    assert_int_equal(templates(w).at[0].version, 2);
    assert_status(submit(w, &coordinator, PATH "/dung", text_in(w, "mau=%lld", (long long)templates(w).at[0].id)), 303);
    assert_has(words_of(w, word_of(w, second.document.id)), "MẪU HAI");
    assert_true(str_equal(issued, word_of(w, id)));
    /* back to the program's own */
    assert_status(submit(w, &coordinator, PATH "/dung", ""), 303);
    assert_has_not(words_of(w, word_of(w, second.document.id)), "MẪU HAI");
    assert_true(str_equal(issued, word_of(w, id)));
    assert_int_equal(templates(w).n, 2); /* both are still there, with who sent them */
    assert_str(templates(w).at[1].person_name, S("Nguyễn Điều Phối"));
    r = visit(w, &coordinator, text_in(w, "/tep/%lld", (long long)templates(w).at[1].upload));
    assert_status(r, 200);
    assert_status(visit(w, &official, text_in(w, "/tep/%lld", (long long)templates(w).at[1].upload)), 404);
    assert_status(submit(w, &coordinator, "/mau-van-ban/bao-cao/dung", text_in(w, "mau=%lld", (long long)one)), 400);
}

static void the_page_of_names_shows_all_of_them(void **state)
{
    World *w = *state;
    assert_has(visit(w, &coordinator, "/mau-van-ban").body, "Mẫu văn bản của cơ quan");
    for (int kind = 0; kind < DOCUMENT_KIND_COUNT; kind++) {
        Str page = visit(w, &coordinator, text_in(w, "/mau-van-ban/%s/cho-dien", document_kinds[kind].key)).body;
        assert_has(page, "{ky.ho_ten}");
        assert_has(page, "Nguyễn Văn An");
        LocalReply r = visit(w, &coordinator, text_in(w, "/mau-van-ban/%s/mau.docx", document_kinds[kind].key));
        assert_status(r, 200);
        assert_has(words_of(w, r.body), "{trich_yeu}");
    }
    assert_has(visit(w, &coordinator, "/mau-van-ban/bao-cao/cho-dien").body,
               "{#bang_theo_co_quan} … {/bang_theo_co_quan}");
    assert_has(visit(w, &coordinator, "/mau-van-ban/bao-cao/cho-dien").body, "{#kho_khan}");
}

/* -- tables of conclusions ----------------------------------------------------------------------------------------- */

static void conclusions_have_a_table_of_what_is_given(void **state)
{
    World *w = *state;
    static const DocumentKind kinds[] = {DOCUMENT_NOTICE, DOCUMENT_MINUTES};
    for (int i = 0; i < 2; i++) {
        Draft draft = draft_of(w, kinds[i]);
        Str bytes;
        must(draft_file(&w->c, &draft, REPORT_DOCX, (Str){0}, &bytes));
        Str words = words_of(w, bytes);
        assert_has(words, "DANH MỤC VIỆC GIAO CÁC CƠ QUAN");
        assert_has(words, "Tuyên truyền, treo băng rôn Sở Công Thương");
        assert_has(words, "05/10/2024");
        must(draft_file(&w->c, &draft, REPORT_XLSX, (Str){0}, &bytes));
        assert_true(str_starts(bytes, S("PK")));
        DocumentPart *last = &draft.parts.at[draft.parts.n - 1];
        last->text = (Str){0};
        must(draft_file(&w->c, &draft, REPORT_DOCX, (Str){0}, &bytes));
        assert_has_not(words_of(w, bytes), "DANH MỤC VIỆC GIAO");
        assert_int_equal(draft_file(&w->c, &draft, REPORT_XLSX, (Str){0}, &bytes), FAIL_CONFLICT);
        w->c.why[0] = 0;
    }
}

#define ONE(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
int main(void)
{
    const struct CMUnitTest tests[] = {ONE(the_shipped_form_says_what_the_programs_own_layout_says),
                                       ONE(every_part_of_a_draft_has_a_name),
                                       ONE(all_that_is_wrong_is_told_at_once),
                                       ONE(a_template_is_used_until_it_is_not_and_issued_documents_keep_theirs),
                                       ONE(the_page_of_names_shows_all_of_them),
                                       ONE(conclusions_have_a_table_of_what_is_given)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
