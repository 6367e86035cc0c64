/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"

/* Part of the transaction that writes what @etag describes. @etag NULL: the answer had none. */
gboolean
cabinet_archive_put_validator (
  CabinetDb *db, const char *owner, const char *resource, const char *etag, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        etag != NULL ? "insert into validators (owner, resource, etag) values (?1, ?2, ?3) "
                                       "on conflict (owner, resource) do update set etag = excluded.etag"
                                     : "delete from validators where owner = ?1 and resource = ?2",
                        error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, owner);
  cabinet_db_bind_text (statement, 2, resource);
  if (etag != NULL)
    cabinet_db_bind_text (statement, 3, etag);
  return cabinet_db_run (db, statement, error);
}

/**
 * cabinet_archive_load_validator:
 * @account: an account; for %CABINET_RESOURCE_PROVIDER its sign-in does as well
 * @resource: one of CABINET_RESOURCE_*
 *
 * Returns: (transfer full) (nullable): the ETag of what is archived; %NULL without an error if there is none
 */
char *
cabinet_archive_load_validator (CabinetArchive *self,
                                const char *account,
                                const char *resource,
                                GError **error)
{
  g_autofree char *unreadable = NULL;
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL && resource != NULL, NULL);

  unreadable = g_strdup_printf ("%s %s", account, resource);
  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || g_hash_table_contains (self->unreadable, unreadable))
    return NULL;
  statement = cabinet_db_prepare (db,
                                  "select etag from validators where resource = ?2 and owner in "
                                  "(?1, (select sign_in from accounts where id = ?1 and ?2 = 'provider'))",
                                  error);
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  cabinet_db_bind_text (statement, 2, resource);
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return NULL;
  return cabinet_db_dup_text (statement, 0);
}
