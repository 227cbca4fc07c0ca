// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "schedule/web.h"
#include "work/work.h"

/* clang-format off */
#define AGENCY {INPUT_TEXT, "co-quan", "Cơ quan", .max = ORG_NAME_MAX}
#define MONTH {INPUT_TEXT, "thang", "Tháng (2024-10)", .max = 7}
static const Input board_inputs[] = {AGENCY, {0}};
static const Input calendar_inputs[] = {AGENCY, MONTH, {0}};
static const Input drop_inputs[] = {{INPUT_ID, "dia-chi", "Địa chỉ lịch", .required = true}, AGENCY, MONTH, {0}};
static const Input feed_inputs[] = {{INPUT_TEXT, "token", "Mã của lịch", .required = true, .max = 60}, {0}};

static const Route routes[] = {
    {GET, "/bang-viec", board_get, board_inputs, "work.read", .help = "Việc theo trạng thái, mỗi cột một trạng thái", .cached = true, .live = "task", .place = place_of_schedule},
    {GET, "/lich-viec", schedule_get, calendar_inputs, "work.read", .help = "Việc theo ngày đến hạn", .place = place_of_schedule},
    {POST, "/lich-viec", schedule_feed_post, calendar_inputs, "work.read", .help = "Tạo địa chỉ lịch cho điện thoại", .again = schedule_get, .place = place_of_schedule},
    {POST, "/lich-viec/{dia-chi}/thu-hoi", schedule_feed_drop_post, drop_inputs, RIGHT_OWN, .help = "Thu hồi một địa chỉ lịch", .again = schedule_get},
    {GET, "/lich-viec/{token}", schedule_feed_get, feed_inputs, RIGHT_PUBLIC, .help = "Lịch iCalendar của một cơ quan, theo địa chỉ riêng"},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {{"/bang-viec", "Bảng", 19, .right = "work.read", .under = "/viec"},
                               {"/lich-viec", "Lịch", 21, .right = "work.read", .under = "/viec"},
                               {0}};

const Feature feature_schedule = {.name = "schedule", .routes = routes, .menu = menu};
