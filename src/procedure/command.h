// SPDX-License-Identifier: Apache-2.0
/* command.h -- `ngayso procedure check FILE…`, `list`, `publish FILE…`. */
#pragma once

int procedure_command(int argc, char **argv);
