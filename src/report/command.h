// SPDX-License-Identifier: Apache-2.0
#pragma once
int report_command(int argc, char **argv);
