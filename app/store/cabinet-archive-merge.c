/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-merge.h"

#include "cabinet-archive-private.h"

/* So many operations are in memory at once. */
#define CHUNK 500

typedef struct
{
  char *path;
  gboolean dry_run;
  CabinetMergeSummary summary;
} MergeJob;

static void
merge_job_free (gpointer data)
{
  MergeJob *job = data;

  g_free (job->path);
  g_free (job);
}

/* A contract of the other archive. */
typedef struct
{
  gint64 theirs; /* its row there, and here: 0 = it is not here */
  gint64 ours;
  char *id;
  char *currency;
  gboolean same;  /* what is here is that contract */
  gboolean lost;  /* but little more than its operations, after a salvage */
  gboolean later; /* and its ledger began anew since */
} Contract;

static void
contract_free (gpointer data)
{
  Contract *contract = data;

  g_free (contract->id);
  g_free (contract->currency);
  g_free (contract);
}

/* Ids are (provider, number, category); who bears one by chance is another contract. */
static const char list_contracts[] =
  "select theirs.pk, coalesce (ours.pk, 0), theirs.id, theirs.currency, "
  "ours.pk is null or our_door.base_url = '' or ("
  "json_extract (ours.contract, '$.number') is json_extract (theirs.contract, '$.number') "
  "and ours.currency = theirs.currency and our_door.provider = their_door.provider), "
  "our_ledger.epoch is not null and their_ledger.epoch is not null and our_ledger.epoch <> "
  "their_ledger.epoch, our_door.base_url is '' "
  "from backup.accounts theirs join backup.sign_ins their_door on their_door.id = theirs.sign_in "
  "left join main.accounts ours on ours.id = theirs.id "
  "left join main.sign_ins our_door on our_door.id = ours.sign_in "
  "left join main.ledgers our_ledger on our_ledger.account = ours.pk "
  "left join backup.ledgers their_ledger on their_ledger.account = theirs.pk "
  "order by theirs.position";

/* ?1 = their row. A sign-in comes without its secret, which was never here; one that was lost comes back. */
#define TAKE_SIGN_IN                                                                                         \
  "insert into main.sign_ins select * from backup.sign_ins where id = (select sign_in from backup.accounts " \
  "where pk = ?1) on conflict (id) do update set connector = excluded.connector, base_url = "                \
  "excluded.base_url, provider = excluded.provider, kind = excluded.kind, category = excluded.category, "    \
  "login = excluded.login, remember = excluded.remember, info = excluded.info, web_forms = "                 \
  "excluded.web_forms where base_url = ''"

static const char *const new_contract[] = {
  TAKE_SIGN_IN,
  "insert into main.accounts (id, sign_in, label, hidden, position, currency, contract, overview, "
  "capabilities, read_at, clock_skew) select id, sign_in, label, hidden, "
  "(select coalesce (max (position), -1) + 1 from main.accounts), currency, contract, overview, "
  "capabilities, read_at, clock_skew from backup.accounts where pk = ?1",
};

/* ?1 = their row, ?2 = ours. */
static const char *const lost_contract[] = {
  TAKE_SIGN_IN,
  "update main.accounts set (sign_in, contract, currency, label) = (select sign_in, contract, currency, "
  "coalesce (accounts.label, theirs.label) from backup.accounts theirs where pk = ?1) where pk = ?2",
  "delete from main.sign_ins where base_url = '' and id not in (select sign_in from main.accounts)",
};

/* ?1 = their row, ?2 = ours. What was read later counts; what is final stays so. */
static const char take_reading[] =
  "update main.accounts set (overview, capabilities, read_at, clock_skew) = (select overview, capabilities, "
  "read_at, clock_skew from backup.accounts where pk = ?1) where pk = ?2 and coalesce (read_at, 0) < "
  "(select coalesce (read_at, 0) from backup.accounts where pk = ?1)";
static const char take_readings[] =
  "insert into main.readings (account, resource, body, read_at) select ?2, resource, body, read_at "
  "from backup.readings where account = ?1 on conflict (account, resource) do update set body = "
  "excluded.body, read_at = excluded.read_at where excluded.read_at > read_at";
