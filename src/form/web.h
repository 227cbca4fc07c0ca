// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers of the route rows in feature.c. */
#pragma once
#include "http/panel.h"
#include "http/route.h"

Handler draft_get, draft_post, draft_prepare, draft_link_post, draft_drop_post, draft_file_get, draft_file_post,
    draft_file_prepare, drafts_get;
MoreInputs draft_more;
DrawPanel drafts_panel, drafts_home_panel;
