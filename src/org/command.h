// SPDX-License-Identifier: Apache-2.0
/* command.h -- `ngayso org import`, `ngayso org list`. */
#pragma once

int org_command(int argc, char **argv);
