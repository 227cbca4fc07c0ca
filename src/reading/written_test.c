// SPDX-License-Identifier: Apache-2.0
/* What is written is read again as what it was: random plans, through Word and PDF. */
#include "base/out.h"
#include "doc/format_testing.h"
#include "reading/written.h"

/* -- a plan at random -------------------------------------------------------------------------------------------- */

static uint64_t seed;
static size_t pick(size_t n)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (size_t)(seed >> 33) % n;
}
#define ONE_OF(list) (list)[pick(sizeof(list) / sizeof *(list))]

static Str something_to_do(void)
{
    static const char *const verbs[] = {"Tổ chức",         "Triển khai", "Xây dựng", "Rà soát",
                                        "Tuyên truyền về", "Nâng cấp",   "Kiểm tra"};
    static const char *const things[] = {"hội nghị chuyên đề",
                                         "cơ sở dữ liệu dùng chung",
                                         "cuộc thi trực tuyến",
                                         "hạ tầng mạng cấp xã",
                                         "dịch vụ công trực tuyến",
                                         "lớp bồi dưỡng kỹ năng số",
                                         "mô hình điểm về thanh toán không dùng tiền mặt",
                                         "trang thiết bị của các trạm y tế"};
    static const char *const tails[] = {"trên địa bàn tỉnh", "trong các cơ quan nhà nước",
                                        "cho cán bộ, công chức, viên chức", "tại các huyện, thị xã, thành phố",
                                        "phục vụ người dân và doanh nghiệp"};
    return str_format(&c.mem, "%s %s %s đợt %zu", ONE_OF(verbs), ONE_OF(things), ONE_OF(tails), pick(900) + 1);
}

static Text text_at(Str s) { return (Text){.text = s, .raw = s}; }

static void some(TextList *list, size_t most, bool final)
{
    for (size_t n = pick(most + 1); n > 0; n--) {
        Str one = something_to_do();
        *list_add(&c.mem, list) = text_at(final ? str_format(&c.mem, "%.*s.", STR_ARGS(one)) : one);
    }
}

static Str agencies(void)
{
    static const char *const names[] = {
        "Sở Y tế",       "Sở Công Thương",         "Sở Nội vụ",           "Sở Tài chính",
        "Công an tỉnh",  "Sở Giáo dục và Đào tạo", "Văn phòng UBND tỉnh", "Báo Bắc Giang",
        "các sở, ngành", "UBND cấp huyện"};
    size_t first = pick(8), n = pick(3);
    Out o = {.mem = &c.mem};
    for (size_t i = 0; i <= n; i++) out_format(&o, "%s%s", i ? "; " : "", names[(first + i) % 10]);
    return out_str(&o);
}

static Str when(void)
{
    int from = (int)pick(20) + 1;
    switch (pick(4)) {
    case 0: return str_format(&c.mem, "Từ ngày %02d/9/2024 đến hết ngày %02d/10/2024", from, from + 5);
    case 1: return str_format(&c.mem, "Ngày %02d/10/2024", from);
    case 2: return S("Quý IV/2024");
    default: return str_format(&c.mem, "Trước ngày %02d/11/2024", from);
    }
}

static Activity *random_activity(Reading *r, Str code, Str group)
{
    Activity *a = list_add(&c.mem, &r->activities);
    *a = (Activity){.code = code, .title = text_at(something_to_do()), .group = text_at(group)};
    some(&a->contents, 3, true), some(&a->formats, 2, true);
    if (pick(3) == 0) a->place = text_at(S("Trung tâm Hội nghị tỉnh"));
    if (pick(3) == 0) a->scale = text_at(str_format(&c.mem, "%zu đại biểu", pick(400) + 20));
    a->leads_text = text_at(agencies()), a->partners_text = text_at(pick(4) ? agencies() : (Str){0});
    a->time = text_at(when());
    return a;
}

