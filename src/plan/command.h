// SPDX-License-Identifier: Apache-2.0
/* command.h -- `ngayso import`. */
#pragma once

int import_command(int argc, char **argv);
