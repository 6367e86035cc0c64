/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-operator.h"

#include "demo-ledger.h"
#include "demo-threads.h"

/* After a pause of so long one greets again. */
#define GREETS_AFTER (8 * 60 * DEMO_MINUTE)

/* A message that something is due for. */
typedef struct
{
  gint64 row;
  gint64 thread;
  CabinetInstant at;
  CabinetMessageState state;
  CabinetInstant read_at;
  CabinetInstant due_at;
} Task;

/* In the order of arrival (H3). Returns: whether there is one */
static gboolean
next_task (DemoWorld *world, Task *task)
{
  sqlite3_stmt *rows = demo_database_query (world->database,
                                            "SELECT id, thread, at, state, read_at, due_at FROM message"
                                            " WHERE due_at > 0 AND due_at <= ? ORDER BY due_at, id LIMIT 1",
                                            "i", demo_clock_now (&world->clock));

  if (!demo_row (rows))
    return FALSE;
  task->row = sqlite3_column_int64 (rows, 0);
  task->thread = sqlite3_column_int64 (rows, 1);
  task->at = sqlite3_column_int64 (rows, 2);
  task->state = (CabinetMessageState) sqlite3_column_int (rows, 3);
  task->read_at = sqlite3_column_int64 (rows, 4);
  task->due_at = sqlite3_column_int64 (rows, 5);
  demo_rows_end (rows);
  return TRUE;
}

static void
update (DemoWorld *world, const Task *task, CabinetInstant read_at, CabinetInstant due_at)
{
  demo_database_run (world->database, "UPDATE message SET state = ?, read_at = ?, due_at = ? WHERE id = ?",
                     "iiii", (gint64) CABINET_MESSAGE_STATE_DELIVERED, read_at, due_at, task->row);
}

/* Everything that waits in the thread is answered at once. Returns: (transfer full): what was written */
static char *
collect (DemoWorld *world, const Task *task)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *rows = demo_database_query (
    world->database, "SELECT text FROM message WHERE thread = ? AND due_at > 0 AND at <= ? ORDER BY id", "ii",
    task->thread, task->due_at);

  while (demo_row (rows))
    g_string_append_printf (text, "%s\n", demo_column_text (rows, 0));
  demo_database_run (world->database,
                     "UPDATE message SET state = ?, due_at = 0,"
                     " read_at = CASE read_at WHEN 0 THEN ? ELSE read_at END"
                     " WHERE thread = ? AND due_at > 0 AND at <= ?",
                     "iiii", (gint64) CABINET_MESSAGE_STATE_DELIVERED, task->due_at, task->thread,
                     task->due_at);
  return g_string_free (text, FALSE);
}

static void
answer (DemoWorld *world, const Task *task, DemoThread *thread)
{
  g_autoptr (DemoContract) contract = demo_contract_load (world, thread->contract);
  g_autofree char *text = collect (world, task);
  gint64 spoke =
    demo_database_get_int (world->database, "SELECT max (at) FROM message WHERE thread = ? AND author = ?",
                           "ii", task->thread, (gint64) CABINET_MESSAGE_AUTHOR_SUPPORT);
  DemoDraft draft = { .from = CABINET_MESSAGE_AUTHOR_SUPPORT, .at = task->due_at };

  demo_ledger_bring_up (world, contract);
  draft.text = demo_operator_answer (world, contract, text, task->due_at - spoke > GREETS_AFTER);
  demo_thread_say (world, thread, &draft, NULL);
  g_free ((char *) draft.text.words[DEMO_RUSSIAN]);
  g_free ((char *) draft.text.words[DEMO_ENGLISH]);
}

static void
do_task (DemoWorld *world, const Task *task)
{
  g_autoptr (DemoThread) thread = demo_thread_load (world, task->thread);
  g_autoptr (DemoContract) contract = demo_contract_load (world, thread->contract);
  const DemoSupport *support = demo_support_find (contract->tenant);
  GTimeZone *zone = demo_tenant_get_zone (contract->tenant);
  gint64 delay = world->options->operator_delay;

  if (task->state == CABINET_MESSAGE_STATE_SENT)
    {
      update (world, task, 0, demo_support_get_due (support, zone, task->at, delay / 2));
      demo_thread_tell (world, thread);
    }
  else if (task->read_at == 0)
    {
      update (world, task, task->due_at, demo_support_get_due (support, zone, task->at, delay));
      demo_thread_tell (world, thread);
    }
  else
    {
      answer (world, task, thread);
    }
}

/**
 * demo_operator_work:
 *
 * Does what is due by the demo's clock: a message is delivered, then read, then answered, the latter two in
 * working hours only. Nothing is written where nothing is due.
 */
void
demo_operator_work (DemoWorld *world)
{
  Task task;

  if (!next_task (world, &task))
    return;
  demo_database_begin (world->database);
  while (next_task (world, &task))
    do_task (world, &task);
  demo_database_commit (world->database);
}
