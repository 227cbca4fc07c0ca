// SPDX-License-Identifier: Apache-2.0
#include "form/command.h"
#include "form/draft_inside.h"
#include "form/web.h"
#include "people/personal.h"

/* clang-format off */
#define THE_DRAFT {INPUT_TEXT, "ban-nhap", "Bản nháp", .required = true, .max = 64}
static const Input page_inputs[] = {
    THE_DRAFT,
    {INPUT_INTEGER, "phan", "Phần", .min = 0, .max = DESIGN_FIELDS_MAX},
    {INPUT_CHOICE, "soat", "Nêu chỗ cần xem lại", .choices = "1"},
    {INPUT_CHOICE, "luu", "Vừa lưu", .choices = "1"},
    {INPUT_CHOICE, "da-gui-thu", "Vừa gửi liên kết", .choices = "1"},
    {0}};
static const Input save_inputs[] = {
    THE_DRAFT,
    {INPUT_INTEGER, "phan", "Phần", .min = 0, .max = DESIGN_FIELDS_MAX},
    {INPUT_INTEGER, "lan", "Lần lưu đã xem", .min = 0, .max = 1000000000},
    FILL_BUTTON,
    {0}};
static const Input file_inputs[] = {
    THE_DRAFT,
    {INPUT_TEXT, "o", "Ô nhận tệp", .max = DESIGN_NAME_MAX},
    {INPUT_TEXT, "ten", "Tên tệp", .max = 300},
    {INPUT_INTEGER, "co", "Số byte của tệp", .min = 1, .max = 1 << 30},
    {INPUT_ID, "tep", "Tệp đang gửi", .required = false},
    {INPUT_INTEGER, "tu", "Từ byte", .min = 0, .max = 1 << 30},
    {INPUT_FILE, "khuc", "Khúc", .max = UPLOAD_PIECE_MAX},
    {INPUT_CHOICE, "xong", "Đã đủ", .choices = "1"},
    {0}};
static const Input drop_inputs[] = {THE_DRAFT, {0}};
static const Input link_inputs[] = {THE_DRAFT, {INPUT_TEXT, "thu", "Địa chỉ thư điện tử", .required = true, .max = MAIL_ADDRESS_MAX, .keys = "email", .autocomplete = "email", .is_plain = true}, {0}};

enum { FILES_BYTES = 64 << 20 }; /* of one press */
static const Route routes[] = {
    {GET, "/ban-nhap", drafts_get, .right = RIGHT_OWN, .help = "Biểu mẫu đang điền dở", .no_twin = "chỉ để người đang điền mở tiếp"},
    {GET, "/ban-nhap/{ban-nhap}", draft_get, page_inputs, RIGHT_PUBLIC, "Điền tiếp một biểu mẫu, từ liên kết của nó", .no_twin = "chỉ để người có liên kết điền tiếp"},
    {POST, "/ban-nhap/{ban-nhap}", draft_post, save_inputs, RIGHT_PUBLIC, "Lưu nháp, sang phần khác, nộp", .api = true,
     .again = draft_get, .more = draft_more, .prepare = draft_prepare, .files_max = FILES_BYTES, .slow_with_files = true},
    {POST, "/ban-nhap/{ban-nhap}/tep", draft_file_post, file_inputs, RIGHT_PUBLIC, "Gửi một tệp lớn từng khúc, đứt thì gửi tiếp", .api = true,
     .again = draft_get, .prepare = draft_file_prepare, .slow = true},
    {POST, "/ban-nhap/{ban-nhap}/bo", draft_drop_post, drop_inputs, RIGHT_PUBLIC, "Bỏ một bản nháp", .again = draft_get},
    {POST, "/ban-nhap/{ban-nhap}/lien-ket", draft_link_post, link_inputs, RIGHT_PUBLIC, "Gửi liên kết của bản nháp vào thư", .again = draft_get},
    {0},
};
/* clang-format on */

static Fail purge_in_write(Ctx *c, void *nothing)
{
    (void)nothing;
    return drafts_purge(c);
}
static Fail purge(Ctx *c, const JobPlace *place) { return store_write(c, place->store, purge_in_write, NULL); }
static const Job jobs[] = {{"form.purge", .every = JOB_HOUR, .leased = true, .run = purge}, {0}};

static const Panel panels[] = {
    {PANEL_OF_ME, PANEL_LINK, 30, NULL, drafts_panel}, {PANEL_OF_HOME, PANEL_ACT, 60, NULL, drafts_home_panel}, {0}};

static const Personal personal[] = {PERSONAL_GOES("form_draft", "person_id", "Biểu mẫu đang điền dở",
                                                  "30 ngày từ lần sửa cuối", "để điền tiếp, cũng trên máy khác"),
                                    {0}};

static const Command commands[] = {
    {"form", "check|yaml|xform FILE", "Check a form (YAML or XLSForm), print it as YAML or as an XForm", form_command},
    {0}};

const Feature feature_form = {
    .name = "form", .routes = routes, .commands = commands, .jobs = jobs, .panels = panels, .personal = personal};
