// SPDX-License-Identifier: Apache-2.0
/* office.h -- files of old Word (.doc) and RTF, by LibreOffice where it is installed: it makes a .docx of them, which
 * is then read as any other.
 *
 * LibreOffice runs as a process group of its own, in a folder of its own with a profile of its own, with limits on
 * time, memory and what it may write, without macros, and without a network (seccomp: no sockets but local ones).  At
 * the limit the group is killed; whatever happens, the folder is gone afterwards. */
#pragma once
#include "base/fail.h"

enum {
    OFFICE_WAIT_SECONDS = 60, /* by the clock; a plan takes two */
    OFFICE_CPU_SECONDS = 40,
    OFFICE_WRITES_MAX = 64 << 20 /* bytes of one file */
};
#define OFFICE_MEMORY ((size_t)4 << 30) /* address space */

/* Is this what LibreOffice has to read: a compound file with a Word document in it, or RTF? */
bool office_is_old(Str bytes);

/* The same document as .docx.  FAIL_INPUT with one sentence: LibreOffice is missing, cannot read it, takes too long, or
 * the file has a password; FAIL_STORE when no process or folder could be made. */
Fail office_to_docx(Ctx *c, Str bytes, Str *docx) CHECKED;
