/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-threads.h"
#include "demo-tokens.h"

#include <gio/gio.h>

/* Makes the conversations that are told in advance. Their ids are the same whenever they are made, so that a
 * client that knows them from yesterday's demo does not have them twice. */

/* The account that the guides name is the one with a past. */
#define TALKATIVE "12345"

static CabinetInstant
get_time (CabinetDate last, const DemoSaying *saying, GTimeZone *zone)
{
  return demo_midnight (last - (CabinetDate) saying->days_ago, zone) + saying->minute * DEMO_MINUTE;
}

static guint
count_sayings (const DemoTalk *talk)
{
  guint n = 0;

  while (n < DEMO_MAX_SAYINGS && demo_text (&talk->sayings[n].text, DEMO_RUSSIAN) != NULL)
    n++;
  return n;
}

static const char *
guess_type (const char *file)
{
  return g_str_has_suffix (file, ".jpg")   ? "image/jpeg"
         : g_str_has_suffix (file, ".png") ? "image/png"
                                           : "text/plain";
}

static void
attach (DemoWorld *world, DemoContract *contract, gint64 message, const char *id, const char *file)
{
  g_autofree char *path = g_strconcat ("/org/example/Cabinet/demo/files/", file, NULL);
  g_autofree char *made = g_strconcat ("a", id, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *content = NULL;
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    g_error ("cabinet-demo: there is no file %s", file);
  data = g_bytes_get_data (bytes, &size);
  content = g_base64_encode (data, size);
  demo_database_run (
    world->database,
    "INSERT INTO upload (public, tenant, category, login, message, name, type, size, content)"
    " VALUES (?, ?, '', '', ?, ?, ?, ?, ?)",
    "ssissis", made, contract->tenant->id, message, file, guess_type (file), (gint64) size, content);
}

static char *
make_id (DemoContract *contract, char letter, guint talk, guint saying)
{
  g_autofree char *text = g_strdup_printf ("%s/%c/%u/%u", contract->id, letter, talk, saying);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%c%.16s", letter, digest);
}

/* The latest day on which all of the talk is past. */
static CabinetDate
get_last_day (DemoWorld *world, DemoContract *contract, const DemoTalk *talk)
{
  GTimeZone *zone = demo_tenant_get_zone (contract->tenant);
  CabinetDate day = demo_contract_today (world, contract) - (CabinetDate) talk->days_ago;

  if (get_time (day, &talk->sayings[count_sayings (talk) - 1], zone) > demo_clock_now (&world->clock))
    day--;
  return day;
}

static void
make_talk (DemoWorld *world, DemoContract *contract, const DemoSupport *support, guint index)
{
  const DemoTalk *talk = &support->talks[index];
  GTimeZone *zone = demo_tenant_get_zone (contract->tenant);
  CabinetDate last = get_last_day (world, contract, talk);
  guint n = count_sayings (talk);
  g_autofree char *id = make_id (contract, 't', index, 0);
  g_autoptr (DemoThread) thread =
    demo_thread_new (world, contract, support->style, demo_text (&talk->subject, DEMO_RUSSIAN), id);

  thread->subject.words[DEMO_ENGLISH] = g_strdup (demo_text (&talk->subject, DEMO_ENGLISH));
  for (guint i = 0; i < n; i++)
    {
      const DemoSaying *saying = &talk->sayings[i];
      g_autofree char *message_id = make_id (contract, 'm', index, i);
      DemoDraft draft = {
        .from = saying->from, .at = get_time (last, saying, zone), .text = saying->text, .settled = TRUE
      };
      gint64 row = demo_thread_say (world, thread, &draft, message_id);

      if (saying->file != NULL)
        attach (world, contract, row, message_id, saying->file);
    }
  thread->state = talk->state;
  demo_thread_save (world, thread);
}

static gboolean
has_talks (DemoContract *contract)
{
  return g_str_equal (contract->number, TALKATIVE);
}

/**
 * demo_threads_ensure:
 *
 * Makes what was said before anybody looked. To be called before the threads of @contract are read.
 */
void
demo_threads_ensure (DemoWorld *world, DemoContract *contract)
{
  const DemoSupport *support = demo_support_find (contract->tenant);

  if (demo_database_get_int (world->database, "SELECT contract FROM talked WHERE contract = ?", "i",
                             contract->row)
      != 0)
    return;
  demo_database_run (world->database, "INSERT INTO talked (contract) VALUES (?)", "i", contract->row);
  if (!has_talks (contract))
    return;
  for (guint i = 0; count_sayings (&support->talks[i]) > 0; i++)
    make_talk (world, contract, support, i);
}

/**
 * demo_threads_ensure_all:
 *
 * The same for all contracts that a session opens: a client may know an id from before the data were made
 * anew.
 */
void
demo_threads_ensure_all (DemoWorld *world, const DemoTenant *tenant, gint64 family)
{
  g_autoptr (GArray) rows = demo_family_list_contracts (world, tenant, family);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (DemoContract) contract = demo_contract_load (world, g_array_index (rows, gint64, i));

      demo_threads_ensure (world, contract);
    }
}
