/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-threads.h"

#include "demo-events.h"

#define COLUMNS "id, public, contract, style, subject, subject_en, state, last_at, revision, read_to"

/**
 * demo_make_id:
 * @letter: what it names
 *
 * Returns: (transfer full): an id that nobody guesses
 */
char *
demo_make_id (char letter)
{
  g_autofree char *uuid = g_uuid_string_random ();
  char *id = g_strdup_printf ("%c%s", letter, uuid);
  char *to = id;

  for (const char *from = id; *from != '\0'; from++)
    if (*from != '-')
      *to++ = *from;
  *to = '\0';
  return id;
}

void
demo_thread_free (DemoThread *self)
{
  g_free (self->id);
  g_free ((char *) self->subject.words[DEMO_RUSSIAN]);
  g_free ((char *) self->subject.words[DEMO_ENGLISH]);
  g_free (self);
}

static DemoThread *
take_row (sqlite3_stmt *rows)
{
  DemoThread *self;

  if (!demo_row (rows))
    return NULL;
  self = g_new0 (DemoThread, 1);
  self->row = sqlite3_column_int64 (rows, 0);
  self->id = g_strdup (demo_column_text (rows, 1));
  self->contract = sqlite3_column_int64 (rows, 2);
  self->style = (CabinetThreadStyle) sqlite3_column_int (rows, 3);
  self->subject.words[DEMO_RUSSIAN] = g_strdup (demo_column_text (rows, 4));
  self->subject.words[DEMO_ENGLISH] = g_strdup (demo_column_text (rows, 5));
  self->state = (CabinetThreadState) sqlite3_column_int (rows, 6);
  self->last_at = sqlite3_column_int64 (rows, 7);
  self->revision = sqlite3_column_int64 (rows, 8);
  self->read_to = sqlite3_column_int64 (rows, 9);
  demo_rows_end (rows);
  return self;
}

/**
 * demo_thread_load:
 *
 * Returns: (transfer full) (nullable): the thread of that row
 */
DemoThread *
demo_thread_load (DemoWorld *world, gint64 row)
{
  return take_row (
    demo_database_query (world->database, "SELECT " COLUMNS " FROM thread WHERE id = ?", "i", row));
}

/**
 * demo_thread_find:
 *
 * Returns: (transfer full) (nullable): the thread of that id on the wire, whosever it is
 */
DemoThread *
demo_thread_find (DemoWorld *world, const char *id)
{
  return take_row (
    demo_database_query (world->database, "SELECT " COLUMNS " FROM thread WHERE public = ?", "s", id));
}

/**
 * demo_thread_new:
 * @subject: (nullable): NULL for a chat
 * @id: (nullable): NULL = a new one
 *
 * Returns: (transfer full): an empty thread
 */
DemoThread *
demo_thread_new (
  DemoWorld *world, DemoContract *contract, CabinetThreadStyle style, const char *subject, const char *id)
{
  g_autofree char *made = id == NULL ? demo_make_id ('t') : NULL;

  demo_database_run (world->database,
                     "INSERT INTO thread (public, contract, style, subject, subject_en, state, last_at,"
                     " revision, read_to) VALUES (?, ?, ?, ?, NULL, ?, ?, 0, 0)",
                     "siisii", id != NULL ? id : made, contract->row, (gint64) style, subject,
                     (gint64) CABINET_THREAD_STATE_OPEN, demo_clock_now (&world->clock));
  return demo_thread_load (world, demo_database_last_id (world->database));
}

/**
 * demo_thread_get_chat:
 *
 * Returns: the row of the contract's chat; 0 = there is none yet
 */
gint64
demo_thread_get_chat (DemoWorld *world, gint64 contract)
{
  return demo_database_get_int (world->database,
                                "SELECT id FROM thread WHERE contract = ? AND style = ? ORDER BY id DESC",
                                "ii", contract, (gint64) CABINET_THREAD_STYLE_CHAT);
}

/**
 * demo_thread_save:
 *
 * Keeps what has changed, as a new revision.
 */
