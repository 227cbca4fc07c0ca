// SPDX-License-Identifier: Apache-2.0
/* label.c -- the labels of plans and what they mean.  A label is the text before a colon, or a short item alone, that
 * is made of nothing but the words of labels: {cơ quan | đơn vị | phòng …} {chủ trì | phối hợp} {tham mưu | triển khai
 * | thực hiện}*, {thời gian | tiến độ …} {hoàn thành …}*, {sản phẩm | kết quả} … */
#include "reading/inside.h"
#include "viet/distance.h"
#include "viet/text.h"

/* What a word of labels is; those from WORD_CONTENT on are a field of their own when they come first. */
typedef enum {
    WORD_FILL,  /* says nothing by itself */
    WORD_DO,    /* thực hiện, triển khai … */
    WORD_WHO,   /* cơ quan, đơn vị … */
    WORD_LEAD,  /* chủ trì … */
    WORD_TASK,  /* phân công, trách nhiệm: who, when it is said what for */
    WORD_HELP,  /* phối hợp */
    WORD_GOAL,  /* mục đích, yêu cầu: two of them head a part */
    WORD_FIELD, /* heads a field by itself */
} Kind;

/* Folded; the longer before what they begin with. */
static const struct {
    Str folded;
    Kind kind;
    Field field;
} words[] = {
    {STR("co quan"), WORD_WHO, FIELD_LEAD},
    {STR("don vi"), WORD_WHO, FIELD_LEAD},
    {STR("bo phan"), WORD_WHO, FIELD_LEAD},
    {STR("phong ban"), WORD_WHO, FIELD_LEAD},
    {STR("phong"), WORD_WHO, FIELD_LEAD},
    {STR("ban"), WORD_WHO, FIELD_LEAD},
    {STR("nguoi"), WORD_WHO, FIELD_LEAD},
    {STR("ca nhan"), WORD_WHO, FIELD_LEAD},
    {STR("dia phuong"), WORD_WHO, FIELD_LEAD},
    {STR("chu tri"), WORD_LEAD, FIELD_LEAD},
    {STR("dau moi"), WORD_LEAD, FIELD_LEAD},
    {STR("phu trach"), WORD_LEAD, FIELD_LEAD},
    {STR("chiu trach nhiem"), WORD_LEAD, FIELD_LEAD},
    {STR("trach nhiem"), WORD_TASK, FIELD_LEAD},
    {STR("phan cong"), WORD_TASK, FIELD_LEAD},
    {STR("giao"), WORD_TASK, FIELD_LEAD},
    {STR("cung phoi hop"), WORD_HELP, FIELD_PARTNER},
    {STR("cung thuc hien"), WORD_HELP, FIELD_PARTNER},
    {STR("phoi hop"), WORD_HELP, FIELD_PARTNER},
    {STR("thuc hien"), WORD_DO, FIELD_LEAD},
    {STR("trien khai"), WORD_DO, FIELD_LEAD},
    {STR("tham muu"), WORD_DO, FIELD_LEAD},
    {STR("to chuc"), WORD_DO, FIELD_LEAD},
    {STR("theo doi"), WORD_DO, FIELD_LEAD},
    {STR("thoi gian"), WORD_FIELD, FIELD_TIME},
    {STR("thoi han"), WORD_FIELD, FIELD_TIME},
    {STR("thoi diem"), WORD_FIELD, FIELD_TIME},
    {STR("tien do"), WORD_FIELD, FIELD_TIME},
    {STR("lo trinh"), WORD_FIELD, FIELD_TIME},
    {STR("hoan thanh"), WORD_FIELD, FIELD_TIME},
    {STR("han"), WORD_FIELD, FIELD_TIME},
    {STR("dia diem"), WORD_FIELD, FIELD_PLACE},
    {STR("dia ban"), WORD_FIELD, FIELD_PLACE},
    {STR("quy mo"), WORD_FIELD, FIELD_SCALE},
    {STR("so luong"), WORD_FIELD, FIELD_SCALE},
    {STR("thanh phan"), WORD_FIELD, FIELD_AUDIENCE},
    {STR("doi tuong"), WORD_FIELD, FIELD_AUDIENCE},
    {STR("chu de"), WORD_FIELD, FIELD_THEME},
    {STR("thong diep"), WORD_FIELD, FIELD_THEME},
    {STR("san pham"), WORD_FIELD, FIELD_PRODUCT},
    {STR("ket qua"), WORD_FIELD, FIELD_PRODUCT},
    {STR("muc tieu"), WORD_FIELD, FIELD_PRODUCT},
    {STR("chi tieu"), WORD_FIELD, FIELD_PRODUCT},
    {STR("hinh thuc"), WORD_FIELD, FIELD_FORMAT},
    {STR("phuong thuc"), WORD_FIELD, FIELD_FORMAT},
    {STR("cach thuc"), WORD_FIELD, FIELD_FORMAT},
    {STR("phuong phap"), WORD_FIELD, FIELD_FORMAT},
    {STR("noi dung"), WORD_FIELD, FIELD_CONTENT},
    {STR("nhiem vu"), WORD_FIELD, FIELD_CONTENT},
    {STR("giai phap"), WORD_FIELD, FIELD_CONTENT},
    {STR("cong viec"), WORD_FIELD, FIELD_CONTENT},
    {STR("nguon kinh phi"), WORD_FIELD, FIELD_FUNDING},
    {STR("nguon von"), WORD_FIELD, FIELD_FUNDING},
    {STR("du toan"), WORD_FIELD, FIELD_FUNDING},
    {STR("kinh phi"), WORD_FIELD, FIELD_FUNDING},
    {STR("muc dich"), WORD_GOAL, FIELD_PURPOSE},
    {STR("yeu cau"), WORD_GOAL, FIELD_REQUIREMENT},
    {STR("tham du"), WORD_FILL, FIELD_NONE},
    {STR("tham gia"), WORD_FILL, FIELD_NONE},
    {STR("thu huong"), WORD_FILL, FIELD_NONE},
    {STR("khen thuong"), WORD_FILL, FIELD_NONE},
    {STR("tuyen truyen"), WORD_FILL, FIELD_NONE},
    {STR("hoat dong"), WORD_FILL, FIELD_NONE},
    {STR("du kien"), WORD_FILL, FIELD_NONE},
    {STR("bat dau"), WORD_FILL, FIELD_NONE},
    {STR("ket thuc"), WORD_FILL, FIELD_NONE},
    {STR("dau ra"), WORD_FILL, FIELD_NONE},
    {STR("can dat"), WORD_FILL, FIELD_NONE},
    {STR("dat duoc"), WORD_FILL, FIELD_NONE},
    {STR("cu the"), WORD_FILL, FIELD_NONE},
    {STR("chi tiet"), WORD_FILL, FIELD_NONE},
    {STR("chinh"), WORD_FILL, FIELD_NONE},
    {STR("chu yeu"), WORD_FILL, FIELD_NONE},
    {STR("moi"), WORD_FILL, FIELD_NONE},
    {STR("cung"), WORD_FILL, FIELD_NONE},
    {STR("voi"), WORD_FILL, FIELD_NONE},
    {STR("va"), WORD_FILL, FIELD_NONE},
    {STR("cac"), WORD_FILL, FIELD_NONE},
    {STR("cua"), WORD_FILL, FIELD_NONE},
};
enum { WORDS = sizeof words / sizeof *words };

