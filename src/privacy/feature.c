// SPDX-License-Identifier: Apache-2.0
#include "people/personal.h"
#include "people/rights.h"
#include "privacy/command.h"
#include "privacy/privacy.h"
#include "privacy/web.h"

/* clang-format off */
#define THE_REQUEST {INPUT_ID, "yeu-cau", "Yêu cầu", .required = true}
#define PURPOSE     {INPUT_TEXT, "muc-dich", "Mục đích", .required = true, .max = 40}
#define WHY(name, label) {INPUT_LINES, name, label, .required = true, .max = DATA_TEXT_MAX, .help = "Người yêu cầu sẽ đọc."}

static const Input mine_inputs[] = {{INPUT_INTEGER, "xong", "Vừa làm xong", .min = 1, .max = 4}, {0}};
static const Input consent_inputs[] = {PURPOSE,
                                       {INPUT_INTEGER, "phien-ban", "Bản đã đọc", .required = true, .min = 1, .max = 1000},
                                       {INPUT_CHOICE, "dong-y", "Tôi đã đọc và đồng ý cho mục đích này", .choices = "co"}, {0}};
static const Input purpose_inputs[] = {PURPOSE, {0}};
static const Input proof_inputs[] = {{INPUT_ID, "dong-y", "Lần đồng ý", .required = true}, {0}};
static const Input any_proof_inputs[] = {{INPUT_ID, "dong-y", "Lần đồng ý", .required = true}, {INPUT_TEXT, "dia-chi", "Địa chỉ mạng, như nhật ký ghi", .max = 60, .is_short = true, .is_plain = true}, {INPUT_TEXT, "trinh-duyet", "Tên trình duyệt gửi kèm (User-Agent)", .max = 200, .is_plain = true}, {0}};
static const Input make_inputs[] = {{INPUT_CHOICE, "loai", "Nội dung yêu cầu", .required = true, .choices = "xem|sua|han-che|phan-doi|rut|xoa"},
                                    {INPUT_LINES, "noi-dung", "Nói rõ thêm", .max = DATA_TEXT_MAX, .lines = 3}, {0}};
static const Input request_inputs[] = {THE_REQUEST, {0}};
static const Input extend_inputs[] = {THE_REQUEST, WHY("vi-sao", "Lý do gia hạn"), {0}};
static const Input refuse_inputs[] = {THE_REQUEST, WHY("ly-do", "Lý do từ chối"), {0}};
static const Input done_inputs[] = {THE_REQUEST, WHY("ket-qua", "Đã làm gì"), {0}};
static const Input forget_inputs[] = {THE_REQUEST, {INPUT_TEXT, "tai-khoan", "Tên đăng nhập của người yêu cầu", .required = true, .max = PERSON_ACCOUNT_MAX, .is_plain = true}, {0}};

static const Input keeping_inputs[] = {{INPUT_INTEGER, "xong", "Vừa làm xong", .min = 1, .max = 4}, {0}};
#define THE_JOB {INPUT_CHOICE, "viec", "Việc", .required = true, .choices = "khoa-tai-khoan|nhat-ky|dong-y|yeu-cau|thu|phien"}
static const Input keeping_do_inputs[] = {THE_JOB, {INPUT_INTEGER, "so", "Số đã xem", .required = true, .min = 1, .max = INT64_MAX}, {0}};
static const Input keeping_dismiss_inputs[] = {THE_JOB, {0}};