void
demo_thread_save (DemoWorld *world, DemoThread *self)
{
  self->revision++;
  demo_database_run (
    world->database,
    "UPDATE thread SET subject_en = ?, state = ?, last_at = ?, revision = ?, read_to = ? WHERE id = ?",
    "siiiii", demo_text (&self->subject, DEMO_ENGLISH), (gint64) self->state, self->last_at, self->revision,
    self->read_to, self->row);
}

/**
 * demo_thread_tell:
 *
 * The same, and tells who waits.
 */
void
demo_thread_tell (DemoWorld *world, DemoThread *self)
{
  demo_thread_save (world, self);
  demo_event_emit (world, self->contract, CABINET_EVENT_KIND_THREAD, self->id);
}

/**
 * demo_thread_say:
 * @id: (nullable): NULL = a new one
 *
 * Adds a message and saves the thread.
 *
 * Returns: the message's row
 */
gint64
demo_thread_say (DemoWorld *world, DemoThread *self, const DemoDraft *draft, const char *id)
{
  g_autofree char *made = id == NULL ? demo_make_id ('m') : NULL;
  gboolean mine = draft->from == CABINET_MESSAGE_AUTHOR_ME;
  CabinetMessageState state =
    mine && !draft->settled ? CABINET_MESSAGE_STATE_SENT : CABINET_MESSAGE_STATE_DELIVERED;
  gint64 row;

  demo_database_run (world->database,
                     "INSERT INTO message (public, thread, key, at, author, text, text_en, state, read_at,"
                     " due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "sisiissiii", id != NULL ? id : made, self->row, draft->key, draft->at,
                     (gint64) draft->from, demo_text (&draft->text, DEMO_RUSSIAN),
                     demo_text (&draft->text, DEMO_ENGLISH), (gint64) state,
                     draft->settled ? draft->at + DEMO_MINUTE : 0,
                     mine && !draft->settled ? draft->at + world->options->operator_delay / 4 : 0);
  row = demo_database_last_id (world->database);
  self->last_at = draft->at;
  if (mine)
    self->state = CABINET_THREAD_STATE_WAITING_US;
  else if (draft->from == CABINET_MESSAGE_AUTHOR_SUPPORT)
    self->state = CABINET_THREAD_STATE_WAITING_YOU;
  if (mine || draft->settled)
    self->read_to = row;
  if (draft->settled)
    demo_thread_save (world, self);
  else
    demo_thread_tell (world, self);
  return row;
}

/**
 * demo_thread_say_closed:
 *
 * Says that nobody reads now, and until when.
 */
void
demo_thread_say_closed (DemoWorld *world, DemoThread *self, const DemoSupport *support, GTimeZone *zone)
{
  CabinetInstant now = demo_clock_now (&world->clock);
  CabinetInstant opens = demo_support_get_opening (support, zone, now);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (opens / DEMO_SECOND);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *hour = g_date_time_format (local, "%H:%M");
  g_autofree char *day = g_date_time_format (local, "%d.%m");
  g_autofree char *russian = NULL;
  g_autofree char *english = NULL;
  DemoDraft draft = { .from = CABINET_MESSAGE_AUTHOR_SYSTEM, .at = now };

  russian = g_strdup_printf ("Сейчас нерабочее время. Ответим %s после %s, в порядке поступления. %s.", day,
                             hour, demo_text (&support->urgent, DEMO_RUSSIAN));
  english =
    g_strdup_printf ("Nobody reads messages now. We answer on %s after %s, in the order in which they "
                     "came. %s.",
                     day, hour, demo_text (&support->urgent, DEMO_ENGLISH));
  draft.text = (DemoText) DEMO_TEXT (english, russian);
  demo_thread_say (world, self, &draft, NULL);
}

/* When an answer may be expected, if one is waited for; else 0. */
static CabinetInstant
get_answer_time (DemoWorld *world, DemoThread *self, const DemoSupport *support, GTimeZone *zone)
{
  CabinetInstant asked;

  if (self->state != CABINET_THREAD_STATE_WAITING_US)
    return 0;
  asked = demo_database_get_int (
    world->database, "SELECT min (at) FROM message WHERE thread = ? AND due_at > 0", "i", self->row);
  return asked != 0 ? demo_support_get_due (support, zone, asked, support->usual_minutes * DEMO_MINUTE) : 0;
}