/* Codes as plans have them: "3", "3.1", "3.1.a", in one part or in several, and rows of an annex. */
static void random_activities(Reading *r)
{
    size_t parts = pick(3) ? 1 : 2, depth = pick(3), heads = pick(3) + 2;
    for (size_t part = 0; part < parts; part++)
        for (size_t i = 1; i <= heads; i++) {
            Str front = parts > 1 ? str_format(&c.mem, "%s.", part ? "III" : "II") : S("");
            if (!depth) random_activity(r, str_format(&c.mem, "%.*s%zu", STR_ARGS(front), i), (Str){0});
            Str group = something_to_do();
            for (size_t k = 1, n = pick(3) + 2; depth && k <= n; k++)
                random_activity(r,
                                depth == 1 ? str_format(&c.mem, "%.*s%zu.%zu", STR_ARGS(front), i, k)
                                           : str_format(&c.mem, "%.*s%zu.%.*s", STR_ARGS(front), i,
                                                        STR_ARGS(paper_letter(&c.mem, (int)k))),
                                group);
        }
    for (size_t i = 1, n = pick(2) ? 0 : pick(30) + 3; i <= n; i++) {
        Activity *a = list_add(&c.mem, &r->activities);
        *a = (Activity){.code = str_format(&c.mem, "PL.%zu", i), .title = text_at(something_to_do())};
        a->leads_text = text_at(agencies()), a->partners_text = text_at(agencies()), a->time = text_at(when());
        some(&a->products, 1, false);
    }
}

static void random_assignments(Reading *r)
{
    static const char *const names[] = {"Sở Thông tin và Truyền thông", "Sở Tài chính", "Văn phòng UBND tỉnh",
                                        "Công an tỉnh", "UBND các huyện, thị xã, thành phố"};
    for (size_t i = 0, n = pick(4) + 2; i < n; i++) {
        Assignment *a = list_add(&c.mem, &r->assignments);
        *a = (Assignment){.number = (int)i + 1, .heading = text_at(str_of(names[i % 5]))};
        while (!a->duties.n) some(&a->duties, 3, true);
    }
}

static Reading random_reading(void)
{
    Reading r = {
        .date = day_of(2024, (int)pick(12) + 1, (int)pick(28) + 1), .date_alternative = NO_DAY, .report_due = NO_DAY};
    r.number = text_at(str_format(&c.mem, "%zu/KH-UBND", pick(900) + 1));
    r.issuer = text_at(S("Ủy ban nhân dân tỉnh Bắc Giang")), r.place = text_at(S("Bắc Giang"));
    r.type = text_at(S("Kế hoạch")), r.title = text_at(something_to_do());
    r.preamble = text_at(
        S("Thực hiện Quyết định số 505/QĐ-TTg ngày 22/4/2022 của Thủ tướng Chính phủ về Ngày Chuyển đổi số quốc gia, "
          "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"));
    while (!r.purposes.n) some(&r.purposes, 4, true);
    some(&r.requirements, 3, true);
    if (pick(2)) *list_add(&c.mem, &r.funding_sources) = text_at(S("Nguồn ngân sách tỉnh năm 2024."));
    random_activities(&r);
    random_assignments(&r);
    for (size_t i = 0, n = pick(5) + 1; i < n; i++)
        list_add(&c.mem, &r.recipients)->source =
            text_at(i + 1 < n ? str_format(&c.mem, "Đơn vị %zu", i + 1) : S("Lưu: VT"));
    r.signer_title = text_at(pick(2) ? S("CHỦ TỊCH") : S("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")),
    r.signer_name = text_at(S("Lê Văn Ánh"));
    return r;
}

/* -- compared ------------------------------------------------------------------------------------------------------ */

/* The structure, in lines: what a plan is, without where it stood. */
static Str shown(const Reading *r)
{
    Out o = {.mem = &c.mem};
    json_t *json = reading_json(&c, r);
    static const char *const beside[] = {"sources", "findings", "footnotes"};
    for (size_t i = 0; i < 3; i++) json_object_del(json, beside[i]);
    const char *key;
    size_t k;
    json_t *value, *one;
    json_array_foreach(json_object_get(json, "activities"), k, one) json_object_del(one, "lines");
    json_array_foreach(json_object_get(json, "recipients"), k, one) json_object_del(one, "lines");
    json_object_foreach(json, key, value)
    {
        char *text = json_dumps(value, JSON_INDENT(1) | JSON_ENCODE_ANY | JSON_SORT_KEYS);
        out_format(&o, "%s: %s\n", key, text);
        free(text);
    }
    json_decref(json);
    return out_str(&o);
}

