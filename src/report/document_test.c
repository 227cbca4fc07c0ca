// SPDX-License-Identifier: Apache-2.0
/* A report that writes itself: whose words it has, that its figures are the counters' and stay locked; people who write
 * in it, one or two at once; issuing; who has read it. */
#include "people/signed_in.h"
#include "plan/sample.h"
#include "report/report.h"
#include "urge/urge.h"
#include "viet/text.h"

extern const Feature feature_people, feature_work, feature_difficulty, feature_urge, feature_figures, feature_report,
    feature_plan, feature_portal;
static const Feature *const list[] = {&feature_portal, &feature_people,     &feature_plan,
                                      &feature_work,   &feature_difficulty, &feature_figures,
                                      &feature_urge,   &feature_report,     NULL};

static Id plan, node, tasks[4], chairman_duty;
static SignedIn coordinator, second, chairman, official;

static Fail a_task(Ctx *c, const char *lead, Day due, Id *task)
{
    NewTask n = {.plan = plan,
                 .node = node,
                 .lead = str_of(lead),
                 .assigner = S("STTTT"),
                 .title = S("Tuyên truyền"),
                 .begins = NO_DAY,
                 .due = due};
    return task_add(c, &n, true, task);
}

static Fail say(Ctx *c, Id task, int percent, const char *result, bool asks)
{
    TaskReport report = {.task = task, .percent = percent, .result = str_of(result), .asks = asks};
    return task_report(c, &report);
}

/* On 10 October: two agencies said the same, one something else and in numbers, one nothing and is late. */
static Fail prepare(Ctx *c, void *unused)
{
    PlanActivityList activities;
    Id difficulty;
    (void)unused;
    c->today = day_of(2024, 10, 10);
    TRY(sample_plan_active(c, &plan));
    TRY(plan_activities(c, plan, &activities));
    node = activities.at[0].node;
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Lê Thứ Hai", "STTTT", ROLE_COORDINATOR, &second));
    TRY(signed_in_new(c, "TS. Phạm Lãnh Đạo", "UBND", ROLE_CHAIRMAN, &chairman));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    chairman_duty = chairman.duty;
    TRY(a_task(c, "SCT", day_of(2024, 10, 15), &tasks[0]));
    TRY(a_task(c, "SYT", day_of(2024, 10, 15), &tasks[1]));
    TRY(a_task(c, "STC", day_of(2024, 10, 15), &tasks[2]));
    TRY(a_task(c, "SXD", day_of(2024, 10, 5), &tasks[3]));
    TRY(say(c, tasks[0], 100, "Đã treo 8 băng rôn.", true));
    TRY(say(c, tasks[1], 50, "đã treo 8 băng rôn", false));
    TRY(say(c, tasks[2], 20, "Đã có 3 tin, bài", false));
    TRY(say(c, tasks[2], 30, "Đã có 5 tin, bài", false));
    TRY(say(c, tasks[2], 40, "Đang lấy ý kiến", false));
    TRY(difficulty_raise(c, tasks[1], S("Chưa có kinh phí in"), &difficulty));
    return difficulty_move(c, difficulty, DIFFICULTY_SUBMIT, S("Bổ sung 20 triệu đồng"));
}

static int begin(void **state)
{
    World *w = world_begin(
        migrations,
        (ServerOptions){.features = list, .gate = &people_gate, .today = day_of(2024, 10, 10), .no_limits = true},
        prepare, 0);
    *state = w;
    return 0;
}

static Draft draft_of(World *w)
{
    Draft draft;
    DraftOrder order = {.plan = plan, .org = S("UBND"), .as_of = w->c.today};
    must(draft_make(&w->c, &order, &draft));
    return draft;
}

static const DocumentPart *part_of(const DocumentPartList *parts, const char *key)
{
    for (size_t i = 0; i < parts->n; i++)
        if (str_equal(parts->at[i].key, str_of(key))) return &parts->at[i];
    test_fails("no part %s", key);
    return NULL;
}

static const DocumentPart *activity_of(World *w, const DocumentPartList *parts)
{
    return part_of(parts, text_in(w, "node %lld", (long long)node));
}

/* -- the draft
 * -----------------------------------------------------------------------------------------------------------------------
 */

