// SPDX-License-Identifier: Apache-2.0
/* made_design.h -- a design made by hand, for the tests and fuzzers of this folder: every type that expressions and
 * answers tell apart, a list with a tag, a table with a calculated column. */
#pragma once
#include "form/answers.h"

static const Str made_tags[] = {STR("huyen")}, made_of_yen_dung[] = {STR("yen_dung")},
                 made_of_viet_yen[] = {STR("viet_yen")};
static const DesignChoice made_districts[] = {{.key = STR("yen_dung"), .label.text = STR("Yên Dũng")},
                                              {.key = STR("viet_yen"), .label.text = STR("Việt Yên")}};
static const DesignChoice made_communes[] = {
    {.key = STR("nham_bien"), .label.text = STR("Nham Biền"), .tag = made_of_yen_dung},
    {.key = STR("tan_an"), .label.text = STR("Tân An"), .tag = made_of_yen_dung},
    {.key = STR("bich_dong"), .label.text = STR("Bích Động"), .tag = made_of_viet_yen}};
static const DesignList made_lists[] = {{.name = STR("huyen"), made_districts, 2, NULL, 0},
                                        {.name = STR("xa"), made_communes, 3, made_tags, 1}};

enum { MADE_TABLE = 13 }; /* the place of the table, "hang" */
static const DesignField made_fields[] = {
    {.type = FIELD_HEADING, .name = STR("phan_1"), .label.text = STR("Phần một"), .rows = NO_ROWS},
    {.type = FIELD_TEXT, .name = STR("ten"), .label.text = STR("Tên"), .rows = NO_ROWS},
    {.type = FIELD_INTEGER, .name = STR("so_luong"), .label.text = STR("Số lượng"), .rows = NO_ROWS},
    {.type = FIELD_DECIMAL,
     .name = STR("dien_tich"),
     .label.text = STR("Diện tích"),
     .unit = STR("m²"),
     .rows = NO_ROWS},
    {.type = FIELD_MONEY, .name = STR("kinh_phi"), .label.text = STR("Kinh phí"), .rows = NO_ROWS},
    {.type = FIELD_DAY, .name = STR("ngay"), .label.text = STR("Ngày"), .rows = NO_ROWS},
    {.type = FIELD_DAY, .name = STR("ngay_ket_thuc"), .label.text = STR("Ngày kết thúc"), .rows = NO_ROWS},
    {.type = FIELD_PERIOD, .name = STR("thoi_gian"), .label.text = STR("Thời gian"), .rows = NO_ROWS},
    {.type = FIELD_CHOICE, .name = STR("huyen"), .label.text = STR("Huyện"), .list = &made_lists[0], .rows = NO_ROWS},
    {.type = FIELD_CHOICES, .name = STR("xa"), .label.text = STR("Xã"), .list = &made_lists[1], .rows = NO_ROWS},
    {.type = FIELD_YES, .name = STR("dong_y"), .label.text = STR("Đồng ý"), .rows = NO_ROWS},
    {.type = FIELD_MAIL, .name = STR("thu"), .label.text = STR("Thư"), .rows = NO_ROWS},
    {.type = FIELD_PHONE, .name = STR("dien_thoai"), .label.text = STR("Điện thoại"), .rows = NO_ROWS},
    {.type = FIELD_ROWS, .name = STR("hang"), .label.text = STR("Hàng"), .rows = NO_ROWS},
    {.type = FIELD_TEXT, .name = STR("ten_hang"), .label.text = STR("Tên hàng"), .rows = MADE_TABLE},
    {.type = FIELD_INTEGER, .name = STR("so"), .label.text = STR("Số"), .rows = MADE_TABLE},
    {.type = FIELD_MONEY, .name = STR("gia"), .label.text = STR("Giá"), .rows = MADE_TABLE},
    {.type = FIELD_COMPUTED, .name = STR("thanh_tien"), .label.text = STR("Thành tiền"), .rows = MADE_TABLE},
    {.type = FIELD_COMPUTED, .name = STR("tong"), .label.text = STR("Tổng"), .rows = NO_ROWS},
    {.type = FIELD_URL, .name = STR("trang"), .label.text = STR("Trang"), .rows = NO_ROWS},
    {.type = FIELD_COMPUTED, .name = STR("tinh_1"), .rows = NO_ROWS},
    {.type = FIELD_COMPUTED, .name = STR("tinh_2"), .rows = NO_ROWS},
    {.type = FIELD_COMPUTED, .name = STR("tinh_3"), .rows = NO_ROWS},
    {.type = FIELD_LINES, .name = STR("ghi_chu"), .label.text = STR("Ghi chú"), .rows = NO_ROWS},
};
enum { MADE_FIELDS = sizeof made_fields / sizeof *made_fields };

/* A copy whose fields may be changed until it is used. */
static inline Design *made_design(Arena *mem, DesignField **field)
{
    Design *d = NEW(mem, Design, 1);
    *field = NEW(mem, DesignField, MADE_FIELDS);
    memcpy(*field, made_fields, sizeof made_fields);
    *d = (Design){
        .code = S("thu"), .title = S("Thử"), .field = *field, .n = MADE_FIELDS, .lists = made_lists, .n_lists = 2};
    return d;
}

static inline DesignField *made_field(DesignField *field, const char *name)
{
    for (size_t i = 0; i < MADE_FIELDS; i++)
        if (str_equal(field[i].name, str_of(name))) return &field[i];
    abort();
}