static void first_difference(Str a, Str b, const char *what, uint64_t begun)
{
    for (Str x = {0}, y = {0}; str_equal(x, y);) {
        bool more = str_cut(&a, '\n', &x), also = str_cut(&b, '\n', &y);
        if (!more && !also) return;
        if (str_equal(x, y) && more == also) continue;
        fprintf(stderr, "seed %llu, %s: \"%.*s\" became \"%.*s\"\n", (unsigned long long)begun, what, STR_ARGS(x),
                STR_ARGS(y));
        test_fails("%s of a random plan is another one; WRITTEN_SEED=%llu", what, (unsigned long long)begun);
    }
}

static Reading written_and_read(const Reading *r, const Directory *directory, PaperFile file)
{
    Paper paper;
    Str bytes;
    Doc doc;
    Reading again = {0};
    paper_of_reading(&c, r, &paper);
    if (paper_write(&c, &paper, file, &bytes) || doc_read(&c, bytes, &doc) || reading_of(&c, &doc, directory, &again))
        test_fails("a written plan is not read: %s", c.why[0] ? c.why : "no reason");
    return again;
}

/* What a generator put there and nobody but it knows. */
static void same_as_meant(const Reading *meant, const Reading *r, uint64_t begun)
{
    Out a = {.mem = &c.mem}, b = {.mem = &c.mem};
    const Reading *both[] = {meant, r};
    for (int k = 0; k < 2; k++) {
        Out *o = k ? &b : &a;
        out_format(o, "%.*s %.*s %d\n", STR_ARGS(both[k]->number.text), STR_ARGS(both[k]->title.text), both[k]->date);
        for (size_t i = 0; i < both[k]->activities.n; i++) {
            const Activity *x = &both[k]->activities.at[i];
            out_format(o, "%.*s %.*s, %.*s\n%.*s\n%.*s\n%.*s\n", STR_ARGS(x->code), STR_ARGS(x->group.text),
                       STR_ARGS(x->title.text), STR_ARGS(x->leads_text.text), STR_ARGS(x->partners_text.text),
                       STR_ARGS(x->time.text));
            for (size_t m = 0; m < x->contents.n; m++) out_format(o, "%.*s\n", STR_ARGS(x->contents.at[m].text));
        }
        for (size_t i = 0; i < both[k]->assignments.n; i++) {
            const Assignment *x = &both[k]->assignments.at[i];
            out_format(o, "%d %.*s\n", x->number, STR_ARGS(x->heading.text));
            for (size_t m = 0; m < x->duties.n; m++) out_format(o, "%.*s\n", STR_ARGS(x->duties.at[m].text));
        }
        out_format(o, "%zu %zu %zu %.*s\n", both[k]->purposes.n, both[k]->requirements.n, both[k]->recipients.n,
                   STR_ARGS(both[k]->signer_name.text));
    }
    first_difference(out_str(&a), out_str(&b), "meant", begun);
}

/* One of so many also as PDF, which takes ten times as long: poppler turns the file's colour profile around for each
 * page. */
enum { PDF_EVERY = 3 };

static void random_plans_come_back(void **state)
{
    (void)state;
    const Directory *directory;
    assert_int_equal(directory_shipped(&c, &directory), OK);
    const char *given = getenv("WRITTEN_SEED");
    uint64_t first = given ? strtoull(given, NULL, 10) : 1;
    for (int i = 0, n = given ? 1 : test_times(6, 200); i < n; i++) {
        Arena mark = c.mem;
        uint64_t begun = seed = first + (uint64_t)i;
        Reading meant = random_reading();
        Reading word = written_and_read(&meant, directory, PAPER_FILE_DOCX);
        same_as_meant(&meant, &word, begun);
        Reading again = written_and_read(&word, directory, PAPER_FILE_DOCX);
        first_difference(shown(&word), shown(&again), "Word", begun);
        if (given || i % PDF_EVERY == 0) {
            Reading pdf = written_and_read(&word, directory, PAPER_FILE_PDF);
            first_difference(shown(&word), shown(&pdf), "PDF", begun);
        }
        arena_back(&c.mem, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(random_plans_come_back, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
