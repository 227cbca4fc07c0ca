// SPDX-License-Identifier: Apache-2.0
#include "lint/command.h"
#include "lint/web.h"
#include "people/rights.h"

static const Input draft_inputs[] = {
    {INPUT_FILE, "tep", "Tệp dự thảo", .required = true, .max = UPLOAD_MAX, .accept = ".docx,.odt,.pdf,.doc,.rtf,.txt",
     .help =
         "Word (.docx) cho kết quả đầy đủ, cả lề, phông, cỡ chữ và bản có ghi chú; OpenDocument, PDF, văn bản thuần "
         "chỉ được kiểm tra nội dung. Tối đa 8 MB."},
    {0}};
static const Input copy_inputs[] = {{INPUT_TEXT, "ten", "Tên tệp", .max = 300},
                                    {INPUT_TEXT, "noi-dung", "Dự thảo đã gửi", .required = true, .min = 1,
                                     .max = LINT_SENT_BACK_LETTERS, .is_plain = true},
                                    {0}};

static const Route routes[] = {
    {GET, "/kiem-tra-du-thao", lint_get, .right = "plan.lint", .help = "Kiểm tra dự thảo trước khi ký",
     .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/kiem-tra-du-thao", lint_post, draft_inputs, "plan.lint",
     "Chỗ mâu thuẫn và sai thể thức của một dự thảo; không lưu gì", .prepare = lint_prepare, .slow = true,
     .again = lint_get},
    {POST, "/kiem-tra-du-thao/ghi-chu", lint_copy_post, copy_inputs, "plan.lint",
     "Bản Word của dự thảo, có ghi chú bên lề", .prepare = lint_copy_prepare, .slow = true, .again = lint_get},
    {0}};

static const MenuRow menu[] = {
    {"/kiem-tra-du-thao", "Kiểm tra dự thảo", MENU_WORK, 25, .right = "plan.lint"},
    {"/kiem-tra-du-thao", "Kiểm tra dự thảo trước khi ký", MENU_WORK, 12, .right = "plan.lint", .spot = SPOT_ACT},
    {0}};

/* Whoever drafts: the coordinator, and each agency its own; what is checked is what they send. */
static const Grant grants[] = {
    {"plan.lint",
     "Kiểm tra dự thảo trước khi ký",
     {[ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL, [ROLE_HEAD] = OWN, [ROLE_OFFICIAL] = OWN},
     .is_carried = true},
    {0}};

static const Command commands[] = {
    {"lint", "DRAFT [--orgs DIRECTORY.tsv] [--json] [-o COPY.docx]",
     "What a draft should be checked for before it is signed; the copy has it as comments of Word", lint_command},
    {0}};

const Feature feature_lint = {.name = "lint", .routes = routes, .commands = commands, .menu = menu, .grants = grants};
