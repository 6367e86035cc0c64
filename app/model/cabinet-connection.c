/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-connection.h"

static const CabinetField connection_fields[] = {
  CABINET_FIELD (CabinetConnection, active, BOOL, CABINET_REQUIRED),
  CABINET_FIELD (CabinetConnection, duration_s, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetConnection, down_bytes, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetConnection, up_bytes, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetConnection, ip, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetConnection, mac, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetConnection, cabinet_connection, connection_fields)

static const CabinetField connection_list_fields[] = {
  CABINET_FIELD_OF (CabinetConnectionList, connections, LIST, CABINET_REQUIRED, cabinet_connection_get_type),
  CABINET_FIELD (CabinetConnectionList, complete, BOOL, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetConnectionList, cabinet_connection_list, connection_list_fields)
