/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-watch.h"

#include "demo-events.h"
#include "demo-handlers.h"
#include "demo-notices.h"
#include "demo-operator.h"
#include "demo-tokens.h"

#define MAX_WAIT 25
/* Time passes without anybody's doing, and another process may share the data. */
#define TICK_MS 300

typedef struct
{
  DemoWatch *watch;
  SoupServerMessage *message;
  const DemoTenant *tenant;
  DemoLanguage language;
  gint64 family;
  gint64 after;
  gint64 until; /* of the steady clock */
  gulong on_finished;
} Waiter;

struct _DemoWatch
{
  DemoWorld *world;
  DemoLog *log; /* NULL = none */
  GPtrArray *waiters;
  guint tick; /* runs while somebody waits */
  guint idle; /* looks once at what a transaction has left */
};

static void
waiter_free (gpointer data)
{
  Waiter *self = data;

  g_signal_handler_disconnect (self->message, self->on_finished);
  g_object_unref (self->message);
  g_free (self);
}

DemoWatch *
demo_watch_new (DemoWorld *world, DemoLog *log)
{
  DemoWatch *self = g_new0 (DemoWatch, 1);

  self->world = world;
  self->log = log;
  self->waiters = g_ptr_array_new_with_free_func (waiter_free);
  return self;
}

/* Who still waits is not answered: the connections go with the server. */
void
demo_watch_free (DemoWatch *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_unref (self->waiters);
  g_free (self);
}

static CabinetEventPage *
read_page (DemoWorld *world, const DemoTenant *tenant, gint64 family, gint64 after)
{
  g_autoptr (GArray) contracts = demo_family_list_contracts (world, tenant, family);

  return demo_events_read (world, contracts, after);
}

static gboolean
has_news (CabinetEventPage *page)
{
  return page->resync || cabinet_list_length (page->events) > 0;
}

/* Answers if there is something to say, or if it is late. Returns: whether it did. */
static gboolean
try_to_answer (Waiter *waiter)
{
  DemoWatch *self = waiter->watch;
  DemoExchange x = { .world = self->world, .message = waiter->message, .language = waiter->language };
  g_autofree char *date = demo_http_date (demo_clock_now (&self->world->clock));
  gboolean ended = demo_database_get_int (self->world->database, "SELECT ended FROM family WHERE id = ?", "i",
                                          waiter->family)
                   != 0;
  g_autoptr (CabinetEventPage) page = NULL;

  if (!ended)
    {
      page = read_page (self->world, waiter->tenant, waiter->family, waiter->after);
      if (!has_news (page) && g_get_monotonic_time () < waiter->until)
        return FALSE;
    }
  soup_message_headers_replace (soup_server_message_get_response_headers (waiter->message), "Date", date);
  if (ended)
    demo_exchange_refuse (&x, DEMO_PROBLEM_SESSION_OVER);
  else
    demo_exchange_reply_tagged (&x, page, NULL);
  if (self->log != NULL)
    demo_log_write (self->log, waiter->message);
  return TRUE;
}

static void
look (DemoWatch *self)
{
  g_autoptr (GPtrArray) answered = g_ptr_array_new_with_free_func (g_object_unref);

  demo_operator_work (self->world);
  demo_notices_work (self->world);
  for (guint i = self->waiters->len; i > 0; i--)
    {
      Waiter *waiter = g_ptr_array_index (self->waiters, i - 1);

      if (try_to_answer (waiter))
        {
          g_ptr_array_add (answered, g_object_ref (waiter->message));
          g_ptr_array_remove_index (self->waiters, i - 1);
        }
    }
  for (guint i = 0; i < answered->len; i++)
    soup_server_message_unpause (g_ptr_array_index (answered, i));
  if (self->waiters->len == 0)
    g_clear_handle_id (&self->tick, g_source_remove);
}

static gboolean
on_tick (gpointer data)
{
  DemoWatch *self = data;

  if (self->waiters->len > 0)
    look (self);
  if (self->waiters->len > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_idle (gpointer data)
{
  DemoWatch *self = data;

  self->idle = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

/**
 * demo_watch_wake:
 *
 * Looks at who waits when the present transaction is over.
 */
void
demo_watch_wake (DemoWatch *self)
{
  if (self->waiters->len > 0 && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, self, NULL);
}

static void
on_finished (SoupServerMessage *message, gpointer data)
{
  Waiter *waiter = data;

  g_ptr_array_remove (waiter->watch->waiters, waiter);
}

static void
wait_for_event (DemoExchange *x, gint64 after, gint64 seconds)
{
  DemoWatch *self = x->world->watch;
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->watch = self;
  waiter->message = g_object_ref (x->message);
  waiter->tenant = x->tenant;
  waiter->language = x->language;
  waiter->family = x->family;
  waiter->after = after;
  waiter->until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  waiter->on_finished = g_signal_connect (x->message, "finished", G_CALLBACK (on_finished), waiter);
  g_ptr_array_add (self->waiters, waiter);
  if (self->tick == 0)
    self->tick = g_timeout_add (TICK_MS, on_tick, self);
  x->paused = TRUE;
  soup_server_message_pause (x->message);
}

/**
 * demo_handle_events:
 *
 * Without a cursor, says at once where to begin; with one, what has happened since, or what happens within
 * `wait` seconds.
 */
void
demo_handle_events (DemoExchange *x)
{
  const char *cursor = demo_exchange_get_query (x, "cursor");
  gint64 after = demo_events_get_last (x->world);
  g_autoptr (CabinetEventPage) page = NULL;
  gboolean lost;
  gint64 wait;

  if (!demo_exchange_read_number (x, "wait", 0, MAX_WAIT, 0, &wait))
    return;
  demo_operator_work (x->world);
  demo_notices_work (x->world);
  if (cursor == NULL)
    after = demo_events_get_last (x->world);
  lost = cursor != NULL && !demo_events_parse_cursor (x->world, cursor, &after);
  page = read_page (x->world, x->tenant, x->family, after);
  page->resync |= lost;
  if (cursor == NULL || wait == 0 || has_news (page))
    demo_exchange_reply_tagged (x, page, NULL);
  else
    wait_for_event (x, after, wait);
}