/**
 * demo_thread_to_record:
 *
 * Returns: (transfer full): the thread as it goes over the wire
 */
CabinetThread *
demo_thread_to_record (
  DemoWorld *world, DemoThread *self, const DemoSupport *support, GTimeZone *zone, DemoLanguage language)
{
  static const DemoText closed =
    DEMO_TEXT ("The request is closed. Open a new one.", "Обращение закрыто. Откройте новое.");
  CabinetThread *record = g_object_new (CABINET_TYPE_THREAD, NULL);
  const char *subject = demo_text (&self->subject, language);

  record->id = g_strdup (self->id);
  record->style = self->style;
  record->subject = g_strdup (subject != NULL ? subject : demo_text (&self->subject, DEMO_RUSSIAN));
  record->state = self->state;
  record->last_at = self->last_at;
  record->revision = self->revision;
  record->unread = demo_database_get_int (
    world->database, "SELECT count (*) FROM message WHERE thread = ? AND id > ? AND author <> ?", "iii",
    self->row, self->read_to, (gint64) CABINET_MESSAGE_AUTHOR_ME);
  record->can_send = self->state != CABINET_THREAD_STATE_CLOSED;
  if (!record->can_send)
    record->reason = g_strdup (demo_text (&closed, language));
  record->answers_by = get_answer_time (world, self, support, zone);
  return record;
}

static void
add_attachments (DemoWorld *world, CabinetMessage *record, gint64 row)
{
  sqlite3_stmt *rows = demo_database_query (
    world->database, "SELECT public, name, type, size FROM upload WHERE message = ? ORDER BY id", "i", row);

  while (demo_row (rows))
    {
      g_autoptr (CabinetAttachment) attachment = g_object_new (CABINET_TYPE_ATTACHMENT, NULL);

      attachment->id = g_strdup (demo_column_text (rows, 0));
      attachment->name = g_strdup (demo_column_text (rows, 1));
      attachment->type = g_strdup (demo_column_text (rows, 2));
      attachment->size = sqlite3_column_int64 (rows, 3);
      g_list_store_append (record->attachments, attachment);
    }
}

/**
 * demo_message_load_record:
 * @thread: its id on the wire
 *
 * Returns: (transfer full): a message as it goes over the wire
 */
CabinetMessage *
demo_message_load_record (
  DemoWorld *world, const DemoSupport *support, const char *thread, gint64 row, DemoLanguage language)
{
  CabinetMessage *record = g_object_new (CABINET_TYPE_MESSAGE, NULL);
  sqlite3_stmt *rows =
    demo_database_query (world->database,
                         "SELECT public, key, at, author, text, text_en, state, read_at FROM message"
                         " WHERE id = ?",
                         "i", row);

  if (!demo_row (rows))
    g_error ("cabinet-demo: message %" G_GINT64_FORMAT " is lost", row);
  record->id = g_strdup (demo_column_text (rows, 0));
  record->key = g_strdup (demo_column_text (rows, 1));
  record->thread = g_strdup (thread);
  record->at = sqlite3_column_int64 (rows, 2);
  record->from = (CabinetMessageAuthor) sqlite3_column_int (rows, 3);
  if (record->from == CABINET_MESSAGE_AUTHOR_SUPPORT)
    record->author = g_strdup (demo_text (&support->author, language));
  record->text =
    g_strdup (language == DEMO_ENGLISH && demo_column_text (rows, 5) != NULL ? demo_column_text (rows, 5)
                                                                             : demo_column_text (rows, 4));
  record->state = (CabinetMessageState) sqlite3_column_int (rows, 6);
  record->read_at = sqlite3_column_int64 (rows, 7);
  demo_rows_end (rows);
  add_attachments (world, record, row);
  return record;
}