static void words_are_the_agencies_own_grouped_once(void **state)
{
    World *w = *state;
    Draft draft = draft_of(w);
    Str text = activity_of(w, &draft.parts)->text;
    assert_has(text,
               "- Đã treo 8 băng rôn (Sở Công Thương và Sở Y tế)"); /* both, whatever the case and the full stop */
    assert_int_equal(count_of(text, "băng rôn"), 1);
    assert_has(text, "Đã có 5 tin, bài (Sở Tài chính)");
    assert_has_not(text, "Đã có 3 tin"); /* superseded by the same with another number */
    assert_has(text, "Đang lấy ý kiến (Sở Tài chính)");
    assert_has(text, "Chưa báo cáo kết quả: Sở Xây dựng");
    assert_has(text, "- Sở Xây dựng: tuyên truyền (hạn 05/10/2024; cơ quan chưa nêu nguyên nhân)");
    assert_has(text, "(mục 3.1.a của Kế hoạch)");
    assert_has(part_of(&draft.parts, "kho-khan")->text, "Chưa có kinh phí in (Sở Y tế)");
    assert_has(part_of(&draft.parts, "de-xuat")->text, "Bổ sung 20 triệu đồng (về: chưa có kinh phí in)");
}

static Fail add_by_hand(Ctx *c, void *unused)
{
    Id task;
    (void)unused;
    NewTask n = {.plan = plan,
                 .lead = S("SYT"),
                 .assigner = S("STTTT"),
                 .title = S("Rà soát trạm y tế."),
                 .begins = NO_DAY,
                 .due = day_of(2024, 10, 20)};
    return task_add(c, &n, true, &task);
}

static void what_the_plan_does_not_have_is_told_too(void **state)
{
    World *w = *state;
    must_write(w, add_by_hand, NULL);
    Draft draft = draft_of(w);
    assert_has(part_of(&draft.parts, "phat-sinh")->text, "- Rà soát trạm y tế (Sở Y tế): chưa đến hạn;");
}

static void nothing_is_invented(void **state)
{
    World *w = *state;
    Draft draft = draft_of(w);
    PlanActivityList activities;
    must(plan_activities(&w->c, plan, &activities));
    Str other = part_of(&draft.parts, text_in(w, "node %lld", (long long)activities.at[1].node))->text;
    assert_has(other, "chưa được giao thành việc");
    for (const char *const *key = (const char *const[]){"uu-diem", "han-che", "nguyen-nhan", NULL}; *key; key++) {
        const DocumentPart *p = part_of(&draft.parts, *key);
        assert_int_equal(p->text.n, 0); /* to judge is a person's */
        assert_true(p->is_needed && p->facts.n);
    }
    assert_has(part_of(&draft.parts, "kinh-phi")->text, "chưa báo cáo số liệu kinh phí");
}

static void figures_are_those_of_the_counters(void **state)
{
    World *w = *state;
    Draft draft = draft_of(w);
    TaskCountList counts;
    must(task_counts(&w->c, plan, GRAIN_ALL, w->c.today, &counts));
    const int64_t *k = counts.at[0].n.class;
    const int64_t expected[] = {[FIGURE_GIVEN] = count_total(&counts.at[0].n),
                                [FIGURE_DONE] = k[CLASS_IN_TIME] + k[CLASS_LATE],
                                [FIGURE_TERM] = k[CLASS_LATER] + k[CLASS_SOON],
                                [FIGURE_OVERDUE] = k[CLASS_OVERDUE]};
    int seen = 0;
    for (size_t i = 0; i < draft.figures.n; i++) {
        const DocumentFigure *f = &draft.figures.at[i];
        if (f->node || f->kind > FIGURE_OVERDUE || f->kind == FIGURE_IN_TIME || f->kind == FIGURE_LATE) continue;
        assert_int_equal(f->value, expected[f->kind]);
        seen++;
    }
    assert_int_equal(seen, 4);
}

/* -- kept
 * ------------------------------------------------------------------------------------------------------------------------------
 */

static Fail keep(Ctx *c, void *document)
{
    Draft draft;
    DraftOrder order = {.plan = plan, .org = S("UBND"), .as_of = c->today};
    TRY(draft_make(c, &order, &draft));
    return draft_keep(c, &draft, document);
}

static Id kept(World *w)
{
    Id document;
    must_write(w, keep, &document);
    return document;
}

