// SPDX-License-Identifier: Apache-2.0
/* Documents: the draft, what is kept of it, later figures, versions, issuing. */
#include "report/document_testing.h"

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

static Fail decide(Ctx *c, void *unused)
{
    DifficultyList raised;
    (void)unused;
    TRY(difficulties_of(c, tasks[1], &raised));
    return difficulty_direct(c, raised.at[0].id, raised.at[0].proposal, S("STC"), NO_DAY);
}

static Fail ask_back(Ctx *c, void *unused)
{
    DifficultyList raised;
    (void)unused;
    TRY(difficulties_of(c, tasks[1], &raised));
    return difficulty_move(c, raised.at[0].id, DIFFICULTY_ASK_BACK, S("Cần bao nhiêu?"));
}

static void only_what_waits_for_the_chairman_is_a_proposal(void **state)
{
    World *w = *state;
    static const char none[] = "Không có đề xuất nào của các cơ quan đang chờ quyết định.";
    Draft draft = draft_of(w);
    assert_has(part_of(&draft.parts, "de-xuat")->text, "(về: chưa có kinh phí in).");
    w->c.today--;
    draft = draft_of(w); /* of the day before it was raised */
    assert_has(part_of(&draft.parts, "de-xuat")->text, none);
    w->c.today++;
    must_write(w, decide, NULL);
    draft = draft_of(w);
    assert_has(part_of(&draft.parts, "de-xuat")->text, none);
    assert_has(part_of(&draft.parts, "kho-khan")->text,
               "Lãnh đạo đồng ý với đề xuất của cơ quan điều phối: bổ sung 20 triệu đồng.");
    assert_has_not(part_of(&draft.parts, "kho-khan")->text, "Lãnh đạo chỉ đạo");
}

static void what_was_sent_back_waits_for_nobodys_decision(void **state)
{
    World *w = *state;
    must_write(w, ask_back, NULL);
    Draft draft = draft_of(w);
    assert_has_not(part_of(&draft.parts, "de-xuat")->text, "Bổ sung 20 triệu");
}

static Fail answer_with_full_stops(Ctx *c, void *unused)
{
    Id id;
    (void)unused;
    TRY(difficulty_raise(c, tasks[2], S("Thiếu máy tính."), &id));
    return difficulty_move(c, id, DIFFICULTY_ANSWER, S("Cấp máy trước ngày 15/10."));
}

static void a_quoted_full_stop_is_not_doubled(void **state)
{
    World *w = *state;
    must_write(w, answer_with_full_stops, NULL);
    Draft draft = draft_of(w);
    assert_has(part_of(&draft.parts, "kho-khan")->text,
               "- Thiếu máy tính (Sở Tài chính). Điều phối trả lời: cấp máy trước ngày 15/10. ");
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
    assert_has(part_of(&draft.parts, "phat-sinh")->text, "- Rà soát trạm y tế (Sở Y tế): chưa đến hạn.");
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
                                [FIGURE_UNDATED] = k[CLASS_UNDATED],
                                [FIGURE_OVERDUE] = k[CLASS_OVERDUE]};
    int seen = 0;
    for (size_t i = 0; i < draft.figures.n; i++) {
        const DocumentFigure *f = &draft.figures.at[i];
        if (f->node || f->kind > FIGURE_OVERDUE || f->kind == FIGURE_IN_TIME || f->kind == FIGURE_LATE) continue;
        assert_int_equal(f->value, expected[f->kind]);
        seen++;
    }
    assert_int_equal(seen, 3);
    assert_has(part_of(&draft.parts, "chi-dao")->text, "chưa có việc nào hoàn thành"); /* in words, no nought */
}

/* -- kept
 * ------------------------------------------------------------------------------------------------------------------------------
 */

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
        {"UBND", "Phó Chủ tịch Thường trực UBND tỉnh", ROLE_CHAIRMAN,
         "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"},
        {"VPUBND", "Phó Chánh Văn phòng", ROLE_HEAD, "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG"},
        {"SNV", "Phó Giám đốc phụ trách Sở", ROLE_HEAD, "TL. CHỦ TỊCH\nKT. GIÁM ĐỐC SỞ NỘI VỤ\nPHÓ GIÁM ĐỐC"},
        {"SYT", "Quyền Giám đốc Sở Y tế", ROLE_HEAD, "TL. CHỦ TỊCH\nQ. GIÁM ĐỐC SỞ Y TẾ"},
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
    must(report_signers(&w->c, S("SNV"), false, w->c.today, &signers));
    assert_str(signers.at[0].lines, S("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"));
    must(report_signers(&w->c, S("SYT"), false, w->c.today, &signers));
    assert_str(signers.at[0].lines, S("Q. GIÁM ĐỐC"));
}

/* A steering committee is led by who would give the order: nobody signs by order from there. */
static void a_council_signs_by_nobodys_order(void **state)
{
    World *w = *state;
    ReportSignerList signers;
    NewPerson n = {.name = S("Trần Văn Ban"), .org = S("BCDCDS"), .role = ROLE_HEAD};
    must_write(w, add_signer, &n);
    must(report_signers(&w->c, S("UBND"), false, w->c.today, &signers));
    for (size_t i = 0; i < signers.n; i++) assert_false(str_equal(signers.at[i].name, n.name));
}

#define ONE(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
int main(void)
{
    const struct CMUnitTest tests[] = {
        ONE(words_are_the_agencies_own_grouped_once),
        ONE(what_the_plan_does_not_have_is_told_too),
        ONE(only_what_waits_for_the_chairman_is_a_proposal),
        ONE(what_was_sent_back_waits_for_nobodys_decision),
        ONE(a_quoted_full_stop_is_not_doubled),
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
        ONE(a_council_signs_by_nobodys_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