/* Labels as an OCR spoils them are found by distance from what the grammar makes of its commonest words. */
static const struct {
    const char *first[4], *then[7];
} common[] = {
    {{"co quan ", "don vi ", "co quan don vi ", ""},
     {"chu tri", "chu tri thuc hien", "thuc hien", "phoi hop", "phoi hop thuc hien", "chu tri tham muu"}},
    {{"thoi gian", "thoi han", "tien do", "lo trinh"}, {"", " thuc hien", " hoan thanh", " to chuc", " trien khai"}},
    {{"noi dung", "nhiem vu"}, {"", " thuc hien", " cong viec", " cu the", " tuyen truyen"}},
    {{"hinh thuc", "cach thuc"}, {"", " to chuc", " thuc hien", " tuyen truyen", " khen thuong"}},
    {{"thanh phan", "doi tuong"}, {"", " tham du", " tham gia"}},
    {{"san pham", "ket qua"}, {"", " dau ra", " du kien", " thuc hien"}},
    {{"trach nhiem", "phan cong", "to chuc"}, {" thuc hien"}},
    {{"dia diem", "quy mo"}, {"", " to chuc", " thuc hien"}},
    {{"chu de", "so luong", "thong diep", "chi tieu"}, {""}},
    {{"muc dich", "yeu cau", "muc tieu", "giai phap"}, {""}},
    {{"kinh phi", "nguon kinh phi", "du toan kinh phi"}, {"", " thuc hien"}},
};