static DocumentPart stored(World *w, Id document, const char *key)
{
    DocumentPartList parts;
    must(document_parts(&w->c, document, &parts));
    return *part_of(&parts, key);
}

typedef struct {
    Id document, part;
    int seen, nth;
    Str text;
} Edit;
static Fail save(Ctx *c, void *arg)
{
    Edit *e = arg;
    return part_save(c, e->document, e->part, e->seen, e->text);
}

static void a_figure_may_be_moved_but_not_changed(void **state)
{
    World *w = *state;
    Id document = kept(w);
    DocumentPart p = stored(w, document, "chi-dao");
    size_t at = str_index(p.text, '{');
    Str token = str_slice(p.text, at, at + str_index(str_from(p.text, at), '}') + 1);
    assert_str(token, S("{4|s1}"));
    Edit e = {document, p.id, 1, 0, S("Tỉnh đã giao {4|s1} việc.")};
    must_write(w, save, &e);
    e.text = S("Tỉnh đã giao {5|s1} việc."), e.seen = 2;
    assert_int_equal(do_write(w, save, &e), FAIL_INPUT);
    assert_has(str_of(w->c.why), "đếm được 4");
    e.text = S("Tỉnh đã giao {4|s99} việc.");
    assert_int_equal(do_write(w, save, &e), FAIL_INPUT);
    assert_has(str_of(w->c.why), "không có số liệu s99");
    assert_str(stored(w, document, "chi-dao").text, S("Tỉnh đã giao {4|s1} việc."));
}

static void of_two_people_both_texts_are_seen(void **state)
{
    World *w = *state;
    Id document = kept(w);
    DocumentPart p = stored(w, document, "uu-diem");
    const char *path = text_in(w, "/van-ban/%lld/muc/%lld", (long long)document, (long long)p.id);
    assert_status(submit(w, &coordinator, path, "thay=1&noi-dung=Các+cơ+quan+chủ+động"), 303);
    LocalReply r = submit(w, &second, path, "thay=1&noi-dung=Các+cơ+quan+tích+cực");
    assert_status(r, 409);
    assert_has(r.body, "Nguyễn Điều Phối đã sửa mục này");
    assert_has(r.body, "Bản người khác vừa lưu");
    assert_has(r.body, "<del>chủ động</del>");
    assert_has(r.body, "<ins>tích cực</ins>");
    assert_has(r.body, "Các cơ quan tích cực</textarea>"); /* nothing that was typed is lost */
    assert_has(r.body, "name=\"thay\" value=\"2\"");       /* and can be sent again */
    assert_status(submit(w, &second, path, "thay=2&noi-dung=Các+cơ+quan+chủ+động,+tích+cực"), 303);
}

/* -- later figures
 * ------------------------------------------------------------------------------------------------------------------------
 */

static Fail finish_two(Ctx *c, void *unused)
{
    (void)unused;
    TRY(say(c, tasks[1], 100, "Đã treo 12 băng rôn", true));
    TRY(say(c, tasks[2], 100, "Đã xong", true));
    TRY(task_move(c, tasks[1], MOVE_CONFIRM, (Str){0}));
    return task_move(c, tasks[2], MOVE_CONFIRM, (Str){0});
}
static Fail take_one(Ctx *c, void *arg) { return figures_take(c, ((Edit *)arg)->document, ((Edit *)arg)->nth); }
static Fail take_part(Ctx *c, void *arg)
{
    return part_take(c, ((Edit *)arg)->document, ((Edit *)arg)->part, ((Edit *)arg)->seen);
}

static void later_figures_offer_themselves_and_change_nothing(void **state)
{
    World *w = *state;
    Id document = kept(w);
    Document d;
    DocumentFigureList figures;
    PartOfferList offers;
    Str before = stored(w, document, "chi-dao").text;
    must_write(w, finish_two, NULL);
    must(document_by_id(&w->c, document, &d));
    must(document_offers(&w->c, &d, false, &offers, &figures));
    assert_str(stored(w, document, "chi-dao").text, before);
    int changed = 0, nth = 0;
    for (size_t i = 0; i < figures.n; i++)
        if (figures.at[i].now != figures.at[i].value) changed++, nth = !nth ? figures.at[i].nth : nth;
    assert_true(changed > 0);
    assert_true(offers.n > 0); /* and the new words */
    assert_has(visit(w, &coordinator, text_in(w, "/van-ban/%lld", (long long)document)).body, "Số liệu mới");
    Edit e = {.document = document, .nth = nth};
    must_write(w, take_one, &e);
    e.nth = 0;
    must_write(w, take_one, &e);
    must(document_offers(&w->c, &d, false, &offers, &figures));
    for (size_t i = 0; i < figures.n; i++) assert_int_equal(figures.at[i].now, figures.at[i].value);
    DocumentPart p = stored(w, document, text_in(w, "node %lld", (long long)node));
    e.part = p.id, e.seen = p.version;
    must_write(w, take_part, &e);
    assert_has(stored(w, document, text_in(w, "node %lld", (long long)node)).text, "Đã treo 12 băng rôn (Sở Y tế)");
}

