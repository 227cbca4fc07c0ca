// SPDX-License-Identifier: Apache-2.0
#pragma once
int read_command(int argc, char **argv); /* ngayso read FILE [--orgs DIRECTORY.tsv] | --schema */
