// SPDX-License-Identifier: Apache-2.0
/* retention.c -- how long anything about a person is kept, and taking away what is over. */
#include "privacy/privacy.h"

const Retention retention[] = {
    {"Tài khoản và nhiệm vụ", "trong thời gian giữ nhiệm vụ, đến khi được yêu cầu xóa",
     "cần để giao việc; sau khi xóa chỉ còn mã số không dẫn đến ai"},
    {"Tài khoản không dùng", "khóa sau 45 ngày không đăng nhập", "TCVN 14423:2026; trừ người quản trị cuối cùng"},
    {"Phiên đăng nhập: thiết bị, địa chỉ mạng", "nhiều nhất 12 giờ, hoặc đến khi đăng xuất",
     "chỉ cần khi đang đăng nhập"},
    {"Số lần đăng nhập sai, dạng băm", "24 giờ", "chống dò mật khẩu"},
    {"Lời đề nghị nhiệm vụ chưa trả lời: họ tên, cơ quan, vai trò", "14 ngày, hoặc đến khi nhận",
     "chờ người được đề nghị trả lời"},
    {"Thiết bị và địa chỉ mạng từng đăng nhập, dạng băm", "90 ngày sau lần đăng nhập cuối, nhiều nhất 20 mục một người",
     "để người khác gõ sai mật khẩu không khóa được người dùng thật"},
    {"Khóa xác thực hai lớp chưa bật xong", "24 giờ", "để quét lại được sau khi tải lại trang"},
    {"Liên kết mời, đặt lại mật khẩu, dạng băm", "đến khi dùng hoặc hết hạn; hạn dài nhất 14 ngày",
     "dùng một lần rồi thôi"},
    {"Thư và tin nhắn chương trình gửi: địa chỉ, tiêu đề, nội dung",
     "30 ngày sau khi gửi xong, không gửi được hay bị bỏ", "để tìm lại thư không đến nơi"},
    {"Việc đã gửi một thư: lúc nào, cho mã số nào", "12 tháng", "để không gửi trùng"},
    {"Địa chỉ mạng và giá trị về cá nhân trong nhật ký", "12 tháng",
     "TCVN 14423:2026 buộc giữ nhật ký ít nhất 3 tháng; 12 tháng để đối chiếu trọn một mùa tổ chức và báo cáo năm"},
    {"Nhật ký: việc gì, lúc nào, mã số người làm", "lâu dài",
     "chuỗi nhật ký chứng minh không ai sửa; khi xóa một người, mã số không còn dẫn đến ai"},
    {"Đồng ý đã rút", "5 năm kể từ ngày rút",
     "phải chứng minh được sự đồng ý (Luật 91/2025/QH15 Điều 9); dài hơn thời hiệu đòi bồi thường 3 năm (Bộ luật Dân "
     "sự "
     "2015 Điều 588)"},
    {"Yêu cầu về dữ liệu đã giải quyết", "5 năm kể từ ngày giải quyết",
     "chứng minh đã trả lời đúng hạn; cùng lý do như trên"},
    {0},
};

#define DAY_MS (INT64_C(24) * 3600 * 1000)

/* Those whom nobody saw for so long; the longest first, so that of several administrators the last one seen stays. */
static Fail idle_people(Ctx *c, IdList *people)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT p.id FROM person p WHERE p.office_id = $1 AND p.state = 'active' AND p.created_at < $2 "
        "AND p.signed_in_at < $2 AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.office_id = p.office_id "
        "AND j.object_id = p.id AND j.act = 'Mở lại tài khoản' AND j.at >= $2) ORDER BY p.signed_in_at, p.id",
        OFFICE, c->now - ACCOUNT_IDLE_DAYS * DAY_MS));
    while (rows_next(&r)) *list_add(&c->mem, people) = row_integer(&r, 0);
    return rows_end(&r);
}

static Fail lock_idle(Ctx *c, int64_t *locked)
{
    IdList people = {0};
    TRY(idle_people(c, &people));
    for (size_t i = 0; i < people.n; i++) {
        bool last;
        TRY(person_is_last_admin(c, people.at[i], &last));
        if (last) continue;
        TRY(person_disable(c, people.at[i], true));
        ++*locked;
    }
    return OK;
}

Fail privacy_purge_told(Ctx *c, Purged *done)
{
    *done = (Purged){0};
    TRY(people_purge(c));
    TRY(mail_purge(c));
    TRY(lock_idle(c, &done->locked));
    TRY(journal_forget_before(c, c->now - JOURNAL_PERSONAL_DAYS * DAY_MS, &done->journal_rows));
    TRY(store_change(c, &done->consents,
                     "DELETE FROM consent WHERE office_id = $1 AND withdrawn_at > 0 AND withdrawn_at < $2", OFFICE,
                     c->now - CONSENT_KEPT_DAYS * DAY_MS));
    TRY(store_change(c, &done->requests,
                     "DELETE FROM data_request WHERE office_id = $1 AND closed_at > 0 AND closed_at < $2", OFFICE,
                     c->now - REQUEST_KEPT_DAYS * DAY_MS));
    if (!done->consents && !done->requests && !done->journal_rows) return OK;
    Str what = str_format(&c->mem, "%lld dòng nhật ký, %lld lần đồng ý, %lld yêu cầu", (long long)done->journal_rows,
                          (long long)done->consents, (long long)done->requests);
    return journal_write(c, (JournalEntry){.act = "Dọn dữ liệu hết hạn", .object = "retention", .title = what});
}

Fail privacy_purge(Ctx *c)
{
    Purged done;
    return privacy_purge_told(c, &done);
}
