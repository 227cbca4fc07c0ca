// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers of the pages of personal data (feature.c says which row has which). */
#pragma once
#include "http/route.h"

/* mine_web.c */
Handler notice_get, mine_get, mine_json_get, proof_get;
Handler consent_post, consent_withdraw_post, request_make_post, request_take_back_post;

/* keeping_web.c */
Handler keeping_get, keeping_do_post, keeping_dismiss_post, keeping_clock_post, keeping_reopen_post;

/* queue_web.c */
Handler queue_get, request_get, any_proof_get;
Handler request_acknowledge_post, request_extend_post, request_done_post, request_refuse_post, request_forget_post;

/* panel.html */
DrawPanel privacy_panel;

/* What the JSON of these pages is made from. */
extern const Record data_queue_record;
