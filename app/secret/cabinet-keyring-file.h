/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-keyring-call.h"

G_BEGIN_DECLS

/* Where libsecret keeps secrets by itself, in a file. Each takes the task. */
void cabinet_keyring_file_load (GTask *task);
void cabinet_keyring_file_store (GTask *task);
void cabinet_keyring_file_clear (GTask *task);

G_END_DECLS
