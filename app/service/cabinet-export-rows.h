/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-export.h"

G_BEGIN_DECLS

/* A contract of an export: what a head of a page says of it. */
typedef struct
{
  char *account;
  char *provider;      /* its id */
  char *provider_name; /* as people know it */
  char *number;
  char *number_words; /* "account 104 205 318" */
  char *category;     /* nullable */
  char *holder;       /* nullable */
  char *address;      /* nullable */
  char *label;        /* nullable */
  char *currency;
  CabinetDate from, to; /* as asked for; none = open */
  CabinetDate today;    /* in the contract's zone */
  gboolean filtered;    /* by more than the period */
  CabinetMoney balance; /* not set = not known */
  CabinetInstant as_of; /* when it was so */
  GPtrArray *coming;    /* of CabinetNextCharge, what is known in advance within the period */
} CabinetExportContract;

/* The operations of an export at one moment. Belongs to the thread that opened it. */
typedef struct _CabinetExportRows CabinetExportRows;

CabinetExportRows *cabinet_export_open (CabinetExport *export, GError **error);
/* Whether they are what was saved; CABINET_ERROR_STORAGE, damaged names the months that are not. */
gboolean cabinet_export_rows_verify (CabinetExportRows *self, GError **error);
/* The same of the months that are shown, if only the newest operations are. What a search finds may lie in
 * any month: then only those are named that are known to be damaged already. */
gboolean cabinet_export_rows_verify_shown (CabinetExportRows *self, GError **error);
void cabinet_export_rows_free (CabinetExportRows *self);

guint cabinet_export_rows_get_n_contracts (CabinetExportRows *self);
const CabinetExportContract *cabinet_export_rows_get_contract (CabinetExportRows *self, guint contract);
guint cabinet_export_rows_get_count (CabinetExportRows *self, guint contract); /* of its operations */

/* One operation of one contract, 0 = the newest; cheap near what was asked for last. */
CabinetOperation * /* (transfer none), until the next call for this contract */
cabinet_export_rows_get (CabinetExportRows *self, guint contract, guint index, GError **error);
/* All contracts' operations as one, newest first; NULL without an error: there are no more. */
CabinetOperation *cabinet_export_rows_next (CabinetExportRows *self, guint *contract, GError **error);

typedef enum
{
  CABINET_EXPORT_BY_MONTH,
  CABINET_EXPORT_BY_SERVICE,
} CabinetExportGrouping;

/* Operations of one month, or of one service. */
typedef struct
{
  char *name; /* "2026-11", or the title of the service; NULL = without a service */
  guint count;
  CabinetMoney charged;
  CabinetMoney credited;
} CabinetExportGroup;

/* What the operations of one contract add up to: months newest first, services by what they cost. */
GPtrArray * /* of CabinetExportGroup */
cabinet_export_rows_dup_groups (CabinetExportRows *self,
                                guint contract,
                                CabinetExportGrouping grouping,
                                GError **error);

/* "charge", or the word that the provider used for what this version does not know. */
const char *cabinet_export_get_kind_word (CabinetOperation *operation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetExportRows, cabinet_export_rows_free)

G_END_DECLS
