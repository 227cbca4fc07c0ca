// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"
#include "people/personal.h"
#include "people/rights.h"
#include "plan/web.h"
#include "privacy/privacy.h"
#include "store/cursor.h"
#include "work/json.h"
#include "work/view.h"
#include "work/web.h"

#define THE_PLAN                                                                                                       \
    {                                                                                                                  \
        INPUT_ID, "plan", "Kế hoạch", .required = true                                                                 \
    }
#define THE_TASK                                                                                                       \
    {                                                                                                                  \
        INPUT_ID, "task", "Việc", .required = true                                                                     \
    }
#define DUE                                                                                                            \
    {                                                                                                                  \
        INPUT_TEXT, "han", "Hạn", .max = 60, .is_short = true, .help = DUE_HELP                                        \
    }
#define NEW_DUE(label, words)                                                                                          \
    {                                                                                                                  \
        INPUT_TEXT, "han", label, .max = 60, .is_short = true, .help = words                                           \
    }
#define REASON WHY("Lý do")
#define WHY(label)                                                                                                     \
    {                                                                                                                  \
        INPUT_LINES, "ly-do", label, .max = TASK_REASON_MAX                                                            \
    }
#define DUE_HELP "Viết như 15/10/2024, hoặc trước ngày 20/10/2024; để trống là không có hạn."
#define TICKS                                                                                                          \
    {                                                                                                                  \
        INPUT_ID, "viec", "Việc được đánh dấu", .many = true                                                           \
    }

/* clang-format off */
static const Input plan_inputs[] = {THE_PLAN, {0}};
static const Input assign_inputs[] = {THE_PLAN, {INPUT_TEXT, "muc", "Mục của kế hoạch", .max = 20},
                                      {INPUT_CHOICE, "chon", "Đánh dấu tất cả", .choices = "tat-ca"}, TICKS, DUE_SAID, {0}};
static const Input assign_post_inputs[] = {
    THE_PLAN, TICKS, NEW_DUE("Đặt hạn cho các việc được đánh dấu", DUE_HELP), {INPUT_TEXT, "muc", "Mục của kế hoạch", .max = 20},
    {INPUT_CHOICE, "lam", "Làm gì", .required = true,
     .choices = "giao=Giao|giao-het=Giao tất cả|giao-co-han=Giao các việc có hạn|bo=Không giao|gop=Gộp làm một|tach=Tách từng mục|han=Đặt hạn|co-quan=Chọn cơ quan"},
    {INPUT_TEXT, "co-quan", "Chọn cơ quan chủ trì cho các việc được đánh dấu", .max = ORG_NAME_MAX}, {0}};

#define TEXTS                                                                                                          \
    {INPUT_TEXT, "ten", "Tên việc", .required = true, .max = TASK_TITLE_MAX, .help = "Làm gì, ra sản phẩm gì."},       \
    {INPUT_TEXT, "co-quan", "Cơ quan chủ trì", .max = ORG_NAME_MAX},                                                   \
    {INPUT_LINES, "noi-dung", "Nội dung", .max = TASK_TEXT_MAX, .lines = 5},                                           \
    {INPUT_LINES, "san-pham", "Sản phẩm", .max = TASK_TEXT_MAX},                                                       \
    {INPUT_DAY, "bat-dau", "Bắt đầu", .required = false}, DUE
static const Input new_inputs[] = {{INPUT_ID, "plan", "Kế hoạch", .required = true}, TEXTS,
                                   {INPUT_CHOICE, "giao-ngay", "Giao ngay cho cơ quan chủ trì", .choices = "1"}, {0}};
static const Input edit_inputs[] = {THE_TASK, TEXTS, {INPUT_INTEGER, "phien-ban", "Phiên bản đã xem", .min = 0, .max = 1000000000}, {0}};
static const Input part_inputs[] = {THE_TASK, TEXTS, {0}};

