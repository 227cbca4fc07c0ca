// SPDX-License-Identifier: Apache-2.0
/* command.h -- `ngayso import` and `ngayso export`. */
#pragma once

int export_command(int argc, char **argv); /* ngayso export */
int import_command(int argc, char **argv);
