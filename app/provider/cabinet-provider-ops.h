/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider.h"

G_BEGIN_DECLS

/* May an operation be asked again when its answer was lost? */
typedef enum
{
  CABINET_REPEAT_READ,  /* a read: always */
  CABINET_REPEAT_SAFE,  /* a change without a second effect */
  CABINET_REPEAT_KEY,   /* with the same key: it has no second effect */
  CABINET_REPEAT_NEVER, /* a person decides */
} CabinetRepeat;

/* Which members of a CabinetCall an operation takes. */
typedef enum
{
  CABINET_TAKES_RECORD = 1 << 0,
  CABINET_TAKES_CONTRACT = 1 << 1,
  CABINET_TAKES_ID = 1 << 2,
  CABINET_TAKES_PAGE = 1 << 3, /* month, since, epoch, cursor, limit, wait: all optional */
  CABINET_TAKES_KEY = 1 << 4,
} CabinetTakes;

typedef struct
{
  const char *name;
  CabinetTakes takes;
  GType (*request) (void); /* of call->record, NULL = none */
  GType (*result) (void);  /* of reply->record, NULL = none */
  const char *guard;       /* the capability that must be "yes", NULL = none */
  CabinetRepeat repeat;
} CabinetOpInfo;

const CabinetOpInfo *cabinet_op_get_info (CabinetOp op);
const char *cabinet_op_get_name (CabinetOp op);
gboolean cabinet_op_check_call (CabinetOp op, const CabinetCall *call, GError **error);

G_END_DECLS
