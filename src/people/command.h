// SPDX-License-Identifier: Apache-2.0
/* command.h -- `ngayso person …`, `ngayso verify`, `ngayso key`. */
#pragma once
int person_command(int argc, char **argv);
int key_command(int argc, char **argv);
int verify_command(int argc, char **argv);
