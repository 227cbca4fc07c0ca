// SPDX-License-Identifier: Apache-2.0
/* command.h -- ngayso lint DRAFT [--json] [--orgs DIRECTORY.tsv] [-o COPY.docx] */
#pragma once
int lint_command(int argc, char **argv);