/* Of the longer length.  A label of clean text may differ by a letter or two, one of garbled text by more. */
static const double most_garbled = 0.30, most_clean = 0.10, clearly = 0.03, sure = 0.12, alone_garbled = 0.2;
enum { LABEL_BYTES_MAX = 90, ALONE_BYTES_MAX = 48, LABEL_WORDS_MAX = 10 };

/* -- the grammar -------------------------------------------------------------------------------------------- */

/* The longest word of labels with which `s` begins; -1 when none does. */
static int word_at(Str s)
{
    int best = -1;
    for (int i = 0; i < WORDS; i++) {
        Str w = words[i].folded;
        bool whole = str_starts(s, w) && (s.n == w.n || s.p[w.n] == ' ');
        if (whole && (best < 0 || w.n > words[best].folded.n)) best = i;
    }
    return best;
}

/* What a folded text says as a label; FIELD_NONE when a word in it is no word of labels. */
static Field parse(Str s)
{
    int seen[WORD_FIELD + 1] = {0}, n = 0, first = -1;
    for (; s.n; n++) {
        int w = word_at(s);
        if (w < 0 || n == LABEL_WORDS_MAX) return FIELD_NONE;
        seen[words[w].kind]++;
        if (first < 0 && words[w].kind != WORD_FILL) first = w;
        s = str_from(s, words[w].folded.n + (s.n > words[w].folded.n));
    }
    if (first < 0) return FIELD_NONE;
    Kind kind = words[first].kind;
    if (kind == WORD_GOAL)
        return seen[WORD_FIELD] ? FIELD_PRODUCT : seen[WORD_GOAL] > 1 ? FIELD_NONE : words[first].field;
    if (kind == WORD_FIELD) return words[first].field;
    if (seen[WORD_LEAD]) return FIELD_LEAD;
    if (seen[WORD_HELP]) return FIELD_PARTNER;
    if (kind == WORD_TASK) return seen[WORD_DO] || seen[WORD_FIELD] ? FIELD_LEAD : FIELD_NONE;
    if (kind == WORD_DO && n == 1) return str_equal(words[first].folded, S("thuc hien")) ? FIELD_LEAD : FIELD_NONE;
    return seen[WORD_DO] && !seen[WORD_FIELD] ? FIELD_LEAD : FIELD_NONE;
}

static Str unmarked(Str s)
{
    while (s.n && strchr("*_-+ ", s.p[0])) s = str_from(s, 1);
    return without_final(s, "*_ ");
}

/* The field of the nearest common label; FIELD_NONE when none is near or two are. */
static Field nearest(Str read, double most)
{
    Field best = FIELD_NONE;
    double least = most, second = 1;
    char label[64];
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        for (int a = 0; a < 4 && common[i].first[a]; a++)
            for (int b = 0; b < 7 && common[i].then[b]; b++) {
                size_t n = strlen(common[i].first[a]), m = strlen(common[i].then[b]);
                memcpy(label, common[i].first[a], n), memcpy(label + n, common[i].then[b], m);
                double d = viet_distance_ratio(read, (Str){label, n + m}, most);
                if (d > most) continue;
                Field field = parse((Str){label, n + m});
                if (d <= least) {
                    if (best != field) second = best == FIELD_NONE ? 1 : least;
                    least = d, best = field;
                } else if (field != best && d < second) second = d;
            }
    return least > sure && second - least < clearly ? FIELD_NONE : best;
}

static Field field_of(Ctx *c, Str printed, double most)
{
    Arena mark = c->mem;
    Str label = unmarked(printed);
    if (label.n > LABEL_BYTES_MAX) return FIELD_NONE;
    Field field = parse(viet_fold(&c->mem, label));
    if (field == FIELD_NONE) field = parse(viet_fold_ocr(&c->mem, label));
    if (field == FIELD_NONE) field = nearest(viet_fold_ocr(&c->mem, label), most);
    c->mem.at = mark.at;
    return field;
}

Field label_field(Ctx *c, const Reader *r, Str printed)
{
    return field_of(c, printed, r->garbled ? most_garbled : most_clean);
}

/* "Đơn vị được giao: Sở A", "Phân công: A chủ trì, B phối hợp": begins as labels of agencies do, and nothing but
 * agencies and their roles stands behind it. */
