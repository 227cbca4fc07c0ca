// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "people/personal.h"
#include "portal/ical.h"
#include "schedule/web.h"
#include "store/cursor.h"
#include "work/web.h"
#include "work/work.h"

/* clang-format off */
#define AGENCY {INPUT_TEXT, "co-quan", "Cơ quan", .max = ORG_NAME_MAX}
#define EVERYBODY {INPUT_CHOICE, "moi-co-quan", "Mọi cơ quan", .choices = "1"}
#define MONTH {INPUT_TEXT, "thang", "Tháng (2024-10)", .max = 7}
static const Input board_inputs[] = {AGENCY, EVERYBODY, {INPUT_ID, "the", "Thẻ đang mở", .required = false}, {INPUT_ID, "task", "Việc vừa chuyển", .required = false}, {0}};
#define MOVED {INPUT_ID, "task", "Việc", .required = true}, AGENCY, EVERYBODY, {INPUT_LINES, "ly-do", "Lý do", .max = TASK_REASON_MAX}
static const Input assigner_moves[] = {MOVED,
    {INPUT_CHOICE, "lam", "Bước", .required = true, .choices = "giao-lai|xac-nhan|lam-lai|tam-dung|tiep-tuc|mo-lai"}, {0}};
static const Input agency_moves[] = {MOVED, {INPUT_CHOICE, "lam", "Bước", .required = true, .choices = "nhan|tra-lai|de-nghi"}, {0}};
static const Input calendar_inputs[] = {AGENCY, EVERYBODY, MONTH, {0}};
static const Input drop_inputs[] = {{INPUT_ID, "dia-chi", "Địa chỉ lịch", .required = true}, AGENCY, EVERYBODY, MONTH, {0}};
#define PLAN {INPUT_ID, "ke-hoach", "Kế hoạch", .required = false}
#define ACTIVITY {INPUT_ID, "hoat-dong", "Hoạt động", .required = false}
#define NEXT {INPUT_TEXT, "sau", "Trang sau", .max = CURSOR_MAX}
#define BEFORE {INPUT_ID, "truoc", "Việc phải xong trước", .required = true}
#define MOVED_TO {INPUT_DAY, "ngay", "Ngày đề nghị", .required = false}
static const Input plan_rows_inputs[] = {PLAN, ACTIVITY, AGENCY, NEXT, MOVED_TO, {INPUT_ID, "viec", "Việc đang xem", .required = false}, {0}};
static const Input task_order_inputs[] = {{INPUT_ID, "viec", "Việc", .required = true}, BEFORE, PLAN, ACTIVITY, AGENCY, NEXT, MOVED_TO, {0}};
static const Input activity_order_inputs[] = {{INPUT_ID, "ke-hoach", "Kế hoạch", .required = true},
    {INPUT_ID, "hoat-dong", "Hoạt động", .required = true}, BEFORE, AGENCY, NEXT, MOVED_TO,
    {INPUT_ID, "viec", "Việc đang xem", .required = false}, {0}};
_Static_assert(CALENDAR_ALARM_HOUR == 8, "the help says so");
static const Input subscribe_inputs[] = {AGENCY, EVERYBODY, MONTH, {INPUT_CHOICE, "loai", "Lịch của", .choices = "co-quan|toi"},
    {INPUT_CHOICE, "nhac", "Điện thoại nhắc trước hạn", .choices = "khong=Không nhắc|1=Trước 1 ngày|3=Trước 3 ngày", .is_short = true,
     .help = "Báo lúc 8 giờ sáng; có máy hỏi lại trước khi nhận lời nhắc của lịch."}, {0}};
static const Input feed_inputs[] = {{INPUT_TEXT, "token", "Mã của lịch", .required = true, .max = 60}, {0}};

static const Route routes[] = {
    {GET, "/bang-viec", board_get, board_inputs, "work.read", .help = "Việc theo trạng thái, mỗi cột một trạng thái", .cached = true, .live = "task", .place = place_of_schedule, .api = true, .shows = &board_record},
    {POST, "/bang-viec/{task}/quan-ly", board_move_post, assigner_moves, "work.manage", .help = "Chuyển thẻ sang cột khác: bước của cơ quan giao việc", .again = board_get, .place = place_of_assigner},
    {POST, "/bang-viec/{task}/thuc-hien", board_move_post, agency_moves, "work.report", .help = "Chuyển thẻ sang cột khác: bước của cơ quan chủ trì", .again = board_get, .place = place_of_lead},
    {GET, "/tien-do", plan_rows_get, plan_rows_inputs, "work.read", .help = "Hoạt động và việc trên trục ngày, việc nào phải xong trước việc nào", .api = true, .shows = &timeline_record, .cached = true, .live = "task task_after", .place = place_of_plan_rows},
    {POST, "/viec/{viec}/sau", task_order_post, task_order_inputs, "work.manage", .help = "Đặt việc phải xong trước", .api = true, .again = plan_rows_get, .place = place_of_order},
    {POST, "/viec/{viec}/sau/{truoc}/bo", task_order_drop_post, task_order_inputs, "work.manage", .help = "Bỏ việc phải xong trước", .api = true, .again = plan_rows_get, .place = place_of_order},
    {POST, "/tien-do/{ke-hoach}/{hoat-dong}/sau", activity_order_post, activity_order_inputs, "work.assign", .help = "Đặt hoạt động phải xong trước", .api = true, .again = plan_rows_get, .place = place_of_plan_rows},
    {POST, "/tien-do/{ke-hoach}/{hoat-dong}/sau/{truoc}/bo", activity_order_drop_post, activity_order_inputs, "work.assign", .help = "Bỏ hoạt động phải xong trước", .api = true, .again = plan_rows_get, .place = place_of_plan_rows},
    {GET, "/lich-viec", schedule_get, calendar_inputs, "work.read", .help = "Lịch: hoạt động bắt đầu, kết thúc và việc đến hạn, từng ngày", .place = place_of_schedule, .api = true, .shows = &schedule_record},
    {POST, "/lich-viec", schedule_feed_post, subscribe_inputs, "work.read", .help = "Tạo địa chỉ lịch cho điện thoại", .again = schedule_get, .place = place_of_schedule},
    {POST, "/lich-viec/{dia-chi}/thu-hoi", schedule_feed_drop_post, drop_inputs, RIGHT_OWN, .help = "Thu hồi một địa chỉ lịch", .again = schedule_get},
    {GET, "/lich-viec/{token}", schedule_feed_get, feed_inputs, RIGHT_PUBLIC, .help = "Lịch iCalendar của một cơ quan hay của việc một người theo dõi, theo địa chỉ riêng", .no_twin = "là lịch iCalendar"},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {{"/tien-do", "Tiến độ", MENU_WORK, 40, .right = "work.read"},
                               {"/bang-viec", "Bảng việc", MENU_WORK, 30, .right = "work.read"},
                               {"/lich-viec", "Lịch", MENU_WORK, 50, .right = "work.read"},
                               {0}};

static const Panel panels[] = {{PANEL_OF_TASK, PANEL_LINK, 10, "work.read", schedule_panel}, {0}};

static const Personal personal[] = {
    PERSONAL_GOES("schedule_feed", "person_id", "Địa chỉ lịch cho điện thoại, dạng băm", "đến khi thu hồi",
                  "lịch riêng trên điện thoại"),
    {0},
};

const Feature feature_schedule = {
    .name = "schedule", .routes = routes, .menu = menu, .panels = panels, .personal = personal};
