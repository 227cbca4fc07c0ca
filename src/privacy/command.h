// SPDX-License-Identifier: Apache-2.0
/* command.h -- ngayso purge. */
#pragma once

int purge_command(int argc, char **argv);