static const char take_payments[] =
  "insert into main.payments (account, id, key, created_at, final, body) select ?2, id, key, created_at, "
  "final, body from backup.payments where account = ?1 on conflict (account, id) do update set key = "
  "coalesce (key, excluded.key), final = 1, body = excluded.body where excluded.final and not final";
static const char take_messages[] =
  "insert into main.messages (account, thread, id, key, at, body) select ?2, thread, id, key, at, body "
  "from backup.messages where account = ?1 on conflict (account, thread, id) do nothing";
/* What is newly here was read as far as the copy says; the other months are read again. */
static const char take_ledger[] = "insert into main.ledgers (account, epoch, seq) select ?2, epoch, seq from "
                                  "backup.ledgers where account = ?1";
static const char take_revisions[] =
  "update main.months set revision = (select revision from backup.months theirs where theirs.account = ?1 "
  "and theirs.month = months.month) where account = ?2";
static const char forget_revisions[] =
  "update main.months set revision = null where account = ?2 and ?1 is not null";
/* A tag of what was replaced would make the provider say that nothing has changed. */
static const char forget_validators[] =
  "delete from main.validators where owner = (select id from main.accounts where pk = ?2) and ?1 is not null";

/* ?1 = their row, ?2 = ours, ?3 = whether only months count that are empty here. A row that is here in the
 * same revision may have been withdrawn since. */
static const char list_operations[] =
  "select %s from backup.operations theirs where account = ?1 and not exists (select 1 from main.operations "
  "ours where ours.account = ?2 and ours.id = theirs.id and ours.revision >= theirs.revision) and (not ?3 or "
  "not exists (select 1 from main.months where account = ?2 and count > 0 and month = "
  "substr (theirs.date, 1, 8) || '01'))";

static gboolean
run (CabinetDb *db, const char *sql, gint64 theirs, gint64 ours, guint *changes, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, theirs);
  if (sqlite3_bind_parameter_count (statement) > 1)
    sqlite3_bind_int64 (statement, 2, ours);
  if (!cabinet_db_run (db, statement, error))
    return FALSE;
  if (changes != NULL)
    *changes += cabinet_db_get_changes (db);
  return TRUE;
}

static GPtrArray *
load_contracts (CabinetDb *db, GError **error)
{
  g_autoptr (GPtrArray) contracts = g_ptr_array_new_with_free_func (contract_free);
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, list_contracts, error);
  CabinetStep step;

  if (statement == NULL)
    return NULL;
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      Contract *contract = g_new0 (Contract, 1);

      contract->theirs = sqlite3_column_int64 (statement, 0);
      contract->ours = sqlite3_column_int64 (statement, 1);
      contract->id = cabinet_db_dup_text (statement, 2);
      contract->currency = cabinet_db_dup_text (statement, 3);
      contract->same = sqlite3_column_int (statement, 4) != 0;
      contract->later = sqlite3_column_int (statement, 5) != 0;
      contract->lost = sqlite3_column_int (statement, 6) != 0;
      g_ptr_array_add (contracts, contract);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&contracts) : NULL;
}

static gboolean
put (CabinetDb *db, Contract *contract, GPtrArray *chunk, MergeJob *job, GError **error)
{
  CabinetLedgerChange change = { 0 };

  if (!cabinet_archive_put_operations (db, contract->id, chunk, &change, error))
    return FALSE;
  job->summary.operations += change.added;
  job->summary.changed += change.changed;
  g_ptr_array_set_size (chunk, 0);
  return TRUE;
}

static gboolean
merge_operations (CabinetDb *db, Contract *contract, MergeJob *job, GError **error)
{
  g_autoptr (GPtrArray) chunk = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OPERATION, "theirs.@");
  g_autofree char *sql = g_strdup_printf (list_operations, columns);
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);
  CabinetStep step;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, contract->theirs);
  sqlite3_bind_int64 (statement, 2, contract->ours);
  sqlite3_bind_int (statement, 3, contract->later);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      gpointer row =
        cabinet_record_sql_read (statement, 0, CABINET_TYPE_OPERATION, contract->currency, NULL, error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (chunk, row);
      if (chunk->len == CHUNK && !put (db, contract, chunk, job, error))
        return FALSE;
    }
  return step == CABINET_STEP_DONE && put (db, contract, chunk, job, error);
}

