// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers of the outbox (feature.c says which row has which). */
#pragma once
#include "http/route.h"

Handler mail_get, mail_bulk_post, mail_hurry_post, mail_try_post;

/* own.c */
Handler own_mail_get, own_mail_post, own_mail_link_get, own_mail_link_post;

/* lost.c */
Handler lost_get, lost_post;
DrawPanel lost_panel;

/* panel.html */
DrawPanel mail_panel;

/* What the JSON of these pages is made from. */
extern const Record mail_list_record;
extern const ListKind mail_list_kind;
