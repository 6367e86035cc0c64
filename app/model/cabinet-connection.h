/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-record.h"

G_BEGIN_DECLS

#define CABINET_TYPE_CONNECTION (cabinet_connection_get_type ())
G_DECLARE_FINAL_TYPE (CabinetConnection, cabinet_connection, CABINET, CONNECTION, CabinetRecord)

/* A time on the internet (E13). When it began is not told by the systems that are known. */
struct _CabinetConnection
{
  CabinetRecord parent_instance;

  gboolean active;
  gint64 duration_s;
  gint64 down_bytes; /* to the subscriber */
  gint64 up_bytes;
  char *ip;
  char *mac;
};

#define CABINET_TYPE_CONNECTION_LIST (cabinet_connection_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetConnectionList, cabinet_connection_list, CABINET, CONNECTION_LIST, CabinetRecord)

/* Connections of a contract: those that last first, the others in the provider's order. */
struct _CabinetConnectionList
{
  CabinetRecord parent_instance;

  GListStore *connections;
  gboolean complete; /* FALSE = the provider may know of more */
};

G_END_DECLS
