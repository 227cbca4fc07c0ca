// SPDX-License-Identifier: Apache-2.0
/* testing.h -- a procedure to try things with, for *_test.c only: the one that README.md shows. */
#pragma once
#include "doc/doc.h"
#include "procedure/dossier.h"

static inline Str manual_procedure(Ctx *c)
{
    Str text;
    if (doc_load_file(c, "src/procedure/README.md", &text)) return (Str){0};
    text = str_from(text, str_find(text, S("```yaml\n")) + 8);
    return str_slice(text, 0, str_find(text, S("\n```")) + 1);
}

/* Seats that run out, who waits for them, what is counted. */
__attribute__((unused)) static const char course_procedure[] =
    "code: hoi-thao\ntitle: Đăng ký dự hội thảo\n"
    "lists:\n  cach: [{key: truc_tiep, label: Trực tiếp}, {key: truc_tuyen, label: Trực tuyến}]\n"
    "fields:\n"
    "  - {name: don_vi, type: text, label: Đơn vị, required: true, unique: true}\n"
    "  - {name: phone, type: phone, label: Điện thoại, purpose: Liên hệ}\n"
    "  - {name: so_nguoi, type: integer, label: Số người, min: 1}\n"
    "  - {name: cach, type: choice, list: cach, label: Cách dự, indexed: true}\n"
    "  - {name: xa, type: commune, label: Xã, indexed: true}\n"
    "states:\n"
    "  - {name: cho, label: Chờ xác nhận, kind: open}\n"
    "  - {name: hang, label: Danh sách chờ, kind: open}\n"
    "  - {name: duoc, label: Được dự, kind: decided, outcome: agreed}\n"
    "  - {name: xong, label: Đã dự, kind: ended, outcome: agreed}\n"
    "  - {name: khong, label: Không được, kind: ended, outcome: refused}\n"
    "  - {name: huy, label: Đã hủy, kind: ended, outcome: withdrawn}\n"
    "moves:\n"
    "  - {name: dong_y, label: Đồng ý, from: cho, to: duoc, who: {agency: STTTT}}\n"
    "  - {name: tu_choi, label: Từ chối, from: [cho, hang], to: khong, who: {agency: STTTT}}\n"
    "  - {name: vao, label: Có chỗ, from: hang, to: cho, who: clock}\n"
    "  - {name: doi, label: Đổi số người, from: cho, to: cho, who: {agency: STTTT}, edits: all}\n"
    "  - {name: du, label: Đã dự, from: duoc, to: xong, who: {agency: STTTT}}\n"
    "  - {name: huy, label: Hủy, from: [cho, hang, duoc], to: huy, who: [applicant, {agency: STTTT}]}\n"
    "  - {name: lai, label: Xét lại, from: [khong, huy], to: cho, who: {agency: STTTT}}\n"
    "quotas:\n"
    "  - {name: cho_ngoi, label: Chỗ ngồi, sum: so_nguoi, per: cach, most: {truc_tiep: 20, truc_tuyen: 50}, waiting: "
    "hang, promote: vao}\n"
    "counters:\n"
    "  - {name: nguoi, label: Số người, what: sum, of: so_nguoi, by: [cach, xa]}\n"
    "  - {name: dang_ky, label: Lượt đăng ký, what: count, in: [cho, hang, duoc, xong], by: [cach]}\n"
    "  - {name: noi, label: Số xã, what: distinct, of: xa, in: [duoc, xong], by: [cach]}\n"
    "duplicates: [don_vi]\n";
