// SPDX-License-Identifier: Apache-2.0
/* label.c -- the labels of plans and what they mean.  A label is the text before a colon, or a short item alone. */
#include "reading/inside.h"
#include "viet/distance.h"
#include "viet/text.h"

/* Folded as viet_fold_ocr gives them. */
static const struct {
    Str folded;
    Field field;
} labels[] = {
    {STR("noi dung"), FIELD_CONTENT},
    {STR("noi dung thuc hien"), FIELD_CONTENT},
    {STR("noi dung cong viec"), FIELD_CONTENT},
    {STR("noi dung nhiem vu"), FIELD_CONTENT},
    {STR("nhiem vu"), FIELD_CONTENT},
    {STR("nhiem vu cu the"), FIELD_CONTENT},
    {STR("noi dung chinh"), FIELD_CONTENT},
    {STR("noi dung cu the"), FIELD_CONTENT},
    {STR("giai phap"), FIELD_CONTENT},
    {STR("noi dung tuyen truyen"), FIELD_CONTENT},
    {STR("noi dung hoat dong"), FIELD_CONTENT},
    {STR("nhiem vu giai phap"), FIELD_CONTENT},
    {STR("hinh thuc"), FIELD_FORMAT},
    {STR("hinh thuc to chuc"), FIELD_FORMAT},
    {STR("hinh thuc khen thuong"), FIELD_FORMAT},
    {STR("hinh thuc thuc hien"), FIELD_FORMAT},
    {STR("hinh thuc tuyen truyen"), FIELD_FORMAT},
    {STR("phuong thuc thuc hien"), FIELD_FORMAT},
    {STR("cach thuc thuc hien"), FIELD_FORMAT},
    {STR("cach thuc to chuc"), FIELD_FORMAT},
    {STR("phuong phap thuc hien"), FIELD_FORMAT},
    {STR("co quan chu tri"), FIELD_LEAD},
    {STR("don vi chu tri"), FIELD_LEAD},
    {STR("chu tri"), FIELD_LEAD},
    {STR("co quan don vi chu tri"), FIELD_LEAD},
    {STR("don vi co quan chu tri"), FIELD_LEAD},
    {STR("co quan thuc hien"), FIELD_LEAD},
    {STR("don vi thuc hien"), FIELD_LEAD},
    {STR("co quan don vi thuc hien"), FIELD_LEAD},
    {STR("co quan chu tri thuc hien"), FIELD_LEAD},
    {STR("don vi chu tri thuc hien"), FIELD_LEAD},
    {STR("chu tri thuc hien"), FIELD_LEAD},
    {STR("phan cong thuc hien"), FIELD_LEAD},
    {STR("co quan chu tri tham muu"), FIELD_LEAD},
    {STR("chu tri tham muu"), FIELD_LEAD},
    {STR("don vi chu tri tham muu"), FIELD_LEAD},
    {STR("don vi chiu trach nhiem"), FIELD_LEAD},
    {STR("co quan chiu trach nhiem"), FIELD_LEAD},
    {STR("don vi chu tri trien khai"), FIELD_LEAD},
    {STR("co quan chu tri trien khai"), FIELD_LEAD},
    {STR("co quan don vi chu tri thuc hien"), FIELD_LEAD},
    {STR("giao nhiem vu"), FIELD_LEAD},
    {STR("don vi trien khai"), FIELD_LEAD},
    {STR("don vi chu tri tham muu"), FIELD_LEAD},
    {STR("don vi to chuc"), FIELD_LEAD},
    {STR("co quan to chuc"), FIELD_LEAD},
    {STR("don vi dau moi"), FIELD_LEAD},
    {STR("co quan dau moi"), FIELD_LEAD},
    {STR("trach nhiem thuc hien"), FIELD_LEAD},
    {STR("to chuc thuc hien"), FIELD_LEAD},
    {STR("co quan phoi hop"), FIELD_PARTNER},
    {STR("don vi phoi hop"), FIELD_PARTNER},
    {STR("phoi hop"), FIELD_PARTNER},
    {STR("co quan don vi phoi hop"), FIELD_PARTNER},
    {STR("co quan don vi phoi hop thuc hien"), FIELD_PARTNER},
    {STR("phoi hop voi"), FIELD_PARTNER},
    {STR("don vi cung phoi hop"), FIELD_PARTNER},
    {STR("phoi hop thuc hien"), FIELD_PARTNER},
    {STR("don vi phoi hop thuc hien"), FIELD_PARTNER},
    {STR("co quan phoi hop thuc hien"), FIELD_PARTNER},
    {STR("thoi gian"), FIELD_TIME},
    {STR("thoi gian thuc hien"), FIELD_TIME},
    {STR("thoi gian to chuc"), FIELD_TIME},
    {STR("thoi gian hoan thanh"), FIELD_TIME},
    {STR("thoi han"), FIELD_TIME},
    {STR("thoi gian bat dau"), FIELD_TIME},
    {STR("thoi gian thuc hien du kien"), FIELD_TIME},
    {STR("thoi gian du kien hoan thanh"), FIELD_TIME},
    {STR("lo trinh"), FIELD_TIME},
    {STR("lo trinh thuc hien"), FIELD_TIME},
    {STR("thoi gian va dia diem"), FIELD_TIME},
    {STR("thoi gian dia diem"), FIELD_TIME},
    {STR("thoi gian trien khai"), FIELD_TIME},
    {STR("thoi gian du kien"), FIELD_TIME},
    {STR("thoi han hoan thanh"), FIELD_TIME},
    {STR("thoi han thuc hien"), FIELD_TIME},
    {STR("tien do"), FIELD_TIME},
    {STR("tien do thuc hien"), FIELD_TIME},
    {STR("tien do hoan thanh"), FIELD_TIME},
    {STR("thoi diem"), FIELD_TIME},
    {STR("hoan thanh"), FIELD_TIME},
    {STR("dia diem"), FIELD_PLACE},
    {STR("dia diem to chuc"), FIELD_PLACE},
    {STR("dia diem thuc hien"), FIELD_PLACE},
    {STR("dia ban"), FIELD_PLACE},
    {STR("quy mo"), FIELD_SCALE},
    {STR("quy mo to chuc"), FIELD_SCALE},
    {STR("so luong"), FIELD_SCALE},
    {STR("thanh phan"), FIELD_AUDIENCE},
    {STR("thanh phan tham du"), FIELD_AUDIENCE},
    {STR("thanh phan tham gia"), FIELD_AUDIENCE},
    {STR("doi tuong"), FIELD_AUDIENCE},
    {STR("doi tuong tham gia"), FIELD_AUDIENCE},
    {STR("doi tuong tham du"), FIELD_AUDIENCE},
    {STR("chu de"), FIELD_THEME},
    {STR("thong diep"), FIELD_THEME},
    {STR("san pham"), FIELD_PRODUCT},
    {STR("ket qua"), FIELD_PRODUCT},
    {STR("san pham ket qua"), FIELD_PRODUCT},
    {STR("ket qua san pham"), FIELD_PRODUCT},
    {STR("san pham du kien"), FIELD_PRODUCT},
    {STR("ket qua dau ra"), FIELD_PRODUCT},
    {STR("ket qua du kien"), FIELD_PRODUCT},
    {STR("san pham dau ra"), FIELD_PRODUCT},
    {STR("san pham hoan thanh"), FIELD_PRODUCT},
    {STR("ket qua thuc hien"), FIELD_PRODUCT},
    {STR("muc tieu"), FIELD_PRODUCT},
    {STR("chi tieu"), FIELD_PRODUCT},
    {STR("yeu cau san pham"), FIELD_PRODUCT},
    {STR("kinh phi"), FIELD_FUNDING},
    {STR("kinh phi thuc hien"), FIELD_FUNDING},
    {STR("nguon kinh phi"), FIELD_FUNDING},
    {STR("nguon von"), FIELD_FUNDING},
    {STR("du toan kinh phi"), FIELD_FUNDING},
    {STR("muc dich"), FIELD_PURPOSE},
    {STR("yeu cau"), FIELD_REQUIREMENT},
};