static Field field_of_agencies(Ctx *c, const Reader *r, Str label, Str value)
{
    static const Str helping[] = {STR("phoi hop"), STR("tham gia"), STR("ho tro"), STR("lien quan")};
    enum { VALUE_BYTES_MAX = 300 };
    Str folded = viet_fold(&c->mem, label);
    int first = word_at(folded);
    bool who = first >= 0 && (words[first].kind == WORD_WHO || words[first].kind == WORD_TASK);
    if (!who || !value.n || value.n > VALUE_BYTES_MAX) return FIELD_NONE;
    Str rest = without_final(str_from(value, parties_opening(c, r, value)), ".;: ");
    if (rest.n == value.n || (rest.n && !str_starts(rest, S(" chủ trì")) && !str_starts(rest, S(" thực hiện"))))
        return FIELD_NONE;
    for (size_t i = 0; i < sizeof helping / sizeof *helping; i++)
        if (str_contains(folded, helping[i])) return FIELD_PARTNER;
    return FIELD_LEAD;
}

/* -- items -------------------------------------------------------------------------------------------------- */

void item_label(Ctx *c, const Reader *r, Item *item)
{
    double most = r->garbled ? most_garbled : most_clean;
    Str s = item->text.text;
    size_t colon = str_index(s, ':');
    item->field = FIELD_NONE, item->label = (Str){0}, item->value = (Text){0};
    if (colon < s.n && colon <= LABEL_BYTES_MAX) item->label = str_slice(s, 0, colon);
    else if (s.n <= ALONE_BYTES_MAX && item->mark != MARK_NONE)
        item->label = s, most = r->garbled && !words_are_whole(s) ? alone_garbled : most_clean;
    else return;
    /* "Nội dung (dự kiến): …" */
    size_t bracket = str_index(item->label, '(');
    Str name = bracket > 3 && str_index(item->label, ')') < item->label.n ? str_trim(str_slice(item->label, 0, bracket))
                                                                          : item->label;
    item->field = field_of(c, without_final(name, ".:;"), most);
    Str value = colon < s.n ? str_trim(str_from(s, colon + 1)) : (Str){0};
    if (item->field == FIELD_NONE && item->mark >= MARK_DASH) item->field = field_of_agencies(c, r, name, value);
    if (item->field == FIELD_NONE) return;
    item->value = item->text;
    item->value.text = item->value.raw = value;
    if (item->mark == MARK_NONE) item->mark = MARK_FIELD;
}

static Field field_of_line(Ctx *c, const Reader *r, Str line)
{
    size_t colon = str_index(str_slice(line, 0, LABEL_BYTES_MAX), ':');
    bool has_colon = colon < line.n && colon < LABEL_BYTES_MAX;
    return has_colon ? label_field(c, r, str_slice(line, 0, colon)) : FIELD_NONE;
}

bool line_is_field(Ctx *c, const Reader *r, Str line) { return field_of_line(c, r, line) != FIELD_NONE; }

bool line_is_agency_field(Ctx *c, const Reader *r, Str line)
{
    Field f = field_of_line(c, r, line);
    return f == FIELD_LEAD || f == FIELD_PARTNER;
}

/* Where in `s`, behind a full stop or semicolon, the next label of a who-or-when field begins; s.n when nowhere. */
static size_t next_inner_label(Ctx *c, Str s)
{
    size_t own = str_index(s, ':'); /* "Cơ quan, đơn vị chủ trì:" in front is the item's own label */
    bool labelled = own < LABEL_BYTES_MAX && field_of(c, str_slice(s, 0, own), sure) != FIELD_NONE;
    for (size_t colon = labelled ? own + 1 : 1; colon < s.n; colon++) {
        if (s.p[colon] != ':') continue;
        size_t from = colon;
        while (from > 0 && colon - from < LABEL_BYTES_MAX && !strchr(".;,(", s.p[from - 1])) from--;
        if (!from || colon - from >= LABEL_BYTES_MAX) continue;
        from = from + (from < colon && s.p[from] == ' ');
        Field f = field_of(c, str_slice(s, from, colon), sure);
        if (f == FIELD_LEAD || f == FIELD_PARTNER || f == FIELD_TIME || f == FIELD_PRODUCT) return from;
    }
    return s.n;
}

void items_split_fields(Ctx *c, Reader *r)
{
    ItemList split = {0};
    for (size_t i = 0; i < r->items.n; i++) {
        Item item = r->items.at[i];
        Str s = item.text.text;
        for (bool first = true;; first = false) {
            size_t at = item.is_cell ? s.n : next_inner_label(c, s);
            Item *one = list_add(&c->mem, &split);
            *one = item;
            if (!first) one->mark = MARK_NONE, one->is_inner = true;
            one->text.text = one->text.raw = at < s.n ? without_final(str_slice(s, 0, at), ";( ") : s;
            if (at == s.n) break;
            s = str_from(s, at);
        }
    }
    r->items = split;
}
