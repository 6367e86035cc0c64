/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-db.h"

G_BEGIN_DECLS

/* A thread that owns one connection and does its work in the order in which it was asked. With more threads
 * each takes the next piece, so that only their beginnings are in that order. */
typedef struct _CabinetWorker CabinetWorker;

/* Runs in the worker's thread; @data is the task's data. */
typedef gboolean (*CabinetWork) (CabinetDb *db, gpointer data, GError **error);

typedef enum
{
  CABINET_WORK_TRANSACTION, /* begun before and committed after; any error takes all of it back */
  CABINET_WORK_BARE,        /* manages its transactions itself */
} CabinetWorkMode;

CabinetWorker *cabinet_worker_new (const char *name, CabinetDb *db);
void cabinet_worker_add_thread (CabinetWorker *self, const char *name, CabinetDb *db);
void cabinet_worker_push (CabinetWorker *self, GTask *task, CabinetWork work, CabinetWorkMode mode);
void cabinet_worker_close (CabinetWorker *self);

G_END_DECLS
