// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers of people's pages (feature.c says which row has which). */
#pragma once
#include "http/route.h"

/* signin_web.c */
Handler sign_in_get, sign_in_prepare, sign_in_post, sign_out_post, code_get, code_post;
Handler confirm_get, confirm_prepare, confirm_post;
/* The new password of a form: strong enough, typed twice alike; what is in `names` makes a weak one. */
Fail password_typed(Ctx *c, const Request *q, bool has_second, const Str *names, size_t n, Str *hash) CHECKED;
/* What was typed of a person: the sentence of a wrong part stands beside its field. */
struct NewPerson;
Fail person_typed(Ctx *c, const Request *q, const struct NewPerson *n) CHECKED;
Handler link_get, link_prepare, link_post, try_get, try_post;

/* me_web.c */
Handler me_get, me_post, duty_choose_post, offer_accept_post, offer_decline_post, delegate_post, device_post,
    devices_post;
Handler password_get, password_prepare, password_post;
Handler second_get, second_begin_post, second_cancel_post, second_post, second_drop_post;

/* wall_web.c */
Handler walls_get, wall_post, wall_revoke_post;
FindWall wall_of_token;

/* people_web.c */
Handler people_get, person_get, invite_get, invite_post, rights_get;
Handler many_get, many_prepare, many_post, many_template, many_links;
enum { MANY_MAX = 2000, MANY_LINK = 43 + 2 }; /* rows of one file; letters of a link's line */
Handler person_link_post, person_lock_post, person_unlock_post, person_phone_lost_post;
Handler person_duty_post, person_duty_end_post, offer_withdraw_post, person_vouch_post;
FindPlace place_of_person, place_of_typed_org, place_of_duty, place_of_offer;

/* journal_web.c */
Handler journal_get, journal_csv, journal_xlsx;
FindPlace place_of_journal;

/* What the JSON of these pages is made from. */
extern const Record me_record, journal_record;
extern const Record people_record, person_page_record, rights_record, walls_record;

extern const ListKind people_list_kind, journal_list_kind;