static gboolean
add_contract (CabinetDb *db, Contract *contract, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (new_contract); i++)
    if (!run (db, new_contract[i], contract->theirs, 0, NULL, error))
      return FALSE;
  return cabinet_archive_find_account (db, contract->id, &contract->ours, NULL, error);
}

static gboolean
restore_lost (CabinetDb *db, Contract *contract, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (lost_contract); i++)
    if (!run (db, lost_contract[i], contract->theirs, contract->ours, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
merge_contract (CabinetDb *db, Contract *contract, MergeJob *job, GError **error)
{
  gboolean fresh = contract->ours == 0;
  guint before = job->summary.operations + job->summary.changed;
  gint64 theirs = contract->theirs, ours;

  if ((fresh && !add_contract (db, contract, error))
      || (contract->lost && !restore_lost (db, contract, error)))
    return FALSE;
  ours = contract->ours;
  job->summary.contracts += fresh;
  if (!merge_operations (db, contract, job, error) || !run (db, take_readings, theirs, ours, NULL, error)
      || !run (db, take_payments, theirs, ours, &job->summary.payments, error)
      || !run (db, take_messages, theirs, ours, &job->summary.messages, error))
    return FALSE;
  if (fresh)
    return run (db, take_ledger, theirs, ours, NULL, error)
           && run (db, take_revisions, theirs, ours, NULL, error);
  return run (db, take_reading, theirs, ours, NULL, error)
         && run (db, forget_validators, theirs, ours, NULL, error)
         && (job->summary.operations + job->summary.changed == before
             || run (db, forget_revisions, theirs, ours, NULL, error));
}

static gboolean
merge_all (CabinetDb *db, MergeJob *job, GError **error)
{
  g_autoptr (GPtrArray) contracts = load_contracts (db, error);

  if (contracts == NULL)
    return FALSE;
  for (guint i = 0; i < contracts->len; i++)
    {
      Contract *contract = g_ptr_array_index (contracts, i);

      if (!contract->same)
        job->summary.skipped++;
      else if (!merge_contract (db, contract, job, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
attach (CabinetDb *db, const char *path, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "attach database ?1 as backup", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, path);
  return cabinet_db_run (db, statement, error);
}

/* A rehearsal does all of it and takes it back, so that it tells what would be. */
static gboolean
merge (CabinetDb *db, gpointer data, GError **error)
{
  MergeJob *job = data;
  gboolean done = FALSE;

  if (!attach (db, job->path, error))
    return FALSE;
  if (cabinet_db_begin (db, error))
    {
      done = merge_all (db, job, error);
      if (done && !job->dry_run)
        done = cabinet_db_commit (db, error);
      else
        cabinet_db_rollback (db);
    }
  cabinet_db_exec (db, "detach database backup", NULL);
  return done;
}

/**
 * cabinet_archive_merge_async:
 * @path: another archive, of this version, that nobody writes to
 * @dry_run: whether nothing is to be kept of it
 *
 * Contracts, payments and messages are added by their ids; an operation that is here too is replaced by a
 * newer revision only. What was read of a contract is taken if it was read later. All of it in one
 * transaction.
 */
void
cabinet_archive_merge_async (CabinetArchive *self,
                             const char *path,
                             gboolean dry_run,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  MergeJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (path != NULL);

  job = g_new0 (MergeJob, 1);
  job->path = g_strdup (path);
  job->dry_run = dry_run;
  cabinet_archive_push (self, job, merge_job_free, merge, CABINET_WORK_BARE, cancellable, callback,
                        user_data);
}

gboolean
cabinet_archive_merge_finish (CabinetArchive *self,
                              GAsyncResult *result,
                              CabinetMergeSummary *summary,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == merge, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *summary = ((MergeJob *) g_task_get_task_data (G_TASK (result)))->summary;
  return TRUE;
}

/* Compact, and without what deleted rows have left. */
static gboolean
copy (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, "vacuum into ?1", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, job->text);
  return cabinet_db_run (db, statement, error);
}

void
cabinet_archive_copy_async (CabinetArchive *self,
                            const char *path,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (path != NULL);

  cabinet_archive_push (self, cabinet_archive_job_new (NULL, path, NULL, NULL), cabinet_archive_job_free,
                        copy, CABINET_WORK_BARE, cancellable, callback, user_data);
}
