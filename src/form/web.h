// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers of the route rows in feature.c. */
#pragma once
#include "http/panel.h"
#include "http/route.h"

Handler draft_get, draft_post, draft_prepare, draft_link_get, draft_link_post, draft_drop_post, draft_file_get,
    draft_file_post, draft_file_prepare, drafts_get;
Handler editings_get, guide_get, editing_new_prepare, editing_new_post, editing_get, editing_move_post,
    editing_undo_post, editing_heed_post, editing_drop_post, editing_file_prepare, editing_file_post, editing_text_get,
    editing_text_post, editing_download_get, editing_changes_get, field_get, field_prepare, field_post, trial_get,
    trial_prepare, trial_post;
MoreInputs draft_more, trial_more;
DrawPanel drafts_panel, drafts_home_panel;
