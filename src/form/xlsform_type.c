// SPDX-License-Identifier: Apache-2.0
#include "form/xlsform.h"

/* What stands in the column `type`, as xls_word has it; all its ways of writing. */
static const struct {
    const char *words;
    XlsTypeKind kind;
    FieldType field;
    const char *says;
} types[] = {
    {"text|string", XLS_FIELD, FIELD_TEXT, NULL},
    {"integer|int", XLS_FIELD, FIELD_INTEGER, NULL},
    {"decimal", XLS_FIELD, FIELD_DECIMAL, NULL},
    {"range", XLS_RANGE, FIELD_INTEGER, NULL},
    {"date", XLS_FIELD, FIELD_DAY, NULL},
    {"datetime|date_time", XLS_FIELD, FIELD_DAY, "ở đây chỉ giữ ngày, không giữ giờ"},
    {"time", XLS_TIME, FIELD_TEXT, NULL},
    {"note", XLS_FIELD, FIELD_NOTE, NULL},
    {"calculate", XLS_FIELD, FIELD_COMPUTED, NULL},
    {"hidden", XLS_HIDDEN, FIELD_COMPUTED, NULL},
    {"acknowledge|trigger", XLS_ACKNOWLEDGE, FIELD_CHOICE, NULL},
    {"barcode", XLS_FIELD, FIELD_TEXT, "ở đây gõ mã thay vì quét"},
    {"image|photo", XLS_FIELD, FIELD_IMAGE, NULL},
    {"file", XLS_FIELD, FIELD_FILE, NULL},
    {"begin_group|begin_lgroup", XLS_BEGIN_GROUP, FIELD_HEADING, NULL},
    {"end_group|end_lgroup", XLS_END_GROUP, FIELD_HEADING, NULL},
    {"begin_repeat|begin_lrepeat|begin_loop", XLS_BEGIN_REPEAT, FIELD_ROWS, NULL},
    {"end_repeat|end_lrepeat|end_loop", XLS_END_REPEAT, FIELD_ROWS, NULL},
    {"today", XLS_TODAY, FIELD_COMPUTED, NULL},
    {"start|end|deviceid|device_id|subscriberid|simserial|sim_id|imei|username|email|phonenumber|phone_number|audit|"
     "start_geopoint|background_audio|background_geopoint",
     XLS_OURSELVES, FIELD_NOTE, "chương trình tự ghi người gửi và lúc gửi"},
    {"audio", XLS_NOT_TAKEN, FIELD_NOTE, "ghi âm"},
    {"video", XLS_NOT_TAKEN, FIELD_NOTE, "quay phim"},
    {"geopoint|gps|location", XLS_NOT_TAKEN, FIELD_NOTE, "vị trí trên bản đồ"},
    {"geotrace", XLS_NOT_TAKEN, FIELD_NOTE, "đường vẽ trên bản đồ"},
    {"geoshape", XLS_NOT_TAKEN, FIELD_NOTE, "vùng vẽ trên bản đồ"},
    {"osm", XLS_NOT_TAKEN, FIELD_NOTE, "dữ liệu OpenStreetMap"},
    {"xml_external|csv_external", XLS_NOT_TAKEN, FIELD_NOTE, "dữ liệu ở tệp khác"},
};

/* How a choice begins; then comes the name of its list. */
static const struct {
    const char *words;
    FieldType field;
    const char *says;
} selects[] = {
    {"select_one_from_file ", FIELD_NOTE, "danh sách chọn nằm ở tệp khác"},
    {"select_multiple_from_file ", FIELD_NOTE, "danh sách chọn nằm ở tệp khác"},
    {"select_one_external ", FIELD_NOTE, "danh sách chọn nằm ở trang tính khác (external_choices)"},
    {"select_all_that_apply_from ", FIELD_CHOICES, NULL},
    {"select_all_that_apply ", FIELD_CHOICES, NULL},
    {"select_multiple_from ", FIELD_CHOICES, NULL},
    {"select_multiple ", FIELD_CHOICES, NULL},
    {"select_one_from ", FIELD_CHOICE, NULL},
    {"select_one ", FIELD_CHOICE, NULL},
    {"select1 ", FIELD_CHOICE, NULL},
    {"rank ", FIELD_CHOICES, "ở đây chọn được nhiều, không xếp được thứ tự"},
};

/* `s` without the words at its beginning, which may be written with blanks or strokes between: "Select one  x". */
static bool begins(Str s, const char *words, Str *rest)
{
    size_t i = 0;
    for (; *words; words++) {
        char c = i < s.n ? s.p[i] : 0;
        bool is_gap = c == ' ' || c == '\t' || c == '_' || c == '-';
        if (*words == '_'   ? !is_gap
            : *words == ' ' ? c != ' ' && c != '\t'
                            : (c >= 'A' && c <= 'Z' ? c + 32 : c) != *words)
            return false;
        i++;
    }
    *rest = str_trim(str_from(s, i));
    return rest->n > 0;
}

static bool ends_in(Str *s, Str words)
{
    if (s->n <= words.n || !str_equal_ascii(str_from(*s, s->n - words.n), words)) return false;
    *s = str_trim(str_slice(*s, 0, s->n - words.n));
    return true;
}

XlsType xls_type(Arena *mem, Str written)
{
    Str rest, word = xls_word(mem, written), one;
    for (size_t i = 0; i < sizeof selects / sizeof *selects; i++) {
        if (!begins(written, selects[i].words, &rest)) continue;
        XlsType type = {selects[i].field == FIELD_NOTE ? XLS_NOT_TAKEN : XLS_SELECT, selects[i].field, selects[i].says,
                        rest, false};
        type.has_other = ends_in(&type.list, S(" or_other")) || ends_in(&type.list, S(" or specify other")) ||
                         ends_in(&type.list, S(" or other"));
        return type;
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        for (Str words = str_of(types[i].words); str_cut(&words, '|', &one);)
            if (str_equal(one, word)) return (XlsType){types[i].kind, types[i].field, types[i].says, (Str){0}, false};
    return (XlsType){.kind = XLS_UNKNOWN};
}
