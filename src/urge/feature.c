// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "listing/listing.h"
#include "people/personal.h"
#include "people/rights.h"
#include "urge/urge.h"
#include "urge/web.h"

/* clang-format off */
#define FILTERS                                                                                                        \
    {INPUT_CHOICE, "loai", "Có việc", .choices = "qua-han=Quá hạn|sap-den-han=Sắp đến hạn|im-lang=Chưa báo cáo trong 7 ngày", .list = LIST_CHOOSES}, \
    {INPUT_CHOICE, "tung-co-quan", "Xem từng cơ quan, không gộp", .choices = "1", .list = LIST_CHOOSES},               \
    {INPUT_CHOICE, "xep", "Xếp theo", .choices = "qua-han=Quá hạn|sap-den-han=Sắp đến hạn|im-lang=Chưa báo cáo|don-doc=Lâu chưa đôn đốc", .list = LIST_LOOK}, \
    LIST_PAGE, {INPUT_ID, "co-quan", "Cơ quan", .many = true}, {INPUT_ID, "nhom", "Nhóm cơ quan", .many = true}
static const Input list_inputs[] = {FILTERS, {INPUT_CHOICE, "chon", "Đánh dấu tất cả", .choices = "tat-ca|moi-trang"},
    {INPUT_ID, "mo", "Nhóm đang mở", .required = false}, {0}};
static const Input send_inputs[] = {FILTERS, LIST_ALL, LIST_TURN, {INPUT_LINES, "noi-dung", "Lời nhắc", .max = URGE_NOTE_MAX, .help = "Không bắt buộc. Cơ quan đọc cùng danh sách việc."},
    {INPUT_TEXT, "van-gui", "Vẫn gửi: lý do", .max = URGE_NOTE_MAX, .help = "Khi ngoài giờ làm việc, hoặc vừa gửi dưới 4 giờ."},
    {INPUT_CHOICE, "dong-y", "Đã đọc câu hỏi trước khi gửi", .choices = "1"}, {0}};
static const Input batch_inputs[] = {{INPUT_ID, "batch", "Lần đôn đốc", .required = true}, {0}};

static const Route routes[] = {
    {GET, "/don-doc", urge_get, list_inputs, "urge.send", "Cơ quan quá hạn, chưa báo cáo, sắp đến hạn", .api = true, .shows = &urge_list_record, .live = "task urge", .sheet = "Cần đôn đốc"},
    {POST, "/don-doc", urge_post, send_inputs, "urge.send", "Đôn đốc các cơ quan được đánh dấu", .api = true, .again = urge_get},
    {GET, "/don-doc/{batch}", urge_batch_get, batch_inputs, "urge.send", "Một lần đôn đốc: những ai, đã báo cáo chưa", .no_twin = "là biên nhận; từng việc ở lịch sử của nó"},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {{"/don-doc?loai=qua-han&chon=moi-trang", "Đôn đốc các cơ quan quá hạn", MENU_LEAD, 10,
                                .right = "urge.send", .spot = SPOT_ACT},
                               {"/don-doc", "Đôn đốc", MENU_LEAD, 30, .right = "urge.send"},
                               {0}};

static const Panel panels[] = {{PANEL_OF_HOME, PANEL_ACT, 40, "urge.send", urge_home}, {0}};

static const ListKind *const lists[] = {&urge_list_kind, NULL};

static const Grant grants[] = {
    {"urge.send", "Đôn đốc các cơ quan chậm", {[ROLE_COORDINATOR] = ALL}, .is_carried = true},
    {0},
};

static const Personal personal[] = {
    PERSONAL_STAYS_UNCOUNTED("urge", "person_id", "Lần đôn đốc đã gửi", "lâu dài", PERSONAL_WHY_RECORD),
    {0},
};

const Feature feature_urge = {.name = "urge",
                              .routes = routes,
                              .grants = grants,
                              .menu = menu,
                              .lists = lists,
                              .panels = panels,
                              .personal = personal};