static Fail to_today(Ctx *c, void *arg)
{
    Edit *e = arg;
    return document_to_today(c, e->document, &e->nth);
}

static void what_people_wrote_stays_when_the_report_goes_on_to_today(void **state)
{
    World *w = *state;
    Id document = kept(w);
    DocumentPart p = stored(w, document, text_in(w, "node %lld", (long long)node));
    Edit e = {document, p.id, p.version, 0, S("Lời của người viết.")};
    must_write(w, save, &e);
    w->c.today++;
    must_write(w, finish_two, NULL);
    must_write(w, to_today, &e);
    assert_int_equal(e.nth, 1); /* kept: the one that somebody wrote */
    assert_str(stored(w, document, text_in(w, "node %lld", (long long)node)).text, S("Lời của người viết."));
    assert_has(stored(w, document, "mo-dau").text, "đến hết ngày 11/10/2024");
}

/* -- versions
 * ------------------------------------------------------------------------------------------------------------------------------
 */

static Fail back(Ctx *c, void *arg)
{
    Edit *e = arg;
    return part_restore(c, e->document, e->part, e->seen, 1);
}

static void versions_are_compared_and_taken_back(void **state)
{
    World *w = *state;
    Id document = kept(w);
    DocumentPart p = stored(w, document, "kinh-phi");
    Edit e = {document, p.id, 1, 0, S("Kinh phí do các cơ quan tự cân đối.")};
    must_write(w, save, &e);
    Str page = visit(w, &coordinator, text_in(w, "/van-ban/%lld/so-sanh?tu=1&den=2", (long long)document)).body;
    assert_has(page, "Kinh phí thực hiện");
    assert_has(page, "<ins>");
    assert_has(visit(w, &coordinator, text_in(w, "/van-ban/%lld/lich-su", (long long)document)).body, "Sửa nội dung");
    e.seen = 2;
    must_write(w, back, &e);
    assert_str(stored(w, document, "kinh-phi").text, p.text);
}

static void differences_are_told_word_by_word(void **state)
{
    World *w = *state;
    DiffPieceList pieces;
    Out before = {.mem = &w->c.mem}, after = {.mem = &w->c.mem};
    text_diff(&w->c.mem, S("một hai ba bốn"), S("một ba bốn năm"), &pieces);
    for (size_t i = 0; i < pieces.n; i++) {
        if (pieces.at[i].kind != DIFF_NEW) out_raw(&before, pieces.at[i].text);
        if (pieces.at[i].kind != DIFF_GONE) out_raw(&after, pieces.at[i].text);
    }
    assert_str(out_str(&before), S("một hai ba bốn"));
    assert_str(out_str(&after), S("một ba bốn năm"));
    text_diff(&w->c.mem, S(""), S(""), &pieces);
    assert_int_equal(pieces.n, 0);
}

/* -- issuing
 * --------------------------------------------------------------------------------------------------------------------------------
 */

static void write_the_rest(World *w, Id document)
{
    static const char *const keys[] = {"uu-diem", "han-che", "nguyen-nhan"};
    for (size_t i = 0; i < 3; i++) {
        DocumentPart p = stored(w, document, keys[i]);
        Edit e = {document, p.id, 0, 0, S("Đã đánh giá.")};
        must_write(w, save, &e);
    }
}

typedef struct {
    Id document;
    IssueOrder order;
} Issue;
static Fail issue(Ctx *c, void *arg) { return document_issue(c, ((Issue *)arg)->document, 0, &((Issue *)arg)->order); }

