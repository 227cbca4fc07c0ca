// SPDX-License-Identifier: Apache-2.0
#include "listing/listing.h"
#include "mail/mail.h"
#include "mail/web.h"
#include "people/personal.h"
#include "people/rights.h"

/* clang-format off */
/* The page is drawn again when a rule refuses, so every row has what it reads. */
#define PAGE_INPUTS                                                                                                         \
    {INPUT_CHOICE, "xem", "Tình trạng", .list = LIST_CHOOSES,                                                               \
     .choices = "dang-cho=Đang chờ|dang-gui=Đang gửi|da-gui=Đã gửi|khong-gui-duoc=Không gửi được|chua-ro=Chưa rõ|da-bo=Đã bỏ"}, \
    LIST_PAGE, LIST_ALL, {INPUT_ID, "thu", "Thư được đánh dấu", .many = true},                                              \
    {INPUT_INTEGER, "xong", "Vừa làm xong", .min = 1, .max = 2}

static const Input list_inputs[] = {PAGE_INPUTS, {0}};
static const Input bulk_inputs[] = {PAGE_INPUTS, LIST_TURN, {INPUT_CHOICE, "lam", "Làm gì", .choices = "gui-lai=Gửi lại|bo=Bỏ, không gửi nữa"}, {0}};

static const Input own_inputs[] = {{INPUT_INTEGER, "xong", "Vừa làm xong", .min = 1, .max = 1}, {0}};
static const Input link_inputs[] = {{INPUT_TEXT, "token", "Liên kết", .required = true, .max = 100}, {0}};

static const Input lost_inputs[] = {{INPUT_TEXT, "tai-khoan", "Tên đăng nhập, hoặc thư điện tử đã xác nhận", .required = true, .max = 200,
                                     .autocomplete = "username", .is_plain = true}, {0}};

static const Route routes[] = {
    {GET, "/quen-mat-khau", lost_get, own_inputs, RIGHT_PUBLIC, .help = "Quên mật khẩu", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/quen-mat-khau", lost_post, lost_inputs, RIGHT_PUBLIC, "Xin thư đặt lại mật khẩu", .again = lost_get},
    {GET, "/toi/thu", own_mail_get, own_inputs, RIGHT_OWN, .help = "Địa chỉ thư của tôi: đã xác nhận chưa", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/toi/thu", own_mail_post, own_inputs, RIGHT_OWN, "Gửi thư xác nhận đến địa chỉ của mình", .again = own_mail_get},
    {GET, "/toi/thu/{token}", own_mail_link_get, link_inputs, RIGHT_OWN, .help = "Liên kết trong thư xác nhận", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/toi/thu/{token}", own_mail_link_post, link_inputs, RIGHT_OWN, "Xác nhận địa chỉ thư của mình", .again = own_mail_link_get},
    {GET, "/thu", mail_get, list_inputs, "mail.manage", .help = "Thư và tin nhắn chương trình gửi đi: đang chờ, đã gửi, không gửi được", .api = true, .shows = &mail_list_record, .sheet = "Hàng đợi thư"},
    {POST, "/thu", mail_bulk_post, bulk_inputs, "mail.manage", "Gửi lại, bỏ các thư được đánh dấu", .again = mail_get},
    {POST, "/thu/gui-ngay", mail_hurry_post, list_inputs, "mail.manage", "Gửi ngay mọi thư đang chờ", .again = mail_get},
    {POST, "/thu/thu-nghiem", mail_try_post, list_inputs, "mail.manage", "Gửi một thư thử cho chính mình", .again = mail_get},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {{"/thu", "Thư đi", MENU_KEEP, 20, .right = "mail.manage"}, {0}};

static const Grant grants[] = {
    {"mail.manage",
     "Xem thư, tin nhắn gửi đi; gửi lại, bỏ",
     {[ROLE_ADMIN] = ALL, [ROLE_COORDINATOR] = ALL},
     .is_carried = false},
    {0},
};

static const ListKind *const lists[] = {&mail_list_kind, NULL};

static const UndoKind undos[] = {{"mail", mail_undo, "thư"}, {0}};

static const ObjectKind objects[] = {{"mail", .path = "/thu"}, {0}};

static const Panel panels[] = {
    {PANEL_OF_ME, PANEL_LINK, 5, NULL, mail_panel}, {PANEL_OF_SIGN_IN, PANEL_LINK, 5, NULL, lost_panel}, {0}};

static const Personal personal[] = {
    PERSONAL_EMPTIED("mail_message", "person_id", "Thư và tin nhắn chương trình gửi: địa chỉ, tiêu đề, nội dung",
                     "30 ngày sau khi gửi xong, không gửi được hay bị bỏ; việc đã gửi một thư: 12 tháng",
                     "để tìm lại thư không đến nơi, và không gửi trùng",
                     "address = '', subject = '', body = '', last_error = '', has_content = 0, "
                     "state = CASE WHEN state IN ('queued', 'failed', 'unsure') THEN 'dropped' ELSE state END"),
    {0},
};

const Feature feature_mail = {.name = "mail",
                              .routes = routes,
                              .grants = grants,
                              .menu = menu,
                              .objects = objects,
                              .lists = lists,
                              .undos = undos,
                              .panels = panels,
                              .personal = personal};
