// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/panel.h"
#include "http/route.h"

struct FormKind;
extern const struct FormKind dossier_form;

/* web_catalogue.c */
CountWaiting public_procedures_count;
DrawPanel public_panel;
Handler catalogue_get, procedure_get, procedure_begin_post, procedure_open_post, procedure_source_get;
/* web_dossier.c */
Handler dossier_get, dossier_message_post, dossier_document_get, lookup_get, lookup_post, my_dossiers_get;
FindPlace place_of_dossier;
Fail dossier_file_place(Ctx *c, Id id, Place *place) CHECKED;
/* web_move.c */
Handler move_get, move_prepare, move_post;
MoreInputs move_more;
/* web_wait.c */
Handler dossiers_wait_get, dossiers_wait_post;
CountWaiting dossiers_waiting_count;
DrawPanel wait_home_panel;
/* web_list.c */
Handler dossier_list_get, dossier_sheet_get, dossier_csv_get, published_get;
extern const ListKind dossier_list_kind;
/* web_figures.c */
Handler figures_get;
/* web_home.c */
DrawPanel counted_home_panel;
/* web_editor.c */
Handler editor_get, editor_post;
extern const DesignKind procedure_designs; /* web_editor.c: its form in the editor of forms */
/* web_new.c */
Handler start_get, start_prepare, start_post, copy_post, make_get, make_post, procedure_guide_get;
/* web_import.c */
Handler import_get, import_prepare, import_post, import_sheet_get;
/* web_invite.c */
Handler dossier_invite_get, dossier_invite_post, dossier_invited_get, dossier_invited_post;
/* web_api.c */
Handler procedure_openapi_get, procedure_send_prepare, procedure_send_post;
MoreInputs procedure_send_more;
