// SPDX-License-Identifier: Apache-2.0
/* command.h -- `ngayso procedure check FILE…`, `list`, `publish FILE…`, `recount`. */
#pragma once

int procedure_command(int argc, char **argv);
