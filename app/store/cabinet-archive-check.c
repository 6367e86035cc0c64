/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-private.h"
#include "cabinet-db-check.h"

/* Months whose sums are not those of their operations: in either table, as (account, month, sums). */
static const char unequal_months[] =
  "with kept as (select account, month, count, charged, credited from months where count <> 0 or charged "
  "<> 0 or credited <> 0), "
  "added as (select account, substr (date, 1, 8) || '01', count(*), sum (min (amount, 0)), "
  "sum (max (amount, 0)) from operations not indexed where withdrawn = 0 group by 1, 2), "
  "unequal as (select * from (select * from kept except select * from added) "
  "union all select * from (select * from added except select * from kept)) "
  "select accounts.id || ' ' || substr (unequal.month, 1, 7) from unequal join accounts on pk = account "
  "order by 1 limit 1";

static gboolean
check (CabinetDb *db, gpointer data, GError **error)
{
  return cabinet_db_check (db, error)
         && cabinet_db_check_rows (db, unequal_months, _ ("a month is not the sum of its operations"), error);
}

/**
 * cabinet_archive_check_async:
 *
 * Reads all of the archive: its structure, its references, and that each month is the sum of its
 * operations. Error: %CABINET_ERROR_STORAGE, damaged.
 */
void
cabinet_archive_check_async (CabinetArchive *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));

  cabinet_archive_push (self, NULL, NULL, check, CABINET_WORK_BARE, cancellable, callback, user_data);
}
