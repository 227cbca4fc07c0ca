// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "people/personal.h"
#include "people/rights.h"
#include "urge/urge.h"
#include "urge/web.h"

/* clang-format off */
static const Input list_inputs[] = {{INPUT_CHOICE, "chon", "Đánh dấu tất cả", .choices = "tat-ca=Tất cả|qua-han=Có việc quá hạn"},
                                    {INPUT_ID, "co-quan", "Cơ quan", .many = true}, {0}};
static const Input send_inputs[] = {{INPUT_ID, "co-quan", "Cơ quan", .many = true},
    {INPUT_LINES, "noi-dung", "Lời nhắc", .max = URGE_NOTE_MAX}, {INPUT_TEXT, "van-gui", "Lý do, được giữ cùng lần đôn đốc", .max = URGE_NOTE_MAX}, {0}};
static const Input batch_inputs[] = {{INPUT_ID, "batch", "Lần đôn đốc", .required = true}, {0}};

static const Route routes[] = {
    {GET, "/don-doc", urge_get, list_inputs, "urge.send", "Cơ quan quá hạn, chưa báo cáo, sắp đến hạn", .api = true, .shows = &urge_list_record, .live = "task urge", .sheet = "Cần đôn đốc"},
    {POST, "/don-doc", urge_post, send_inputs, "urge.send", "Đôn đốc các cơ quan được đánh dấu", .api = true, .again = urge_get},
    {GET, "/don-doc/{batch}", urge_batch_get, batch_inputs, "urge.send", "Một lần đôn đốc: những ai, đã báo cáo chưa", .no_twin = "là biên nhận; từng việc ở lịch sử của nó"},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {
    {"/don-doc?chon=qua-han", "Đôn đốc các cơ quan quá hạn", MENU_LEAD, 10, .right = "urge.send", .spot = SPOT_ACT},
    {"/don-doc", "Đôn đốc", MENU_LEAD, 30, .right = "urge.send"},
    {0}};

static const Panel panels[] = {{PANEL_OF_HOME, PANEL_ACT, 40, "urge.send", urge_home}, {0}};

static const Grant grants[] = {
    {"urge.send", "Đôn đốc các cơ quan chậm", {[ROLE_COORDINATOR] = ALL}, .is_carried = true},
    {0},
};

static const Personal personal[] = {
    PERSONAL_STAYS_UNCOUNTED("urge", "person_id", "Lần đôn đốc đã gửi", "lâu dài", PERSONAL_WHY_RECORD),
    {0},
};

const Feature feature_urge = {
    .name = "urge", .routes = routes, .grants = grants, .menu = menu, .panels = panels, .personal = personal};
