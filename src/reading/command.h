// SPDX-License-Identifier: Apache-2.0
#pragma once
int read_command(int argc, char **argv);   /* ngayso read FILE [--orgs DIRECTORY.tsv] | --schema */
int repair_command(int argc, char **argv); /* ngayso repair [FILE] [--tsv] [--names FILE] [--data DATA] */
int learn_command(int argc, char **argv);  /* ngayso learn FILE… [--data DATA] */
