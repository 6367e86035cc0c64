/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-found-rows.h"

G_BEGIN_DECLS

/* An operation that was found. */
typedef struct
{
  CabinetAccount *account;
  gint64 place;
} CabinetFoundKey;

/* Of a month, what one contract has. */
typedef struct
{
  CabinetAccount *account;
  CabinetLedgerMonth sums;
  gboolean counted; /* as in CabinetFoundPart */
} CabinetFoundShare;

typedef struct
{
  CabinetDate month;
  GArray *shares; /* of CabinetFoundShare */
  guint count;
  guint first;        /* how many operations are in newer months */
  GArray *keys;       /* of CabinetFoundKey, newest first: those that were read */
  CabinetDate unread; /* the last day whose keys were not; none = all were */
  CabinetStatementRow *head;
} CabinetFoundSection;

/* Days that are read together, and the sections in which they lie. */
typedef struct
{
  guint first, last;
  CabinetDate from, to;
} CabinetFoundBatch;

struct _CabinetFoundRows
{
  CabinetArchive *archive;
  char *text;
  GPtrArray *parts; /* of CabinetFoundPart */
  GArray *sections; /* of CabinetFoundSection, newest first */
  guint n_operations;
  GQueue windows; /* last used first */
};

CabinetFoundSection *cabinet_found_rows_get_section (CabinetFoundRows *self, guint index);
/* Takes the keys that came with the count (cabinet-found-keys.c). */
void cabinet_found_rows_take_newest (CabinetFoundRows *self);
/* (nullable): operation @offset of the section @index; NULL if it is gone since the months were counted
 * (cabinet-found-keys.c). */
const CabinetFoundKey *cabinet_found_rows_get_key (CabinetFoundRows *self, guint index, guint offset);

G_END_DECLS
