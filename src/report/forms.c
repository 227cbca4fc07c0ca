// SPDX-License-Identifier: Apache-2.0
/* forms.c -- documents about what somebody decides or calls together: what was typed into a form, in the wording of the
 * decree's samples (appendix III).  What only a person can write is left to them, with the facts beside it. */
#include "report/draft.h"
#include "viet/text.h"

static void put_copies(Drafting *d, const char *first)
{
    d->draft->document.copies =
        str_format(&d->c->mem, "%s\nLưu: VT%s%.*s", first, d->agency.unit.n ? ", " : "", STR_ARGS(d->agency.unit));
}

/* A line each, without those that are empty. */
static void say_list(Out *o, Str lines)
{
    for (Str line; str_cut(&lines, '\n', &line);) say_line(o, "- ", str_trim(line), ";");
}

static Fail needs(Drafting *d, Str what, const char *sentence)
{
    return str_trim(what).n ? OK : fail(d->c, FAIL_INPUT, "%s", sentence);
}

static void subject_is(Drafting *d, const char *before)
{
    Document *doc = &d->draft->document;
    if (!doc->subject.n)
        doc->subject =
            *before ? str_format(&d->c->mem, "%s %.*s", before, STR_ARGS(in_sentence(&d->c->mem, d->order->what)))
                    : viet_capital(&d->c->mem, d->order->what);
}

static DocumentPart *to_write(Drafting *d, const char *key, int level, const char *marker, const char *heading,
                              Str facts)
{
    Out o;
    DocumentPart *p = part_begin(d, &o, key, level, str_of(marker), str_of(heading));
    part_end(p, &o);
    p->is_needed = true, p->facts = facts;
    return p;
}

/* What is late and what waits for somebody: beside what has to be concluded. */
static Str state_of_things(Drafting *d)
{
    Out o = {.mem = &d->c->mem};
    out_format(&o, "%.*s việc đã giao, %.*s đã hoàn thành, %.*s quá hạn chưa hoàn thành.",
               STR_ARGS(number_words(o.mem, count_now(d, FIGURE_GIVEN, 0))),
               STR_ARGS(number_words(o.mem, count_now(d, FIGURE_DONE, 0))),
               STR_ARGS(number_words(o.mem, count_now(d, FIGURE_OVERDUE, 0))));
    for (size_t i = 0; i < d->facts.difficulties.n; i++) {
        const Difficulty *k = &d->facts.difficulties.at[i];
        if (difficulty_states[k->state].waits == WAITS_NOBODY) continue;
        out_format(&o, "\n%.*s: %.*s", STR_ARGS(k->org_name), STR_ARGS(k->text));
        if (k->proposal.n) out_format(&o, " (đề xuất: %.*s)", STR_ARGS(k->proposal));
    }
    return out_str(&o);
}

/* -- giấy mời
 * ----------------------------------------------------------------------------------------------------------------------
 */

Fail draft_invitation(Drafting *d)
{
    Out o;
    const DraftOrder *k = d->order;
    TRY(needs(d, k->what, "Hãy ghi mời dự việc gì."));
    TRY(needs(d, k->when, "Hãy ghi thời gian: giờ, ngày."));
    TRY(needs(d, k->where, "Hãy ghi địa điểm."));
    TRY(needs(d, k->who, "Hãy ghi mời những ai, mỗi dòng một cơ quan hoặc một người."));
    subject_is(d, "Dự");
    d->draft->document.receivers = (Str){0}; /* they stand in the text */
    DocumentPart *p = part_begin(d, &o, "noi-dung", 0, (Str){0}, (Str){0});
    out_format(&o, "%.*s trân trọng kính mời:\n", STR_ARGS(d->agency.name));
    say_list(&o, k->who);
    out_format(&o, "Tới dự: %.*s.\n", STR_ARGS(in_sentence(o.mem, k->what)));
    say_line(&o, "Chủ trì: ", k->chair, ".");
    say_line(&o, "Thời gian: ", k->when, ".");
    say_line(&o, "Địa điểm: ", k->where, ".");
    out_format(&o, "Đề nghị các đại biểu đến dự đúng thành phần, thời gian.\n");
    part_end(p, &o);
    put_copies(d, "Như thành phần mời");
    return OK;
}

/* -- tờ trình
 * ----------------------------------------------------------------------------------------------------------------------
 */

