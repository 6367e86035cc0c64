/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What opens web addresses and folders in the test's home: it writes them down. */
void browser_stub_install (void);
/* From here on nothing opens them. */
void browser_stub_remove (void);
void browser_stub_forget (void);

/* The addresses that were opened, one a line (transfer full); _peek(): NULL = none; _wait() fails the test if
 * none comes. */
char *browser_stub_peek (void);
char *browser_stub_wait (void);

G_END_DECLS