/* Of the longer length.  A label of clean text may differ by a letter or two, one of garbled text by more. */
static const double most_garbled = 0.30, most_clean = 0.10, clearly = 0.03, sure = 0.12, alone_garbled = 0.2;
enum { LABEL_BYTES_MAX = 90, ALONE_BYTES_MAX = 48 };

static Str unmarked(Str s)
{
    while (s.n && strchr("*_-+ ", s.p[0])) s = str_from(s, 1);
    return without_final(s, "*_ ");
}

/* The field whose label is nearest, with its distance; FIELD_NONE when none is near or two are. */
static Field nearest_field(Ctx *c, Str printed, double most)
{
    Arena mark = c->mem;
    Str read = viet_fold_ocr(&c->mem, unmarked(printed));
    Field best = FIELD_NONE;
    double least = most, second = 1;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        double d = viet_distance_ratio(read, labels[i].folded, most);
        if (d > most) continue;
        if (d <= least) {
            if (best != labels[i].field) second = best == FIELD_NONE ? 1 : least;
            least = d, best = labels[i].field;
        } else if (labels[i].field != best && d < second) second = d;
    }
    c->mem.at = mark.at;
    if (least > sure && second - least < clearly) return FIELD_NONE;
    return best;
}

void item_label(Ctx *c, const Reader *r, Item *item)
{
    double most = r->garbled ? most_garbled : most_clean;
    Str s = item->text.text;
    size_t colon = str_index(s, ':');
    item->field = FIELD_NONE, item->label = (Str){0}, item->value = (Text){0};
    if (colon < s.n && colon <= LABEL_BYTES_MAX) item->label = str_slice(s, 0, colon);
    else if (s.n <= ALONE_BYTES_MAX && item->mark != MARK_NONE)
        item->label = s, most = r->garbled ? alone_garbled : sure;
    else return;
    /* "Nội dung (dự kiến): …" */
    size_t bracket = str_index(item->label, '(');
    Str name = bracket > 3 && str_index(item->label, ')') < item->label.n ? str_trim(str_slice(item->label, 0, bracket))
                                                                          : item->label;
    item->field = nearest_field(c, without_final(name, ".:;"), most);
    if (item->field == FIELD_NONE) return;
    Str value = colon < s.n ? str_trim(str_from(s, colon + 1)) : (Str){0};
    item->value = item->text;
    item->value.text = item->value.raw = value;
    if (item->mark == MARK_NONE) item->mark = MARK_FIELD;
}

Field label_nearest(Ctx *c, const Reader *r, Str printed)
{
    return nearest_field(c, printed, r->garbled ? most_garbled : most_clean);
}

static Field field_of_line(Ctx *c, const Reader *r, Str line)
{
    size_t colon = str_index(str_slice(line, 0, LABEL_BYTES_MAX), ':');
    bool has_colon = colon < line.n && colon < LABEL_BYTES_MAX;
    return has_colon ? label_nearest(c, r, str_slice(line, 0, colon)) : FIELD_NONE;
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
    bool labelled = own < LABEL_BYTES_MAX && nearest_field(c, str_slice(s, 0, own), sure) != FIELD_NONE;
    for (size_t colon = labelled ? own + 1 : 1; colon < s.n; colon++) {
        if (s.p[colon] != ':') continue;
        size_t from = colon;
        while (from > 0 && colon - from < LABEL_BYTES_MAX && !strchr(".;,(", s.p[from - 1])) from--;
        if (!from || colon - from >= LABEL_BYTES_MAX) continue;
        from = from + (from < colon && s.p[from] == ' ');
        Field f = nearest_field(c, str_slice(s, from, colon), sure);
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
