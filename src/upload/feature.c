// SPDX-License-Identifier: Apache-2.0
#include "people/personal.h"
#include "upload/command.h"
#include "upload/web.h"

static const Input upload_inputs[] = {{INPUT_ID, "upload", "Tệp", .required = true}, {0}};

static const Route routes[] = {
    {GET, "/tep/{upload}", upload_get, upload_inputs, "plan.read", "Tải một tệp đã gửi", .place = upload_place,
     .no_twin = "là tệp"},
    {GET, "/tep/{upload}/xem", upload_show_get, upload_inputs, "plan.read", "Xem một tệp PDF đã gửi trong trang",
     .place = upload_place, .no_twin = "là tệp"},
    {0},
};

static const Command commands[] = {
    {"files", "[--check] [--sweep] [--data ngayso.db]", "read every uploaded file; remove those that nothing names",
     files_command},
    {0},
};

static const ObjectKind objects[] = {{"upload", .path = "/tep/{}"}, {0}};

static const Personal personal[] = {
    PERSONAL_STAYS("upload", "made_by", "Tệp đã gửi", "lâu dài", "minh chứng thuộc hồ sơ của cơ quan"),
    {0},
};

const Feature feature_upload = {
    .name = "upload", .routes = routes, .commands = commands, .objects = objects, .personal = personal};