Fail draft_submission(Drafting *d)
{
    Out o;
    const DraftOrder *k = d->order;
    Document *doc = &d->draft->document;
    TRY(needs(d, k->what, "Hãy ghi trình về việc gì."));
    subject_is(d, "Về việc");
    if (!doc->receivers.n) doc->receivers = d->agency.parent_name;
    TRY(needs(d, doc->receivers, "Hãy ghi trình ai."));
    DocumentPart *p = part_begin(d, &o, "mo-dau", 0, (Str){0}, (Str){0});
    out_format(&o, "Thực hiện ");
    say_plan(d, &o, true);
    out_format(&o, ", %.*s kính trình %.*s như sau:\n", STR_ARGS(d->agency.name),
               STR_ARGS(str_slice(doc->receivers, 0, str_index(doc->receivers, '\n'))));
    part_end(p, &o);
    to_write(d, "su-can-thiet", 1, "I.", "Sự cần thiết", state_of_things(d));
    to_write(d, "de-nghi", 1, "II.", "Nội dung đề nghị", state_of_things(d));
    p = part_begin(d, &o, "ho-so", 1, S("III."), S("Hồ sơ kèm theo"));
    if (str_trim(k->who).n) say_list(&o, k->who);
    else out_format(&o, "Không có hồ sơ kèm theo.\n");
    part_end(p, &o);
    p = part_begin(d, &o, "ket", 0, (Str){0}, (Str){0});
    out_format(&o, "%.*s kính trình xem xét, quyết định.\n", STR_ARGS(d->agency.name));
    part_end(p, &o);
    put_copies(d, "Như trên");
    return OK;
}

/* -- quyết định khen thưởng
 * ------------------------------------------------------------------------------------------------------------ */

/* Laws are cited without number and day; Nghị định 152/2025/NĐ-CP took the place of 98/2023/NĐ-CP on 01/7/2025. */
static void put_bases(Drafting *d)
{
    Out o = {.mem = &d->c->mem};
    bool is_new = d->c->today >= day_of(2025, 7, 1);
    out_format(&o, "Căn cứ Luật Tổ chức chính quyền địa phương\nCăn cứ Luật Thi đua, khen thưởng\n");
    out_format(&o,
               "Căn cứ Nghị định số %s của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen "
               "thưởng\n",
               is_new ? "152/2025/NĐ-CP ngày 14 tháng 6 năm 2025" : "98/2023/NĐ-CP ngày 31 tháng 12 năm 2023");
    out_format(&o, "Căn cứ ");
    say_plan(d, &o, true);
    if (d->order->chair.n) out_format(&o, "\nTheo đề nghị của %.*s", STR_ARGS(d->order->chair));
    d->draft->document.bases = out_str(&o);
}

static size_t count_lines(Str lines)
{
    size_t n = 0;
    for (Str line; str_cut(&lines, '\n', &line);) n += str_trim(line).n > 0;
    return n;
}

static void article(Drafting *d, int nth, Str text)
{
    Out o;
    Str marker = str_format(&d->c->mem, "Điều %d.", nth);
    DocumentPart *p = part_begin(d, &o, str_format(&d->c->mem, "dieu %d", nth).p, LEVEL_ARTICLE, marker, (Str){0});
    out_raw(&o, text);
    part_end(p, &o);
}

Fail draft_decision(Drafting *d)
{
    Out o;
    const DraftOrder *k = d->order;
    TRY(needs(d, k->what, "Hãy ghi khen thưởng về việc gì."));
    TRY(needs(d, k->who, "Hãy ghi danh sách, mỗi dòng một tập thể, cá nhân: tên; đơn vị, thành tích."));
    subject_is(d, "Về việc tặng Bằng khen");
    d->draft->document.receivers = (Str){0};
    put_bases(d);
    article(d, 1,
            str_format(&d->c->mem,
                       "Tặng Bằng khen của %.*s %.*s cho %zu tập thể, cá nhân đã có thành tích xuất sắc %.*s (có "
                       "danh sách kèm theo).",
                       STR_ARGS(head_title(d->c, d->agency.name)), STR_ARGS(d->agency.name), count_lines(k->who),
                       STR_ARGS(in_sentence(&d->c->mem, k->what))));
    article(d, 2, S("Tiền thưởng thực hiện theo quy định hiện hành của pháp luật về thi đua, khen thưởng."));
    article(
        d, 3,
        S("Thủ trưởng các cơ quan, đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1 căn cứ Quyết định thi "
          "hành. Quyết định này có hiệu lực kể từ ngày ký."));
    DocumentPart *p =
        part_begin(d, &o, "danh-sach", LEVEL_ANNEX, (Str){0}, S("Danh sách tập thể, cá nhân được tặng Bằng khen"));
    out_raw(&o, k->who);
    part_end(p, &o);
    put_copies(d, "Như Điều 3");
    return OK;
}

/* -- thông báo kết luận, biên bản
 * --------------------------------------------------------------------------------------------------------- */

/* What the meeting gives to agencies, as a list behind the document.  What is given already beside the plan stands in
 * it; the rest is written by whoever was there. */