_Static_assert(TASK_SILENT_DAYS == 7, "the filter says so");
#define FILTERS                                                                                                        \
    {INPUT_ID, "ke-hoach", "Kế hoạch", .list = LIST_CHOOSES}, {INPUT_ID, "hoat-dong", "Thuộc", .list = LIST_CHOOSES},  \
    {INPUT_TEXT, "co-quan", "Cơ quan chủ trì", .max = ORG_NAME_MAX, .list = LIST_CHOOSES},                             \
    {INPUT_TEXT, "nhanh", "Cơ quan và mọi đơn vị, xã trực thuộc", .max = ORG_NAME_MAX, .list = LIST_CHOOSES},          \
    {INPUT_CHOICE, "loai", "Theo hạn", .choices = TASK_CLASS_CHOICES, .list = LIST_CHOOSES},                           \
    {INPUT_CHOICE, "trang-thai", "Trạng thái", .list = LIST_CHOOSES,                                                   \
     .choices = "new=Chưa nhận|doing=Đang làm|asked=Chờ xác nhận|done=Hoàn thành|returned=Trả lại|paused=Tạm dừng|cancelled=Hủy"}, \
    {INPUT_DAY, "tu", "Hạn từ ngày", .list = LIST_CHOOSES}, {INPUT_DAY, "den", "Hạn đến ngày", .list = LIST_CHOOSES},  \
    {INPUT_CHOICE, "im-lang", "Cơ quan chưa báo cáo trong 7 ngày qua", .choices = "1", .list = LIST_CHOOSES},           \
    {INPUT_CHOICE, "moi-co-quan", "Mọi cơ quan", .choices = "1", .list = LIST_CHOOSES},                                \
    {INPUT_ID, "nhom", "Chỉ xem", .list = LIST_CHOOSES},                                                               \
    {INPUT_CHOICE, "tung-viec", "Xem từng việc, không gộp nhóm", .choices = "1", .list = LIST_CHOOSES},       \
    {INPUT_CHOICE, "xep", "Xếp theo", .choices = "han=Hạn gần nhất trước|moi=Mới cập nhật trước", .list = LIST_LOOK},  \
    LIST_PAGE, LIST_ALL, {INPUT_ID, "nhom-viec", "Nhóm việc được đánh dấu", .many = true}
static const Input list_inputs[] = {FILTERS, {INPUT_ID, "mo", "Nhóm đang mở", .required = false}, TICKS, DUE_SAID, {0}};
static const Input bulk_inputs[] = {FILTERS, LIST_TURN, TICKS, NEW_DUE("Hạn mới", "Khi đổi hạn. Viết như 15/10/2024, hoặc trước ngày 20/10/2024."), REASON,
    {INPUT_CHOICE, "lam", "Làm gì", .required = true,
     .choices = "han=Đổi hạn|xac-nhan=Xác nhận hoàn thành|giao-lai=Giao lại|khach-quan=Ghi nhận chậm do khách quan|tam-dung=Tạm dừng|tiep-tuc=Cho làm tiếp|huy=Hủy"}, {0}};
static const Input task_inputs[] = {THE_TASK, {0}};
static const Input page_inputs[] = {THE_TASK, DUE_SAID, {0}};
static const Input manage_inputs[] = {THE_TASK, REASON,
    {INPUT_CHOICE, "lam", "Làm gì", .required = true, .choices = "giao|bo|giao-lai|xac-nhan|lam-lai|tam-dung|tiep-tuc|huy|mo-lai"}, {0}};
static const Input report_inputs[] = {THE_TASK, REASON,
    {INPUT_CHOICE, "lam", "Làm gì", .required = true, .choices = "nhan|tra-lai|de-nghi|nguyen-nhan"}, {0}};
static const Input due_inputs[] = {THE_TASK, NEW_DUE("Hạn mới", DUE_HELP), REASON, {0}};
static const Input repeat_inputs[] = {THE_TASK, {INPUT_CHOICE, "moi", "Việc như thế này được giao", .required = true,
    .choices = "tuan=mỗi tuần một lần|thang=mỗi tháng một lần|thoi=thôi, không lặp lại nữa"},
    {INPUT_DAY, "den", "Đến hết ngày", .help = "Việc sau tự giao vào hôm sau hạn của việc trước."}, {0}};
static const Input excuse_inputs[] = {THE_TASK, REASON, {INPUT_CHOICE, "khach-quan", "Chậm do khách quan", .choices = "1"}, {0}};
static const Input sign_inputs[] = {THE_TASK, {INPUT_LINES, "ly-do", "Điều cần sửa", .max = TASK_REASON_MAX, .help = "Khi trả lại chuyên viên."}, {INPUT_CHOICE, "dong-y", "Xác nhận", .required = true, .choices = "co=Xác nhận và gửi|khong=Trả lại chuyên viên"}, {0}};
static const Input ask_inputs[] = {THE_TASK, {INPUT_TEXT, "han", "Xin gia hạn đến ngày", .required = true, .max = 60, .is_short = true, .help = "Viết như 15/10/2024, hoặc trước ngày 20/10/2024."}, REASON, {0}};
static const Input answer_inputs[] = {THE_TASK, {INPUT_ID, "extension", "Đề nghị", .required = true},
    {INPUT_CHOICE, "tra-loi", "Trả lời", .required = true, .choices = "cho=Gia hạn đến ngày đề nghị|ngan-hon=Gia hạn ngắn hơn|khong=Không gia hạn"},
    NEW_DUE("Hạn ngắn hơn", "Nếu không cho đủ. Viết như 15/10/2024."),
    {INPUT_LINES, "ly-do", "Lý do", .max = TASK_REASON_MAX, .help = "Bắt buộc khi cho ngắn hơn hoặc không cho."}, {0}};
