// SPDX-License-Identifier: Apache-2.0
#include "people/rights.h"
#include "portal/web.h"

static const Input month_inputs[] = {{INPUT_TEXT, "thang", "Tháng (2024-10)", .required = false, .max = 7},
                                     {INPUT_ID, "ke-hoach", "Chỉ kế hoạch này", .required = false},
                                     {0}};
static const Input agency_inputs[] = {{INPUT_TEXT, "code", "Mã cơ quan", .required = true, .max = 40}, {0}};
static const Input class_inputs[] = {{INPUT_TEXT, "class", "Mã nhóm cơ quan", .required = true, .max = 60},
                                     {INPUT_DAY, "ngay", "Tính đến ngày", .required = false},
                                     {0}};
static const Input search_inputs[] = {{INPUT_TEXT, "q", "Chữ cần tìm", .required = false, .max = 200},
                                      {INPUT_ID, "sau", "Việc cũ hơn việc này", .required = false},
                                      {0}};

static const Input palette_inputs[] = {{INPUT_TEXT, "q", "Chữ cần tìm", .required = false, .max = 200}, {0}};

static const Input help_inputs[] = {
    {INPUT_CHOICE, "vai-tro", "Vai trò",
     .choices = "quan-tri|dieu-phoi|lanh-dao|thu-truong|chuyen-vien|to-vien|hoi-dong|xem"}, /* role_names */
    {0}};

static const Route routes[] = {
    {GET, "/", home_get, .right = "plan.read", .help = "Trang đầu: tình hình kế hoạch hôm nay", .api = true,
     .shows = &home_record, .cached = true, .live = "plan plan_card plan_activity plan_party plan_finding duty"},
    {GET, "/lich", calendar_get, month_inputs, "plan.read", "Lịch theo tháng", .api = true, .shows = &calendar_record,
     .cached = true},
    {GET, "/lich.ics", calendar_feed, .right = "public", .help = "Lịch iCalendar của mọi hoạt động", .cached = true,
     .no_twin = "là lịch iCalendar"},
    {GET, "/co-quan/loai/{class}", class_get, class_inputs, "plan.read", "Một nhóm cơ quan gồm những ai, theo ngày",
     .api = true, .shows = &class_record, .cached = true},
    {GET, "/co-quan/{code}", agency_get, agency_inputs, "plan.read",
     "Một cơ quan: chủ trì gì, phối hợp gì, được giao gì", .api = true, .shows = &agency_record, .cached = true},
    {GET, "/co-quan/{code}/lich.ics", agency_feed, agency_inputs, "public", "Lịch iCalendar của một cơ quan",
     .cached = true, .no_twin = "là lịch iCalendar"},
    {GET, "/tim", search_get, search_inputs, "plan.read", "Tìm hoạt động, việc, nhiệm vụ, cơ quan, dòng văn bản",
     .api = true, .shows = &search_record},
    {GET, "/tim/goi-y", palette_get, palette_inputs, "plan.read", "Gợi ý khi gõ: trang, việc cần làm, cơ quan, việc",
     .no_twin = "là một phần của ô tìm; /tim có bản JSON"},
    {GET, "/tro-giup", help_get, help_inputs, "public", "Trợ giúp: mỗi vai trò một trang",
     .no_twin = "là hướng dẫn cho người đọc; /api có mọi địa chỉ"},
    {0},
};

static const MenuRow menu[] = {
    {"/", "Hôm nay", MENU_TODAY, 0, .right = "plan.read"},
    {"/lich", "Lịch hoạt động của các kế hoạch", MENU_WORK, 60, .right = "plan.read", .spot = SPOT_ACT},
    {"/tim", "Tìm", .right = "plan.read", .spot = SPOT_SEARCH},
    {"/tro-giup", "Trợ giúp", .order = 5, .spot = SPOT_FOOT},
    {0}};

static const ObjectKind objects[] = {{"org", .path = "/co-quan/{}"}, {"org-class", .path = "/co-quan/loai/{}"}, {0}};

static const Panel panels[] = {
    {PANEL_OF_PLAN, PANEL_TAB, 10, NULL, portal_panel}, {PANEL_OF_HOME, PANEL_ACT, 5, "system.read", health_home}, {0}};

static const Grant grants[] = {
    {"system.read", "Xem tình trạng hệ thống: sao lưu, thư, đĩa", {[ROLE_ADMIN] = ALL}, .is_carried = false}, {0}};

const Feature feature_portal = {
    .name = "portal", .routes = routes, .menu = menu, .grants = grants, .objects = objects, .panels = panels};
