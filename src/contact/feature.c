// SPDX-License-Identifier: Apache-2.0
#include "contact/web.h"
#include "http/request.h"
#include "people/web.h"

/* clang-format off */
#define WAY {INPUT_CHOICE, "qua", "Nhận, gửi qua", .required = true, .choices = "thu=Thư điện tử|sms=SMS|zalo=Zalo"}
#define LINK {INPUT_ID, "nguoi", "Người", .required = true}, {INPUT_TEXT, "token", "Liên kết", .required = true, .max = 100}
static const Input page_inputs[] = {{INPUT_INTEGER, "xong", "Vừa lưu", .min = 1, .max = 1}, {0}};
static const Input choose_inputs[] = {WAY, {INPUT_INTEGER, "phien-ban", "Bản của mục đích", .min = 0, .max = 1000}, {0}};
static const Input link_inputs[] = {LINK, {0}};
static const Input send_inputs[] = {LINK, WAY, {INPUT_CHOICE, "dong-y", "Người nhận đã đồng ý", .choices = "1"}, {0}};

static const Input many_inputs[] = {{INPUT_LINES, "lien-ket", "Các liên kết vừa tạo", .required = true, .max = MANY_MAX * MANY_LINK}, {0}};

static const Route routes[] = {
    {GET, "/toi/lien-lac", contact_get, page_inputs, RIGHT_OWN, .help = "Nhận tin qua thư điện tử, SMS hay Zalo", .no_twin = "là biểu mẫu: gửi bằng POST, các trường ở bản mô tả"},
    {POST, "/toi/lien-lac", contact_post, choose_inputs, RIGHT_OWN, "Chọn nhận tin qua đâu", .again = contact_get},
    {POST, "/lien-lac/lien-ket/gui", links_send_post, many_inputs, "person.invite", .help = "Gửi nhiều liên kết mời bằng thư điện tử"},
    {POST, "/lien-lac/{nguoi}/lien-ket", link_choose_post, link_inputs, "person.invite", "Gửi liên kết mời qua đâu", .place = place_of_person},
    {POST, "/lien-lac/{nguoi}/lien-ket/gui", link_send_post, send_inputs, "person.invite", "Gửi liên kết mời bằng thư, SMS, Zalo", .place = place_of_person},
    {0},
};
/* clang-format on */

static const Panel panels[] = {{PANEL_OF_ME, PANEL_LINK, 20, NULL, contact_panel},
                               {PANEL_OF_LINK, PANEL_ACT, 10, NULL, link_panel},
                               {PANEL_OF_LINKS, PANEL_ACT, 10, NULL, links_panel},
                               {0}};

const Feature feature_contact = {.name = "contact", .routes = routes, .panels = panels};