static const Input comment_inputs[] = {THE_TASK, {INPUT_LINES, "noi-dung", "Góp ý, trao đổi", .required = true, .max = TASK_TEXT_MAX, .help = "Gõ @tên-đăng-nhập để người đó nhận được tin."}, {0}};
static const Input watch_inputs[] = {THE_TASK, {INPUT_CHOICE, "theo-doi", "Theo dõi", .required = true, .choices = "co|khong"}, {0}};
static const Input item_inputs[] = {THE_TASK, {INPUT_TEXT, "noi-dung", "Mục", .required = true, .max = TASK_TITLE_MAX},
    {INPUT_CHOICE, "loai", "Loại", .required = true, .choices = "danh-dau=Mục cần làm, đánh dấu khi xong|so-lieu=Số liệu cần báo"},
    {INPUT_TEXT, "don-vi", "Đơn vị tính", .max = 40, .is_short = true, .help = "Của số liệu, như km, hộ, văn bản."},
    {INPUT_INTEGER, "chi-tieu", "Chỉ tiêu", .min = 0, .max = 1000000000000, .help = "Của số liệu: con số phải đạt."}, {0}};
static const Input item_drop_inputs[] = {THE_TASK, {INPUT_ID, "item", "Mục", .required = true}, {0}};
static const Input evidence_inputs[] = {THE_TASK, {INPUT_FILE, "tep", "Ảnh hoặc văn bản", .required = true, .help = "Ảnh chụp bằng điện thoại, PDF, Word, Excel; nhiều nhất 8 MB."}, {0}};

