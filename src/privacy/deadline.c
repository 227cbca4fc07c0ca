// SPDX-License-Identifier: Apache-2.0
/* deadline.c -- how long an answer may take, by the law of the day on which the request came.
 *
 * Days are calendar days; the day of the request is not counted (Civil Code 2015 art. 147(2)), and a period that ends
 * on a day off ends on the next working day (art. 148(5)).  Hours run through. */
#include "privacy/privacy.h"

const DataKindName data_kinds[DATA_KINDS] = {
    [DATA_VIEW] = {"xem", "Xem, nhận bản sao", "biết hệ thống giữ gì về mình, ngoài những gì trang này đã hiện"},
    [DATA_CORRECT] = {"sua", "Sửa", "sửa điều sai mà bạn không tự sửa được"},
    [DATA_RESTRICT] = {"han-che", "Hạn chế xử lý", "tạm ngừng dùng dữ liệu trong lúc làm rõ"},
    [DATA_OBJECT] = {"phan-doi", "Phản đối xử lý", "không muốn dữ liệu được dùng vào một việc"},
    [DATA_WITHDRAW] = {"rut", "Rút lại đồng ý", "khi nút rút lại ở trên chưa đủ"},
    [DATA_DELETE] = {"xoa", "Xóa", "xóa thông tin của bạn; tài khoản sẽ không dùng được nữa"},
};

#define NEW_LAW "Nghị định 356/2025/NĐ-CP Điều 5"
/* NĐ 13 gives no hours for correcting and withdrawing, only "at once": we hold ourselves to the others' 72. */
const DataTerm data_terms[] = {
    {"2023-07-01", DATA_VIEW, 0, 0, 72, 0, "Nghị định 13/2023/NĐ-CP Điều 14"},
    {"2023-07-01", DATA_CORRECT, 0, 0, 72, 0, "Nghị định 13/2023/NĐ-CP Điều 15: ngay khi có thể; 72 giờ là hạn tự đặt"},
    {"2023-07-01", DATA_RESTRICT, 0, 0, 72, 0, "Nghị định 13/2023/NĐ-CP Điều 9"},
    {"2023-07-01", DATA_OBJECT, 0, 0, 72, 0, "Nghị định 13/2023/NĐ-CP Điều 9"},
    {"2023-07-01", DATA_WITHDRAW, 0, 0, 72, 0, "Nghị định 13/2023/NĐ-CP Điều 12: không nêu hạn; 72 giờ là hạn tự đặt"},
    {"2023-07-01", DATA_DELETE, 0, 0, 72, 0, "Nghị định 13/2023/NĐ-CP Điều 16"},
    {"2026-01-01", DATA_VIEW, 2, 10, 0, 10, NEW_LAW},
    {"2026-01-01", DATA_CORRECT, 2, 10, 0, 10, NEW_LAW},
    {"2026-01-01", DATA_RESTRICT, 2, 15, 0, 15, NEW_LAW},
    {"2026-01-01", DATA_OBJECT, 2, 15, 0, 15, NEW_LAW},
    {"2026-01-01", DATA_WITHDRAW, 2, 15, 0, 15, NEW_LAW},
    {"2026-01-01", DATA_DELETE, 2, 20, 0, 20, NEW_LAW},
    {0},
};

const DataTerm *data_term(DataKind kind, Day received)
{
    const DataTerm *found = NULL;
    for (const DataTerm *t = data_terms; t->from; t++)
        if (t->kind == kind && (!found || day_parse_iso(str_of(t->from)) <= received)) found = t;
    return found;
}

enum { HOUR_MS = 3600 * 1000, VIETNAM_HOURS = 7 };

static int64_t end_of(Day d) { return ((int64_t)d + 1) * 24 * HOUR_MS - VIETNAM_HOURS * HOUR_MS - 1; }

DataDeadline data_deadline(const Workdays *w, DataKind kind, int64_t received_at, bool extended)
{
    Day received = day_at(received_at);
    const DataTerm *t = data_term(kind, received);
    DataDeadline d = {.term = t, .acknowledge_by = NO_DAY};
    if (t->acknowledge) d.acknowledge_by = workday_add(w, received, t->acknowledge);
    if (t->hours) {
        d.due_at = received_at + (int64_t)t->hours * HOUR_MS;
        d.due = day_at(d.due_at);
        return d;
    }
    d.due = workday_add(w, received + t->days + (extended ? t->more : 0) - 1, 1);
    d.due_at = end_of(d.due);
    return d;
}