static const Route routes[] = {
    {GET, "/du-lieu-ca-nhan", notice_get, NULL, RIGHT_PUBLIC, "Dữ liệu cá nhân: giữ gì, để làm gì, bao lâu, quyền của bạn", .cached = true, .no_twin = "là văn bản để đọc"},

    {GET, "/toi/du-lieu", mine_get, mine_inputs, RIGHT_OWN, .help = "Mọi dữ liệu hệ thống giữ về tôi", .no_twin = "có tệp JSON riêng, /toi/du-lieu.json"},
    {GET, "/toi/du-lieu.json", mine_json_get, NULL, RIGHT_OWN, .help = "Tải về mọi dữ liệu về tôi", .no_twin = "là tệp JSON", .slow = true},
    {POST, "/toi/du-lieu/dong-y", consent_post, consent_inputs, RIGHT_OWN, "Đồng ý với một mục đích", .again = mine_get},
    {POST, "/toi/du-lieu/rut-dong-y", consent_withdraw_post, purpose_inputs, RIGHT_OWN, "Rút lại đồng ý", .again = mine_get},
    {GET, "/toi/du-lieu/dong-y/{dong-y}", proof_get, proof_inputs, RIGHT_OWN, .help = "Bằng chứng một lần đồng ý của tôi, để in", .no_twin = "là văn bản để in"},
    {POST, "/toi/du-lieu/yeu-cau", request_make_post, make_inputs, RIGHT_OWN, "Gửi yêu cầu về dữ liệu của tôi", .again = mine_get},
    {POST, "/toi/du-lieu/yeu-cau/{yeu-cau}/rut", request_take_back_post, request_inputs, RIGHT_OWN, .help = "Rút một yêu cầu"},

    {GET, "/du-lieu-ca-nhan/yeu-cau", queue_get, NULL, "data.manage", .help = "Yêu cầu về dữ liệu cá nhân đang chờ", .api = true, .shows = &data_queue_record},
    {GET, "/du-lieu-ca-nhan/yeu-cau/{yeu-cau}", request_get, request_inputs, "data.manage", .help = "Một yêu cầu về dữ liệu cá nhân", .no_twin = "là biểu mẫu trả lời một yêu cầu; danh sách ở /du-lieu-ca-nhan/yeu-cau"},
    {POST, "/du-lieu-ca-nhan/yeu-cau/{yeu-cau}/tiep-nhan", request_acknowledge_post, request_inputs, "data.manage", "Tiếp nhận yêu cầu", .again = request_get},
    {POST, "/du-lieu-ca-nhan/yeu-cau/{yeu-cau}/gia-han", request_extend_post, extend_inputs, "data.manage", "Gia hạn một lần", .again = request_get},
    {POST, "/du-lieu-ca-nhan/yeu-cau/{yeu-cau}/xong", request_done_post, done_inputs, "data.manage", "Trả lời là đã làm", .again = request_get},
    {POST, "/du-lieu-ca-nhan/yeu-cau/{yeu-cau}/tu-choi", request_refuse_post, refuse_inputs, "data.manage", "Từ chối có lý do", .again = request_get},
    {POST, "/du-lieu-ca-nhan/yeu-cau/{yeu-cau}/xoa", request_forget_post, forget_inputs, "data.manage", "Xóa thông tin của người yêu cầu", .again = request_get, .fresh = true},
    {GET, "/du-lieu-ca-nhan/don-dep", keeping_get, keeping_inputs, "data.manage", .help = "Việc xóa dữ liệu đã dừng lại, chờ quyết định", .no_twin = "là trang để quyết định"},
    {POST, "/du-lieu-ca-nhan/don-dep/lam", keeping_do_post, keeping_do_inputs, "data.manage", "Tiếp tục việc xóa dữ liệu đã dừng", .again = keeping_get, .fresh = true},
    {POST, "/du-lieu-ca-nhan/don-dep/bo", keeping_dismiss_post, keeping_dismiss_inputs, "data.manage", "Không làm việc xóa dữ liệu đã dừng", .again = keeping_get},
    {POST, "/du-lieu-ca-nhan/don-dep/dong-ho", keeping_clock_post, NULL, "data.manage", "Xác nhận đồng hồ đúng", .again = keeping_get, .fresh = true},
    {POST, "/du-lieu-ca-nhan/don-dep/mo-khoa", keeping_reopen_post, NULL, "data.manage", "Mở lại mọi tài khoản bị khóa vì không dùng", .again = keeping_get, .fresh = true},
    {GET, "/du-lieu-ca-nhan/dong-y/{dong-y}", any_proof_get, any_proof_inputs, "data.manage", .help = "Bằng chứng một lần đồng ý, để in", .no_twin = "là văn bản để in"},
    {0},
};
/* clang-format on */

static const Command commands[] = {
    {"purge", "[--data FILE]",
     "take away personal data whose time is over and lock accounts nobody used; while no server runs", purge_command},
    {0},
};

static const MenuRow menu[] = {
    {"/du-lieu-ca-nhan", "Dữ liệu cá nhân", .order = 10, .spot = SPOT_FOOT},
    {"/du-lieu-ca-nhan/yeu-cau", "Yêu cầu về dữ liệu cá nhân", MENU_KEEP, 30, .right = "data.manage"},
    {"/du-lieu-ca-nhan/don-dep", "Xóa dữ liệu hết hạn", MENU_KEEP, 40, .right = "data.manage"},
    {0}};

static const Grant grants[] = {
    {"data.manage", "Xử lý yêu cầu về dữ liệu cá nhân", {[ROLE_ADMIN] = ALL}, .is_carried = false},
    {0},
};

static Fail purge(Ctx *c, void *nothing)
{
    (void)nothing;
    Purged done;
    return privacy_purge_told(c, &done);
}

/* Who looks at another day (--today) keeps everything as it was on it. */
static Fail purge_all(Ctx *c, const JobPlace *place)
{
    return c->today == day_at(c->now) ? store_write(c, place->store, purge, NULL) : OK;
}

static const Job jobs[] = {{"privacy.purge", .every = JOB_HOUR, .at_start = true, .leased = true, .run = purge_all},
                           {0}};

static const ObjectKind objects[] = {{"data_request", .path = "/du-lieu-ca-nhan/yeu-cau/{}"}, {0}};

static const Panel panels[] = {{PANEL_OF_ME, PANEL_LINK, 90, NULL, privacy_panel}, {0}};

/* Consents and requests prove what was done: they stay, without their words (forget.c ends what is open). */
static const Personal personal[] = {
    PERSONAL_STAYS("consent", "person_id", "Đồng ý đã cho, đã rút", "5 năm kể từ ngày rút",
                   "phải chứng minh được sự đồng ý (Luật 91/2025/QH15 Điều 9); dài hơn thời hiệu đòi bồi thường 3 năm "
                   "(Bộ luật Dân sự 2015 Điều 588)"),
    PERSONAL_EMPTIED("data_request", "person_id", "Yêu cầu về dữ liệu đã gửi", "5 năm kể từ ngày giải quyết",
                     "chứng minh đã trả lời đúng hạn; cùng lý do như đồng ý", "text = '', extension = '', answer = ''"),
    PERSONAL_STAYS("data_request", "acknowledged_by", "Yêu cầu về dữ liệu của người khác đã tiếp nhận",
                   "5 năm kể từ ngày giải quyết", "chứng minh ai đã tiếp nhận"),
    PERSONAL_STAYS("data_request", "closed_by", "Yêu cầu về dữ liệu của người khác đã giải quyết",
                   "5 năm kể từ ngày giải quyết", "chứng minh ai đã giải quyết"),
    {0},
};

const Feature feature_privacy = {.name = "privacy",
                                 .routes = routes,
                                 .grants = grants,
                                 .commands = commands,
                                 .menu = menu,
                                 .jobs = jobs,
                                 .objects = objects,
                                 .panels = panels,
                                 .personal = personal};
