// SPDX-License-Identifier: Apache-2.0
/* field.h -- what values a plan, an activity and an assignment have: the closed list. */
#pragma once
#include "base/str.h"

typedef enum { OF_PLAN = 1, OF_ACTIVITY = 2, OF_ASSIGNMENT = 4 } NodeKinds;
typedef enum {
    SAYS_TEXT,
    SAYS_DAY,  /* ISO */
    SAYS_PARTY /* "org STTTT", "class so-nganh liên quan", "name Hội Làm vườn" */
} PlanFieldType;

/* name in code, in tables and in JSON, label on pages, type, whose, may there be several */
#define PLAN_FIELDS(X)                                                                                                 \
    X(NUMBER, "number", "Số, ký hiệu", SAYS_TEXT, OF_PLAN, false)                                                      \
    X(ISSUED, "issued", "Ngày ban hành", SAYS_DAY, OF_PLAN, false)                                                     \
    X(ISSUER, "issuer", "Cơ quan ban hành", SAYS_TEXT, OF_PLAN, false)                                                 \
    X(ISSUED_AT, "issued_at", "Nơi ban hành", SAYS_TEXT, OF_PLAN, false)                                               \
    X(TYPE, "type", "Tên loại văn bản", SAYS_TEXT, OF_PLAN, false)                                                     \
    X(GROUP, "group", "Nhóm hoạt động", SAYS_TEXT, OF_ACTIVITY, false)                                                 \
    X(TITLE, "title", "Tên gọi", SAYS_TEXT, OF_PLAN | OF_ACTIVITY, false)                                              \
    X(HEADING, "heading", "Giao cho", SAYS_TEXT, OF_ASSIGNMENT, false)                                                 \
    X(THEME, "theme", "Chủ đề", SAYS_TEXT, OF_PLAN | OF_ACTIVITY, false)                                               \
    X(TIME, "time", "Thời gian như văn bản ghi", SAYS_TEXT, OF_PLAN | OF_ACTIVITY, false)                              \
    X(FROM, "from", "Từ ngày", SAYS_DAY, OF_PLAN | OF_ACTIVITY, false)                                                 \
    X(TO, "to", "Đến hết ngày", SAYS_DAY, OF_PLAN | OF_ACTIVITY, false)                                                \
    X(LEAD, "lead", "Cơ quan chủ trì", SAYS_PARTY, OF_ACTIVITY, true)                                                  \
    X(PARTNER, "partner", "Cơ quan phối hợp", SAYS_PARTY, OF_ACTIVITY, true)                                           \
    X(AUDIENCE, "audience", "Thành phần, đối tượng", SAYS_PARTY, OF_ACTIVITY, true)                                    \
    X(AGENCY, "agency", "Cơ quan được giao", SAYS_PARTY, OF_ASSIGNMENT, true)                                          \
    X(CONTENT, "content", "Nội dung", SAYS_TEXT, OF_ACTIVITY, true)                                                    \
    X(FORMAT, "format", "Hình thức", SAYS_TEXT, OF_ACTIVITY, true)                                                     \
    X(PRODUCT, "product", "Sản phẩm", SAYS_TEXT, OF_ACTIVITY, true)                                                    \
    X(SCALE, "scale", "Quy mô", SAYS_TEXT, OF_ACTIVITY, false)                                                         \
    X(PLACE, "place", "Địa điểm", SAYS_TEXT, OF_ACTIVITY, false)                                                       \
    X(DUTY, "duty", "Nhiệm vụ", SAYS_TEXT, OF_ASSIGNMENT, true)                                                        \
    X(PURPOSE, "purpose", "Mục đích", SAYS_TEXT, OF_PLAN, true)                                                        \
    X(REQUIREMENT, "requirement", "Yêu cầu", SAYS_TEXT, OF_PLAN, true)                                                 \
    X(MEASURE, "measure", "Giải pháp", SAYS_TEXT, OF_PLAN, true)                                                       \
    X(FUNDING, "funding", "Nguồn kinh phí", SAYS_TEXT, OF_PLAN, true)                                                  \
    X(ALLOCATION, "allocation", "Phân bổ kinh phí", SAYS_TEXT, OF_PLAN, false)                                         \
    X(REPORT, "report", "Chế độ báo cáo", SAYS_TEXT, OF_PLAN, false)                                                   \
    X(REPORT_DUE, "report_due", "Hạn báo cáo", SAYS_DAY, OF_PLAN, false)                                               \
    X(CHANNEL, "issue_channel", "Khi có khó khăn, vướng mắc", SAYS_TEXT, OF_PLAN, false)                               \
    X(BASIS, "basis", "Căn cứ", SAYS_TEXT, OF_PLAN, true)                                                              \
    X(RECIPIENT, "recipient", "Nơi nhận", SAYS_TEXT, OF_PLAN, true)                                                    \
    X(SIGNER_TITLE, "signer_title", "Chức vụ người ký", SAYS_TEXT, OF_PLAN, false)                                     \
    X(SIGNER, "signer", "Người ký", SAYS_TEXT, OF_PLAN, false)                                                         \
    X(FOOTNOTE, "footnote", "Chú thích", SAYS_TEXT, OF_PLAN, true)

typedef enum {
#define X(symbol, name, label, type, kinds, many) PLAN_##symbol,
    PLAN_FIELDS(X)
#undef X
        PLAN_FIELD_COUNT
} PlanField;

typedef struct {
    const char *name, *label;
    PlanFieldType type;
    NodeKinds kinds;
    bool many;
} FieldInfo;
extern const FieldInfo plan_fields[PLAN_FIELD_COUNT];

/* Its place in the list, or PLAN_FIELD_COUNT. */
PlanField plan_field_named(Str name);
