// SPDX-License-Identifier: Apache-2.0
#include "demo/command.h"
#include "demo/web.h"
#include "http/route.h"
#include "people/personal.h"

static const Route routes[] = {
    {POST, "/goi-y/an", hints_off_post, NULL, RIGHT_OWN, .help = "Ẩn gợi ý của dữ liệu trình diễn"},
    {0},
};

static const Command commands[] = {
    {"demo", "[--data FILE] [--plan PLAN] [--seed N] [--tasks N] [--until DAY]",
     "make a data file that shows the province on 2024-09-28, or on a later day with everything brought to its end, "
     "with "
     "accounts for all agencies (printed); it is served on this machine only",
     demo_command},
    {0},
};

static const Panel panels[] = {{PANEL_OF_HOME, PANEL_SECTION, 5, PANEL_OWN, hints_panel}, {0}};

static const Personal personal[] = {
    PERSONAL_GOES("demo_hint_off", "person_id", "Đã ẩn gợi ý của dữ liệu trình diễn", NULL, NULL), {0}};

const Feature feature_demo = {
    .name = "demo", .routes = routes, .commands = commands, .panels = panels, .personal = personal};