static Fail given_tasks(Drafting *d)
{
    Out o;
    PlanNodeList nodes;
    TRY(plan_nodes(d->c, d->facts.plan, (Str){0}, &nodes));
    DocumentPart *p = part_begin(d, &o, "viec-giao", LEVEL_ANNEX, (Str){0}, S("Danh mục việc giao các cơ quan"));
    for (size_t i = 0; i < d->facts.tasks.n; i++) {
        const FactTask *t = &d->facts.tasks.at[i];
        bool is_open =
            t->class == CLASS_LATER || t->class == CLASS_SOON || t->class == CLASS_OVERDUE || t->class == CLASS_UNDATED;
        bool in_plan = false;
        Str name;
        for (size_t k = 0; k < nodes.n && !in_plan; k++) in_plan = nodes.at[k].id == t->node;
        if (!is_open || in_plan) continue;
        TRY(facts_name(d->c, &d->facts, t->lead, &name));
        for (Str rest = bare_end(t->title), piece; str_cut(&rest, ';', &piece);) /* columns are cut there */
            out_format(&o, "%.*s%s", STR_ARGS(piece), rest.n ? "," : "; ");
        out_format(&o, "%.*s; ", STR_ARGS(name));
        out_format(&o, "%.*s\n", STR_ARGS(t->due == NO_DAY ? S("không có hạn") : day_vietnamese(o.mem, t->due)));
    }
    part_end(p, &o);
    p->facts = S("Mỗi dòng một việc: nội dung; cơ quan chủ trì; thời hạn. Để trống thì văn bản không có danh mục này.");
    return OK;
}

static Fail needs_meeting(Drafting *d)
{
    TRY(needs(d, d->order->what, "Hãy ghi cuộc họp về việc gì."));
    TRY(needs(d, d->order->when, "Hãy ghi thời gian họp."));
    TRY(needs(d, d->order->where, "Hãy ghi địa điểm họp."));
    return needs(d, d->order->chair, "Hãy ghi ai chủ trì cuộc họp.");
}

Fail draft_notice(Drafting *d)
{
    Out o;
    const DraftOrder *k = d->order;
    TRY(needs_meeting(d));
    subject_is(d, "Kết luận cuộc họp");
    DocumentPart *p = part_begin(d, &o, "mo-dau", 0, (Str){0}, (Str){0});
    out_format(&o, "%.*s, tại %.*s, %.*s đã chủ trì cuộc họp về %.*s.\n", STR_ARGS(viet_capital(o.mem, k->when)),
               STR_ARGS(k->where), STR_ARGS(k->chair), STR_ARGS(in_sentence(o.mem, k->what)));
    if (str_trim(k->who).n) out_format(&o, "Tham dự cuộc họp có:\n");
    say_list(&o, k->who);
    out_format(&o, "Sau khi nghe báo cáo và ý kiến của các đại biểu, %.*s kết luận như sau:\n", STR_ARGS(k->chair));
    part_end(p, &o);
    to_write(d, "ket-luan", 2, "1.", "Nội dung kết luận", state_of_things(d));
    p = part_begin(d, &o, "ket", 0, (Str){0}, (Str){0});
    out_format(&o, "%.*s thông báo để các cơ quan, đơn vị liên quan biết, thực hiện.\n", STR_ARGS(d->agency.name));
    part_end(p, &o);
    put_copies(d, "Các cơ quan, đơn vị dự họp");
    return given_tasks(d);
}

Fail draft_minutes(Drafting *d)
{
    Out o;
    const DraftOrder *k = d->order;
    TRY(needs_meeting(d));
    TRY(needs(d, k->who, "Hãy ghi những ai tham dự, mỗi dòng một cơ quan hoặc một người."));
    subject_is(d, "Cuộc họp");
    d->draft->document.receivers = (Str){0};
    DocumentPart *p = part_begin(d, &o, "mo-dau", 0, (Str){0}, (Str){0});
    say_line(&o, "Thời gian bắt đầu: ", k->when, ".");
    say_line(&o, "Địa điểm: ", k->where, ".");
    out_format(&o, "Thành phần tham dự:\n");
    say_list(&o, k->who);
    say_line(&o, "Chủ trì (chủ tọa): ", k->chair, ".");
    out_format(&o, "Nội dung (theo diễn biến cuộc họp):\n");
    part_end(p, &o);
    to_write(d, "dien-bien", 2, "1.", "Diễn biến cuộc họp", state_of_things(d));
    to_write(d, "ket-luan", 2, "2.", "Kết luận", state_of_things(d));
    p = part_begin(d, &o, "ket", 0, (Str){0}, (Str){0});
    out_format(&o, "Cuộc họp kết thúc vào …… giờ ……, ngày …… tháng …… năm ……\n");
    part_end(p, &o);
    d->draft->document.copies =
        str_format(&d->c->mem, "Lưu: VT%s%.*s", d->agency.unit.n ? ", " : "", STR_ARGS(d->agency.unit));
    return given_tasks(d);
}
