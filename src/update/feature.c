// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "org/web.h"
#include "update/web.h"
#include "upload/upload.h"
#include "work/work.h"

/* clang-format off */
#define THE_ORG {INPUT_TEXT, "code", "Mã cơ quan", .required = true, .max = ORG_CODE_MAX}
#define PAGE(name, label) {INPUT_INTEGER, name, label, .required = false, .min = 1, .max = 60}
static const Input page_inputs[] = {THE_ORG, {INPUT_INTEGER, "da-luu", "Vừa lưu", .min = 0, .max = 10000},
                                     PAGE("trang", "Trang"), {INPUT_ID, "viec", "Trang có việc này", .required = false}, {0}};
static const Input post_inputs[] = {
    THE_ORG,
    {INPUT_INTEGER, "xem", "Phiên bản đã xem", .min = 0, .max = 1000000000, .each = true},
    {INPUT_INTEGER, "tien-do", "Tiến độ", .min = 0, .max = 100, .each = true},
    {INPUT_TEXT, "ket-qua", "Kết quả đến nay, một dòng", .max = TASK_RESULT_MAX, .each = true},
    {INPUT_TEXT, "nguyen-nhan", "Nguyên nhân chậm", .max = TASK_REASON_MAX, .each = true},
    {INPUT_TEXT, "lien-ket", "Đường dẫn, bắt đầu bằng https://", .max = 1000, .each = true, .keys = "url", .is_plain = true},
    {INPUT_FILE, "tep", "Ảnh hoặc văn bản", .max = UPLOAD_MAX, .each = true, .accept = "image/*,.pdf,.docx,.odt,.xlsx"},
    {INPUT_CHOICE, "xong", "Đã xong, đề nghị xác nhận", .choices = "1", .each = true},
    {INPUT_CHOICE, "khong-moi", "Không có gì mới", .choices = "1", .each = true},
    {INPUT_CHOICE, "muc-co", "Mục có trên trang", .choices = "1", .each = true},
    {INPUT_CHOICE, "muc", "Mục đã xong", .choices = "1", .each = true},
    {INPUT_INTEGER, "so-lieu", "Số liệu", .min = 0, .max = 1000000000000, .each = true},
    {INPUT_CHOICE, "con-lai", "Các việc còn lại", .choices = "khong-moi"},
    PAGE("trang", "Trang đang mở"), PAGE("sang", "Lưu rồi sang trang"),
    {0}};
static const Input setting_inputs[] = {THE_ORG, {INPUT_CHOICE, "thu-truong", "Chuyên viên báo xong thì thủ trưởng xác nhận trước khi gửi đi", .choices = "1"}, {0}};

static const Route routes[] = {
    {GET, "/cap-nhat", update_own_get, .right = "work.report", .help = "Việc cơ quan tôi cần cập nhật", .no_twin = "chỉ dẫn tới /cap-nhat/{code}"},
    {GET, "/cap-nhat/{code}", update_get, page_inputs, "work.report", "Mọi việc một cơ quan cần cập nhật, trên một trang", .place = place_of_org, .api = true, .shows = &update_record},
    {POST, "/cap-nhat/{code}", update_post, post_inputs, "work.report", "Lưu tiến độ, kết quả, minh chứng của nhiều việc một lúc",
     .prepare = update_prepare, .slow = true, .again = update_get, .place = place_of_org},
    {POST, "/cap-nhat/{code}/cach-bao-cao", update_setting_post, setting_inputs, "work.sign", "Báo cáo có qua thủ trưởng hay không",
     .again = update_get, .place = place_of_org},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {
    {"/cap-nhat", "Cập nhật", MENU_TODAY, 10, .right = "work.report", .waits = update_waiting}, {0}};

static const Panel panels[] = {{PANEL_OF_TASK, PANEL_ACT, 10, "work.report", update_panel},
                               {PANEL_OF_HOME, PANEL_ACT, 50, "work.report", update_home},
                               {0}};

const Feature feature_update = {.name = "update", .routes = routes, .menu = menu, .panels = panels};
