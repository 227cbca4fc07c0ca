// SPDX-License-Identifier: Apache-2.0
#pragma once

int demo_command(int argc, char **argv);
