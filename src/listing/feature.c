// SPDX-License-Identifier: Apache-2.0
#include "listing/listing.h"
#include "listing/web.h"

/* clang-format off */
#define THE_LIST {INPUT_TEXT, "bang", "Danh sách", .required = true, .max = 40}
#define QUERY    {INPUT_TEXT, "loc", "Đang lọc", .max = LIST_QUERY_MAX}
static const Input columns_inputs[] = {THE_LIST, QUERY, {INPUT_ID, "cot", "Cột", .many = true}, {0}};
static const Input view_inputs[] = {THE_LIST, QUERY, {INPUT_TEXT, "ten", "Tên của cách xem này", .required = true, .max = LIST_VIEW_NAME_MAX}, {0}};
static const Input drop_inputs[] = {{INPUT_ID, "cach-xem", "Cách xem", .required = true}, {0}};

static const Route routes[] = {
    {POST, "/danh-sach/cot", listing_columns_post, columns_inputs, RIGHT_OWN, "Chọn cột của một danh sách", .api = false},
    {POST, "/danh-sach/cach-xem", listing_view_post, view_inputs, RIGHT_OWN, "Lưu cách xem một danh sách dưới một tên", .api = false},
    {POST, "/danh-sach/cach-xem/{cach-xem}/bo", listing_view_drop_post, drop_inputs, RIGHT_OWN, "Bỏ cách xem đã lưu", .api = false},
    {0},
};
/* clang-format on */

const Feature feature_listing = {.name = "listing", .routes = routes};