static Document issued(World *w)
{
    Document d;
    Issue i = {.document = kept(w), .order = {.duty = chairman_duty, .day = w->c.today}};
    write_the_rest(w, i.document);
    must_write(w, issue, &i);
    must(document_by_id(&w->c, i.document, &d));
    return d;
}

static void a_report_is_issued_when_it_is_written(void **state)
{
    World *w = *state;
    Issue i = {.document = kept(w), .order = {.duty = chairman_duty, .day = w->c.today}};
    assert_int_equal(do_write(w, issue, &i), FAIL_INPUT);
    assert_has(str_of(w->c.why), "“1. Ưu điểm” chưa viết");
    RegisterNumberList numbers;
    Str next;
    must(register_list(&w->c, &(RegisterChoice){.year = 2024}, &numbers, &next));
    assert_int_equal(numbers.n, 0); /* a refused one takes no number */
    Document d = issued(w);
    assert_str(d.symbol, S("01/BC-UBND"));
    assert_str(d.capacity, S("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"));
    assert_str(d.signer, S("Phạm Lãnh Đạo"));
    assert_str(d.place, S("Bắc Giang"));
}

/* In somebody's name, so their name is typed. */
static void issuing_asks_for_the_name_of_who_signs(void **state)
{
    World *w = *state;
    Id id = kept(w);
    const char *page = text_in(w, "/van-ban/%lld", (long long)id), *path = text_in(w, "%s/ban-hanh", page);
    LocalReply r = visit(w, &coordinator, page);
    assert_has(r.body, "class=\"button quiet\" href=\"/van-ban/"); /* parts are unwritten: it is not the next act */
    assert_has(r.body, "mục chưa viết)");
    assert_has_not(visit(w, &coordinator, path).body, "name=\"xac-nhan\"");
    write_the_rest(w, id);
    assert_has(visit(w, &coordinator, page).body, "Ban hành…");
    assert_has(visit(w, &coordinator, path).body, "Chọn người ký…");
    Document d;
    must(document_by_id(&w->c, id, &d));
    Str day = day_iso(&w->c.mem, w->c.today);
    Str sent = str_format(&w->c.mem, "thay=%d&nguoi-ky=%lld&ngay=%.*s&xac-nhan=", d.version, (long long)chairman_duty,
                          STR_ARGS(day));
    r = submit(w, &coordinator, path, text_in(w, "%.*sai+do", STR_ARGS(sent)));
    assert_status(r, 400);
    assert_has(r.body, "Tên vừa gõ không phải người ký đã chọn, Phạm Lãnh Đạo.");
    assert_status(submit(w, &coordinator, path, text_in(w, "%.*spham+lanh+dao", STR_ARGS(sent))), 303);
    must(document_by_id(&w->c, id, &d));
    assert_int_equal(d.state, DOCUMENT_ISSUED);
}

static void what_was_issued_is_frozen(void **state)
{
    World *w = *state;
    Document d = issued(w);
    Str before, after;
    bool whole;
    JournalRowList rows;
    must(document_file(&w->c, &d, REPORT_DOCX, (Str){0}, &before));
    Edit e = {d.id, stored(w, d.id, "kinh-phi").id, 0, 0, S("Khác")};
    assert_int_equal(do_write(w, save, &e), FAIL_CONFLICT);
    must_write(w, finish_two, NULL);
    must(document_file(&w->c, &d, REPORT_DOCX, (Str){0}, &after));
    assert_true(str_equal(before, after)); /* whatever agencies report later */
    must(document_verify(&w->c, &d, &whole));
    assert_true(whole);
    must(journal_rows(&w->c, (JournalChoice){.object = d.id, .most = 1}, &rows));
    assert_has(rows.at[0].after, "01/BC-UBND, mã kiểm tra ");
    assert_has(rows.at[0].after, str_c(&w->c.mem, d.digest));
}

static Fail tamper(Ctx *c, void *id)
{
    return store_run(c, "UPDATE report_document SET frozen = frozen || ' ' WHERE office_id = $1 AND id = $2", OFFICE,
                     *(Id *)id);
}

static void what_was_changed_behind_its_back_is_seen(void **state)
{
    World *w = *state;
    Document d = issued(w);
    bool whole;
    must_write(w, tamper, &d.id);
    must(document_verify(&w->c, &d, &whole));
    assert_false(whole);
    assert_has(visit(w, &coordinator, text_in(w, "/van-ban/%lld", (long long)d.id)).body,
               "Nội dung đã khác khi ban hành");
}

