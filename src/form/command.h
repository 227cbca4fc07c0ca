// SPDX-License-Identifier: Apache-2.0
/* command.h -- ngayso form check|yaml|xform FILE: a form, as YAML or XLSForm, on the command line. */
#pragma once

/* 0 = it can be used (what cannot be taken of a spreadsheet is told), 2 = it has mistakes: all of them are told. */
int form_command(int argc, char **argv);
