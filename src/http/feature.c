// SPDX-License-Identifier: Apache-2.0
#include "http/api.h"

static const Input help_inputs[] = {{INPUT_TEXT, "duoi", "Bắt đầu bằng", .max = 60}, {0}};

static const Route routes[] = {
    {GET, "/api", api_help, help_inputs, .right = "public", .help = "Kết nối, chia sẻ dữ liệu: các địa chỉ JSON",
     .no_twin = "là trang hướng dẫn, bản cho máy là openapi.json"},
    {GET, "/openapi.json", api_description, .right = "public", .help = "Mô tả để phần mềm khác đọc, theo chuẩn OpenAPI",
     .api = true},
    {0},
};

static const MenuRow menu[] = {{"/api", "Kết nối, chia sẻ dữ liệu", .order = 90, .spot = SPOT_FOOT}, {0}};

const Feature feature_http = {.name = "http", .routes = routes, .menu = menu};