static Fail end_duty(Ctx *c, void *unused)
{
    (void)unused;
    return duty_end(c, chairman_duty, c->today - 1);
}

static void who_has_left_does_not_sign(void **state)
{
    World *w = *state;
    Issue i = {.document = kept(w), .order = {.duty = chairman_duty, .day = w->c.today}};
    write_the_rest(w, i.document);
    must_write(w, end_duty, NULL);
    assert_int_equal(do_write(w, issue, &i), FAIL_INPUT);
    assert_has(str_of(w->c.why), "đã hết từ ngày 10/10/2024");
    i.order.duty = official.duty;
    assert_int_equal(do_write(w, issue, &i), FAIL_INPUT);
    assert_has(str_of(w->c.why), "không có nhiệm vụ ký");
}

static Fail add_signer(Ctx *c, void *person)
{
    Id id;
    PersonAdded added;
    return person_add(c, person, &id, &added);
}

static void signers_sign_as_their_duty_lets_them(void **state)
{
    World *w = *state;
    static const struct {
        const char *org, *position;
        Role role;
        const char *lines;
    } known[] = {
        {"UBND", "Phó Chủ tịch", ROLE_CHAIRMAN, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"},
        {"VPUBND", "Chánh Văn phòng", ROLE_HEAD, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"},
        {"STTTT", "", ROLE_HEAD, "TL. CHỦ TỊCH\nGIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG"},
        {"BDT", "", ROLE_HEAD, "TL. CHỦ TỊCH\nTRƯỞNG BAN DÂN TỘC"},
    };
    ReportSignerList signers;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        NewPerson n = {.name = S("Trần Văn Ký"),
                       .org = str_of(known[i].org),
                       .position = str_of(known[i].position),
                       .role = known[i].role};
        bool seen = false;
        must_write(w, add_signer, &n);
        must(report_signers(&w->c, S("UBND"), false, w->c.today, &signers));
        for (size_t k = 0; k < signers.n; k++) seen |= str_equal(signers.at[k].lines, str_of(known[i].lines));
        if (!seen) test_fails("nobody signs as %s", known[i].lines);
    }
    must(report_signers(&w->c, S("STTTT"), false, w->c.today, &signers));
    assert_str(signers.at[0].lines, S("GIÁM ĐỐC"));
}

/* -- letters
 * ----------------------------------------------------------------------------------------------------------------------------------
 */

static void letters_are_read_on_a_day(void **state)
{
    World *w = *state;
    Document d = issued(w);
    Org org;
    ReceiptList sent;
    must(org_by_code(&w->c, S("SCT"), &org));
    const char *path = text_in(w, "/van-ban/%lld/gui", (long long)d.id);
    assert_status(submit(w, &coordinator, path, text_in(w, "nhan=%lld", (long long)org.id)), 303);
    assert_status(submit(w, &coordinator, path, text_in(w, "nhan=%lld", (long long)org.id)), 303); /* once is enough */
    must(receipts_of(&w->c, SENT_DOCUMENT, d.id, &sent));
    assert_int_equal(sent.n, 1);
    assert_has(visit(w, &coordinator, path).body, "1 cơ quan đã nhận, 1 cơ quan chưa đọc");
    assert_has(visit(w, &official, "/van-ban-den").body, "01/BC-UBND");
    const char *letter = text_in(w, "/van-ban-den/%lld", (long long)sent.at[0].id);
    Str page = visit(w, &official, letter).body;
    assert_has(page, "Đã treo 8 băng rôn");
    assert_has_not(page, "/van-ban/"); /* what its figures count is not theirs to open */
    assert_status(visit(w, &official, text_in(w, "%s/van-ban.docx", letter)), 200);
    assert_status(visit(w, &official, text_in(w, "/van-ban/%lld", (long long)d.id)), 404);
    assert_status(submit(w, &official, letter, ""), 303);
    must(receipts_of(&w->c, SENT_DOCUMENT, d.id, &sent));
    assert_int_equal(sent.at[0].read_day, w->c.today);
    assert_str(sent.at[0].reader, S("Trần Thị Bình"));
}

typedef struct {
    Id batch;
} Urging;
static Fail urge_all(Ctx *c, void *arg)
{
    UrgeCandidateList all;
    IdList orgs = {0};
    TRY(urge_candidates(c, plan, &all));
    for (size_t i = 0; i < all.n; i++) *list_add(&c->mem, &orgs) = all.at[i].org_id;
    return urge_send(c, &orgs, S("Mong sớm nhận được"), S("để thử"), &((Urging *)arg)->batch);
}

static void an_urging_becomes_a_numbered_letter(void **state)
{
    World *w = *state;
    Urging u;
    DocumentList documents;
    Id next;
    StrList to;
    must_write(w, urge_all, &u);
    assert_has(visit(w, &coordinator, text_in(w, "/don-doc/%lld", (long long)u.batch)).body, "Lập công văn đôn đốc");
    assert_status(
        submit(w, &coordinator, "/van-ban", text_in(w, "loai=don-doc&ve=%lld&ban-hanh=STTTT", (long long)u.batch)),
        303);
    must(document_list(&w->c, &(DocumentChoice){.state = DOCUMENT_STATE_COUNT}, &documents, &next));
    Document *d = &documents.at[0];
    assert_has(d->receivers, "Sở Xây dựng tỉnh Bắc Giang");
    assert_has(stored(w, d->id, "org SXD").text, "Tuyên truyền (hạn 05/10/2024, quá hạn 5 ngày)");
    assert_has(stored(w, d->id, "ket").text, "Mong sớm nhận được");
    assert_has(stored(w, d->id, "ket").text,
               "trước ngày 16/10/2024"); /* three working days behind a Thursday: the 15th */
    must(receivers_of(&w->c, d, &to));
    assert_true(to.n > 0);
}

static void each_kind_is_drafted_and_printed(void **state)
{
    World *w = *state;
    Draft draft;
    Str bytes;
    for (int kind = 0; kind < DOCUMENT_KIND_COUNT; kind++) {
        DraftOrder order = {.kind = (DocumentKind)kind,
                            .plan = plan,
                            .org = S("UBND"),
                            .as_of = w->c.today,
                            .about = kind == DOCUMENT_ASSIGNMENT ? tasks[0] : 0,
                            .what = S("Sơ kết Ngày Chuyển đổi số"),
                            .when = S("8 giờ 00, ngày 15/10/2024"),
                            .where = S("phòng họp tầng 2"),
                            .chair = S("Phó Chủ tịch UBND tỉnh"),
                            .who = S("Sở Công Thương; đơn vị\nSở Y tế"),
                            .receivers = kind == DOCUMENT_SUBMISSION ? S("Thủ tướng Chính phủ") : (Str){0}};
        must(draft_make(&w->c, &order, &draft));
        must(draft_file(&w->c, &draft, REPORT_DOCX, (Str){0}, &bytes));
        assert_true(str_starts(bytes, S("PK")));
        assert_status(visit(w, &coordinator, text_in(w, "/van-ban/moi/%s", document_kinds[kind].key)), 200);
    }
    DraftOrder empty = {.kind = DOCUMENT_INVITATION, .plan = plan, .org = S("UBND"), .as_of = w->c.today};
    assert_int_equal(draft_make(&w->c, &empty, &draft), FAIL_INPUT);
    assert_has(str_of(w->c.why), "Hãy ghi mời dự việc gì");
}

static void a_draft_is_sent_to_nobody(void **state)
{
    World *w = *state;
    Org org;
    must(org_by_code(&w->c, S("SCT"), &org));
    LocalReply r = submit(w, &coordinator, text_in(w, "/van-ban/%lld/gui", (long long)kept(w)),
                          text_in(w, "nhan=%lld", (long long)org.id));
    assert_status(r, 409);
    assert_has(r.body, "chưa có số nên chưa gửi được");
}

/* -- many at once */

static Fail ask_for_many(Ctx *c, void *batch) { return batch_add(c, plan, SCOPE_AGENCY, S("UBND"), c->today, batch); }
static Fail cancel_it(Ctx *c, void *batch) { return batch_cancel(c, *(Id *)batch); }

static Batch newest_batch(World *w)
{
    BatchList batches;
    must(batch_list(&w->c, &batches));
    return batches.at[0];
}

static size_t drafts(World *w)
{
    DocumentList documents;
    Id next;
    must(document_list(&w->c, &(DocumentChoice){.state = DOCUMENT_DRAFT, .most = 1000}, &documents, &next));
    return documents.n;
}

static void many_reports_are_made_one_by_one_and_gone_on_with(void **state)
{
    World *w = *state;
    Id batch;
    bool more = true;
    must_write(w, ask_for_many, &batch);
    assert_int_equal(newest_batch(w).wanted, 4);
    must(batch_step(&w->c, w->store, &more));
    assert_int_equal(newest_batch(w).done, 1); /* here the program ends … */
    assert_has(visit(w, &coordinator, "/van-ban/hang-loat").body, "1/4 báo cáo");
    must(batch_job(&w->c, &(JobPlace){.store = w->store})); /* … and goes on after its start */
    assert_int_equal(newest_batch(w).done, 4);
    assert_int_equal(newest_batch(w).state, BATCH_DONE);
    assert_int_equal(drafts(w), 4);
    must(batch_step(&w->c, w->store, &more));
    assert_false(more);
    assert_int_equal(drafts(w), 4); /* none twice */
}

static void what_was_cancelled_is_not_gone_on_with(void **state)
{
    World *w = *state;
    Id batch;
    bool more;
    must_write(w, ask_for_many, &batch);
    must(batch_step(&w->c, w->store, &more));
    must_write(w, cancel_it, &batch);
    must(batch_job(&w->c, &(JobPlace){.store = w->store}));
    assert_int_equal(newest_batch(w).done, 1);
    assert_int_equal(newest_batch(w).state, BATCH_CANCELLED);
    assert_int_equal(drafts(w), 1);
    assert_int_equal(do_write(w, cancel_it, &batch), FAIL_CONFLICT);
}

static void one_button_is_enough(void **state)
{
    World *w = *state;
    LocalReply r = submit(w, &coordinator, "/van-ban", "loai=bao-cao");
    assert_status(r, 303);
    DocumentList documents;
    Id next;
    must(document_list(&w->c, &(DocumentChoice){.state = DOCUMENT_STATE_COUNT}, &documents, &next));
    assert_int_equal(documents.n, 1);
    assert_str(documents.at[0].org, S("UBND"));
    const char *path = text_in(w, "/van-ban/%lld", (long long)documents.at[0].id);
    assert_has(visit(w, &coordinator, path).body, "Chưa viết: mục này để người lập đánh giá");
    Str counted = visit(w, &coordinator, text_in(w, "%s/so/1", path)).body;
    assert_has(counted, text_in(w, "/viec/%lld", (long long)tasks[0])); /* a figure leads to what it counts */
    for (const char *const *file = (const char *const[]){"docx", "pdf", "xlsx", NULL}; *file; file++)
        assert_status(visit(w, &coordinator, text_in(w, "%s/van-ban.%s", path, *file)), 200);
    assert_status(visit(w, &official, path), 404);
}

#define ONE(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
int main(void)
{
    const struct CMUnitTest tests[] = {ONE(words_are_the_agencies_own_grouped_once),
                                       ONE(what_the_plan_does_not_have_is_told_too),
                                       ONE(nothing_is_invented),
                                       ONE(figures_are_those_of_the_counters),
                                       ONE(a_figure_may_be_moved_but_not_changed),
                                       ONE(of_two_people_both_texts_are_seen),
                                       ONE(later_figures_offer_themselves_and_change_nothing),
                                       ONE(what_people_wrote_stays_when_the_report_goes_on_to_today),
                                       ONE(versions_are_compared_and_taken_back),
                                       ONE(differences_are_told_word_by_word),
                                       ONE(a_report_is_issued_when_it_is_written),
                                       ONE(issuing_asks_for_the_name_of_who_signs),
                                       ONE(what_was_issued_is_frozen),
                                       ONE(what_was_changed_behind_its_back_is_seen),
                                       ONE(who_has_left_does_not_sign),
                                       ONE(signers_sign_as_their_duty_lets_them),
                                       ONE(an_urging_becomes_a_numbered_letter),
                                       ONE(each_kind_is_drafted_and_printed),
                                       ONE(letters_are_read_on_a_day),
                                       ONE(a_draft_is_sent_to_nobody),
                                       ONE(many_reports_are_made_one_by_one_and_gone_on_with),
                                       ONE(what_was_cancelled_is_not_gone_on_with),
                                       ONE(one_button_is_enough)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
