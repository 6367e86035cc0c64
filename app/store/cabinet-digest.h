/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

/* The SQL function cabinet_digest (VALUE, …): 40 bits of the SHA-256 of its arguments, so that a million of
 * them can be added up. */
int cabinet_digest_register (sqlite3 *handle);
