// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/route.h"
#include "report/report.h"

/* web_place.c */
Fail place_of_document(Ctx *c, const Request *q, Place *place);
Fail place_of_sent_plan(Ctx *c, const Request *q, Place *place);
Fail place_of_draft(Ctx *c, const Request *q, Place *place);
Fail place_of_receipt(Ctx *c, const Request *q, Place *place);
/* steps.c: before reply_page */
Fail document_steps(Ctx *c, Reply *r, const Document *d) CHECKED;
/* web_list.c */
Fail documents_get(Ctx *c, const Request *q, Reply *r);
Fail new_document_get(Ctx *c, const Request *q, Reply *r);
Fail new_document_post(Ctx *c, const Request *q, Reply *r);
Fail plans_running(Ctx *c, PlanCardList *plans);
Fail issuer_check(Ctx *c, const Request *q, Str org);
/* web_batch.c */
Fail batch_get(Ctx *c, const Request *q, Reply *r);
Fail batch_post(Ctx *c, const Request *q, Reply *r);
Fail batch_cancel_post(Ctx *c, const Request *q, Reply *r);
/* web_document.c */
Fail document_get(Ctx *c, const Request *q, Reply *r);
Fail document_docx_get(Ctx *c, const Request *q, Reply *r);
Fail document_pdf_get(Ctx *c, const Request *q, Reply *r);
Fail document_xlsx_get(Ctx *c, const Request *q, Reply *r);
Fail counted_things_get(Ctx *c, const Request *q, Reply *r);
Fail document_drop_post(Ctx *c, const Request *q, Reply *r);
/* web_edit.c */
Fail part_get(Ctx *c, const Request *q, Reply *r);
Fail part_post(Ctx *c, const Request *q, Reply *r);
Fail part_take_post(Ctx *c, const Request *q, Reply *r);
Fail part_restore_post(Ctx *c, const Request *q, Reply *r);
Fail head_get(Ctx *c, const Request *q, Reply *r);
Fail head_post(Ctx *c, const Request *q, Reply *r);
Fail figures_post(Ctx *c, const Request *q, Reply *r);
Fail to_today_post(Ctx *c, const Request *q, Reply *r);
Fail history_get(Ctx *c, const Request *q, Reply *r);
Fail compare_get(Ctx *c, const Request *q, Reply *r);
/* web_issue.c */
Fail issue_get(Ctx *c, const Request *q, Reply *r);
Fail issue_post(Ctx *c, const Request *q, Reply *r);
/* web_register.c */
Fail register_get(Ctx *c, const Request *q, Reply *r);
Fail register_keep_post(Ctx *c, const Request *q, Reply *r);
Fail register_void_post(Ctx *c, const Request *q, Reply *r);
Fail register_begin_post(Ctx *c, const Request *q, Reply *r);
Fail register_agency_post(Ctx *c, const Request *q, Reply *r);
/* web_template.c */
Fail templates_get(Ctx *c, const Request *q, Reply *r);
Fail template_get(Ctx *c, const Request *q, Reply *r);
Fail template_prepare(Ctx *c, const Request *q, Reply *r);
Fail template_post(Ctx *c, const Request *q, Reply *r);
Fail template_use_post(Ctx *c, const Request *q, Reply *r);
Fail template_shipped_get(Ctx *c, const Request *q, Reply *r);
Fail template_preview_get(Ctx *c, const Request *q, Reply *r);
Fail template_places_get(Ctx *c, const Request *q, Reply *r);
Fail place_of_preview(Ctx *c, const Request *q, Place *place);
Fail place_of_template(Ctx *c, Id template, Place *place);
/* web_next.c */
Fail next_plan_get(Ctx *c, const Request *q, Reply *r);
Fail next_plan_docx_get(Ctx *c, const Request *q, Reply *r);
/* web_letters.c */
Fail letters_get(Ctx *c, const Request *q, Reply *r);
Fail letters_post(Ctx *c, const Request *q, Reply *r);
extern const ListKind letters_list_kind;
extern const Record receipt_record; /* of one letter */
Fail letter_get(Ctx *c, const Request *q, Reply *r);
Fail letter_post(Ctx *c, const Request *q, Reply *r);
Fail letter_docx_get(Ctx *c, const Request *q, Reply *r);
Fail letter_pdf_get(Ctx *c, const Request *q, Reply *r);
Fail send_get(Ctx *c, const Request *q, Reply *r);
Fail send_post(Ctx *c, const Request *q, Reply *r);
Fail plan_send_get(Ctx *c, const Request *q, Reply *r);
Fail plan_send_post(Ctx *c, const Request *q, Reply *r);
Fail letters_waiting(Ctx *c, int *n);
/* panel.html */
DrawPanel report_home, letters_home, letter_of_urge_panel, plan_send_panel, next_plan_panel, sheet_of_task_panel;

/* What the JSON of these pages is made from. */
extern const Record batch_record, document_list_record, document_record, register_record, letters_record,
    history_record, receipts_record, templates_record, places_record;

/* The parts that are still to be written, as they are called. */
Fail parts_missing(Ctx *c, const DocumentPartList *parts, StrList *names);
