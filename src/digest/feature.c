// SPDX-License-Identifier: Apache-2.0
#include "digest/digest.h"
#include "digest/web.h"
#include "http/request.h"
#include "people/personal.h"

/* clang-format off */
static const Input page_inputs[] = {{INPUT_INTEGER, "xong", "Vừa lưu", .min = 1, .max = 1}, {0}};
static const Input post_inputs[] = {
#define X(symbol, key, name, may_be_off) {INPUT_CHOICE, key, name, .choices = "1"},
    DIGEST_KINDS(X)
#undef X
    {0}};

static const Input news_inputs[] = {{INPUT_CHOICE, "ca-tuan", "Cả bảy ngày qua", .choices = "1"}, {0}};

static const Route routes[] = {
    {GET, "/thu-sang", digest_get, page_inputs, RIGHT_OWN, .help = "Thư buổi sáng: muốn nhận gì, sáng nay sẽ có gì", .no_twin = "là biểu mẫu và thư mẫu"},
    {POST, "/thu-sang", digest_post, post_inputs, RIGHT_OWN, "Chọn nội dung thư buổi sáng", .again = digest_get},
    {GET, "/tin-moi", news_get, news_inputs, RIGHT_OWN, "Tin mới từ lần xem trước: việc mới, bị trả lại, được trả lời", .no_twin = "là tin của riêng người đọc, có bản gửi qua thư"},
    {POST, "/tin-moi", news_post, NULL, RIGHT_OWN, "Đánh dấu đã xem tin mới", .api = true, .again = news_get},
    {0},
};
/* clang-format on */

static Fail morning(Ctx *c, const JobPlace *place)
{
    int made;
    return digest_morning(c, place->store, place->site, &made);
}

static const Job jobs[] = {{"digest.morning", .every = JOB_MINUTE, .run = morning}, {0}};

static const MenuRow menu[] = {
    {"/tin-moi", "Tin mới", MENU_TODAY, 20, .right = "work.read", .waits = digest_news_count},
    {"/thu-sang", "Chọn nội dung thư buổi sáng", MENU_KEEP, 70, .right = NULL, .spot = SPOT_ACT},
    {0}};

static const Panel panels[] = {{PANEL_OF_ME, PANEL_LINK, 10, NULL, digest_panel}, {0}};

static const Personal personal[] = {
    PERSONAL_GOES("digest_off", "person_id", "Nội dung thư buổi sáng đã tắt", NULL, NULL),
    PERSONAL_GOES("digest_seen", "person_id", "Lần xem tin mới gần nhất", NULL, NULL),
    PERSONAL_GOES("digest_made", "person_id", "Ngày của thư buổi sáng gần nhất", NULL, NULL),
    {0},
};

const Feature feature_digest = {
    .name = "digest", .routes = routes, .menu = menu, .jobs = jobs, .panels = panels, .personal = personal};