static const Route routes[] = {
    {GET, "/ke-hoach/{plan}/giao-viec", assign_get, assign_inputs, "work.assign", "Việc dự kiến giao theo kế hoạch", .place = place_of_plan, .api = true, .shows = &assign_record},
    {GET, "/ke-hoach/{plan}/giao-viec/tat-ca", assign_all_get, plan_inputs, "work.assign", "Giao tất cả thì giao gì, để lại gì", .place = place_of_plan, .no_twin = "là câu hỏi trước khi giao: số liệu có ở danh sách việc dự kiến"},
    {POST, "/ke-hoach/{plan}/giao-viec/lap", assign_sync_post, plan_inputs, "work.assign", "Lập danh sách việc từ kế hoạch đã kích hoạt", .api = true, .again = assign_get, .place = place_of_plan},
    {POST, "/ke-hoach/{plan}/giao-viec", assign_post, assign_post_inputs, "work.assign", "Giao, gộp, tách, đặt hạn cho các việc được đánh dấu", .api = true, .again = assign_get, .place = place_of_plan},
    {GET, "/ke-hoach/{plan}/viec/moi", task_new_get, plan_inputs, "work.assign", "Biểu mẫu thêm việc", .place = place_of_plan, .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/ke-hoach/{plan}/viec/moi", task_new_post, new_inputs, "work.assign", "Thêm một việc", .api = true, .again = task_new_get, .place = place_of_plan},
    {GET, "/viec", task_list_get, list_inputs, "work.read", "Danh sách việc đã giao: ai làm, hạn nào, đến đâu", .api = true, .cached = true, .place = place_of_list, .live = "task", .shows = &task_list_record, .sheet = "Danh sách việc"},
    {POST, "/viec", task_bulk_post, bulk_inputs, "work.manage", "Làm một việc cho nhiều việc được đánh dấu", .api = true, .again = task_list_get},
    {GET, "/viec/{task}", task_get, page_inputs, "work.read", "Một việc: ai làm, hạn nào, kết quả, lịch sử", .api = true, .shows = &task_page_record, .place = place_of_lead},
    {GET, "/viec/{task}/sua", task_edit_get, task_inputs, "work.manage", "Biểu mẫu sửa việc", .place = place_of_assigner, .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/viec/{task}/sua", task_edit_post, edit_inputs, "work.manage", "Sửa tên, nội dung, cơ quan, hạn của việc", .api = true, .again = task_edit_get, .place = place_of_assigner},
    {GET, "/viec/{task}/chia", task_part_get, task_inputs, "work.report", "Biểu mẫu chia nhỏ việc", .place = place_of_lead, .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/viec/{task}/chia", task_part_post, part_inputs, "work.report", "Giao một phần việc cho đơn vị, xã trực thuộc", .api = true, .again = task_part_get, .place = place_of_lead},
    {POST, "/viec/{task}/quan-ly", task_manage_post, manage_inputs, "work.manage", "Giao, xác nhận, yêu cầu làm lại, tạm dừng, hủy, mở lại", .api = true, .again = task_get, .place = place_of_assigner},
    {POST, "/viec/{task}/thuc-hien", task_report_post, report_inputs, "work.report", "Nhận việc, trả lại, đề nghị xác nhận, ghi nguyên nhân chậm", .api = true, .again = task_get, .place = place_of_lead},
    {POST, "/viec/{task}/han", task_due_post, due_inputs, "work.manage", "Đổi hạn, kèm lý do", .api = true, .again = task_get, .place = place_of_assigner},
    {POST, "/viec/{task}/lap-lai", task_repeat_post, repeat_inputs, "work.manage", "Lặp lại việc mỗi tuần, mỗi tháng, hoặc thôi", .api = true, .again = task_get, .place = place_of_assigner},
    {POST, "/viec/{task}/khach-quan", task_excuse_post, excuse_inputs, "work.manage", "Ghi nhận chậm do khách quan", .api = true, .again = task_get, .place = place_of_assigner},
    {POST, "/viec/{task}/ky", task_sign_post, sign_inputs, "work.sign", "Thủ trưởng xác nhận báo cáo của chuyên viên", .api = true, .again = task_get, .place = place_of_lead},
    {POST, "/viec/{task}/gia-han", extension_ask_post, ask_inputs, "work.report", "Đề nghị gia hạn", .api = true, .again = task_get, .place = place_of_lead},
    {POST, "/viec/{task}/gia-han/{extension}", extension_answer_post, answer_inputs, "work.manage", "Trả lời đề nghị gia hạn", .api = true, .again = task_get, .place = place_of_assigner},
    {POST, "/viec/{task}/y-kien", comment_post, comment_inputs, "work.comment", "Góp ý; @tên-đăng-nhập để nhắc người", .api = true, .again = task_get, .place = place_of_concerned},
    {POST, "/viec/{task}/theo-doi", watch_post, watch_inputs, "work.comment", "Theo dõi, thôi theo dõi một việc", .api = true, .again = task_get, .place = place_of_concerned},
    {POST, "/viec/{task}/muc", item_add_post, item_inputs, "work.manage", "Thêm mục cần làm hoặc số liệu cần báo", .api = true, .again = task_get, .place = place_of_assigner},
    {POST, "/viec/{task}/muc/{item}/bo", item_drop_post, item_drop_inputs, "work.manage", "Bỏ một mục", .api = true, .again = task_get, .place = place_of_assigner},
    {POST, "/viec/{task}/tep", evidence_post, evidence_inputs, "work.report", "Gửi tệp minh chứng", .prepare = evidence_prepare, .slow = true, .again = task_get, .place = place_of_lead},
    {0},
};
/* clang-format on */

static const MenuRow menu[] = {
    {"/viec?loai=qua-han", "Việc quá hạn", MENU_WORK, 20, .right = "work.read", .spot = SPOT_ACT},
    {"/viec?loai=sap-den-han", "Việc sắp đến hạn", MENU_WORK, 30, .right = "work.read", .spot = SPOT_ACT},
    {"/viec?trang-thai=asked", "Xác nhận việc báo đã xong", MENU_WORK, 15, .right = "work.assign", .spot = SPOT_ACT},
    {"/viec", "Việc", MENU_WORK, 10, .right = "work.read", .waits = tasks_waiting},
    {0}};

static const Grant grants[] = {
    {"work.read",
     "Xem việc được giao, tiến độ, kết quả",
     {[ROLE_ADMIN] = ALL,
      [ROLE_COORDINATOR] = ALL,
      [ROLE_CHAIRMAN] = ALL,
      [ROLE_HEAD] = ALL,
      [ROLE_OFFICIAL] = ALL,
      [ROLE_TEAM] = OWN,
      [ROLE_VIEWER] = ALL},
     .is_carried = true},
    {"work.assign", "Lập danh sách và giao việc theo kế hoạch", {[ROLE_COORDINATOR] = ALL}, .is_carried = true},
    {"work.manage",
     "Xác nhận, đổi hạn, trả lời gia hạn việc mình giao",
     {[ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL, [ROLE_HEAD] = OWN},
     .is_carried = true},
    {"work.report",
     "Nhận việc, cập nhật tiến độ của cơ quan mình",
     {[ROLE_COORDINATOR] = ALL, [ROLE_HEAD] = OWN, [ROLE_OFFICIAL] = OWN},
     .is_carried = true},
    {"work.inside",
     "Xem minh chứng, trao đổi, khó khăn của việc liên quan đến cơ quan mình",
     {[ROLE_COORDINATOR] = ALL,
      [ROLE_CHAIRMAN] = ALL,
      [ROLE_HEAD] = SUBTREE,
      [ROLE_OFFICIAL] = OWN,
      [ROLE_TEAM] = OWN,
      [ROLE_VIEWER] = OWN},
     .is_carried = true},
    {"work.comment",
     "Góp ý, theo dõi một việc liên quan đến cơ quan mình",
     {[ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL, [ROLE_HEAD] = SUBTREE, [ROLE_OFFICIAL] = OWN, [ROLE_TEAM] = OWN},
     .is_carried = true},
    {"work.sign", "Xác nhận báo cáo của cơ quan trước khi gửi", {[ROLE_HEAD] = OWN}, .is_carried = true},
    {0},
};

static Fail repeat(Ctx *c, void *nothing)
{
    (void)nothing;
    int made;
    bool believed;
    TRY(clock_is_believed(c, &believed)); /* else tasks of days to come would be made by hundreds */
    return believed ? task_repeats_run(c, &made) : OK;
}

static Fail repeats(Ctx *c, const JobPlace *place) { return store_write(c, place->store, repeat, NULL); }

/* Soon after midnight, not with the day's first report: until then each page would count all tasks. */
static Fail roll_day(Ctx *c, const JobPlace *place) { return task_roll_beside(c, place->store); }

/* A few at once: this thread has other things to do. */
static Fail keep_past(Ctx *c, const JobPlace *place)
{
    enum { DAYS_AT_ONCE = 3 };
    bool more = true;
    for (int i = 0; i < DAYS_AT_ONCE && more; i++) {
        Arena mark = c->mem;
        TRY(task_past_keep(c, place->store, &more));
        arena_back(&c->mem, mark);
    }
    return OK;
}

static const Job jobs[] = {{"work.repeats", .every = JOB_HOUR, .at_start = true, .leased = true, .run = repeats},
                           {"work.day", .every = JOB_MINUTE, .at_start = true, .run = roll_day},
                           {"work.past", .every = JOB_MINUTE * 5, .leased = true, .run = keep_past},
                           {0}};

static const ObjectKind objects[] = {{"task", "/viec/{}", place_of_evidence}, {0}};

static const UndoKind undos[] = {{"task", task_undo, "việc"}, {"plan.activation", .undo = task_undo_activation}, {0}};

static const ListKind *const lists[] = {&task_list_kind, NULL};

static const Panel panels[] = {{PANEL_OF_PLAN, PANEL_ACT, 10, "work.assign", work_assign_panel},
                               {PANEL_OF_PLAN, PANEL_LINK, 10, "work.read", work_tasks_panel},
                               {PANEL_OF_HOME, PANEL_ACT, 10, "work.assign", work_desk_home},
                               {PANEL_OF_HOME, PANEL_ACT, 20, "work.sign", work_sign_home},
                               {0}};

static const Personal personal[] = {
    PERSONAL_STAYS_UNCOUNTED("task_entry", "person_id", "Điều đã ghi, đã làm ở các việc", "lâu dài",
                             PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("task_extension", "asked_by", "Đề nghị gia hạn đã gửi", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("task_extension", "answered_by", "Đề nghị gia hạn đã trả lời", "lâu dài",
                             PERSONAL_WHY_RECORD),
    PERSONAL_STAYS("task_repeat", "person_id", "Việc lặp lại đã đặt", "đến khi thôi lặp lại", PERSONAL_WHY_RECORD),
    PERSONAL_GOES("task_watch", "person_id", "Việc đang theo dõi", NULL, NULL),
    {0},
};

const Feature feature_work = {.name = "work",
                              .routes = routes,
                              .grants = grants,
                              .menu = menu,
                              .jobs = jobs,
                              .rebuild = work_rebuild,
                              .objects = objects,
                              .undos = undos,
                              .lists = lists,
                              .panels = panels,
                              .personal = personal};
