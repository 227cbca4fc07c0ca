// SPDX-License-Identifier: Apache-2.0
#pragma once

int files_command(int argc, char **argv);
