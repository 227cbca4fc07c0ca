// SPDX-License-Identifier: Apache-2.0
/* serve.h -- the commands that need all features at once. */
#pragma once

int serve_command(int argc, char **argv);
