/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-detect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-provider.h"

/* Milliseconds that a place may take; they are all asked at once. */
#define TIME_LIMIT 8000
/* Where ABillS listens unless it was put elsewhere, and where Ubilling lies (fact sheets, section 1). */
#define ABILLS_PORT 9443
#define ABILLS_PATH "/api.cgi"
#define UBILLING_PATH "/billing/userstats"

typedef struct
{
  char *connector;
  char *url;
  CabinetProvider *provider;
  CabinetProviderInfo *info; /* NULL = not such a system, or not answered yet */
  GError *error;
} Place;

typedef struct
{
  GPtrArray *places;
  guint waiting;
} Detection;

static void
place_free (gpointer data)
{
  Place *self = data;

  g_clear_object (&self->provider);
  g_clear_object (&self->info);
  g_clear_error (&self->error);
  g_free (self->connector);
  g_free (self->url);
  g_free (self);
}

static void
detection_free (gpointer data)
{
  Detection *self = data;

  g_ptr_array_unref (self->places);
  g_free (self);
}

const char *
cabinet_detect_get_system_name (const char *connector)
{
  if (g_strcmp0 (connector, "abills") == 0)
    return "ABillS";
  if (g_strcmp0 (connector, "ubilling") == 0)
    return "Ubilling";
  return "Cabinet";
}

/* People type a host, or copy what stands in the browser. */
static char *
complete (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  gboolean local = g_str_has_prefix (text, "127.") || g_str_has_prefix (text, "localhost");

  text[strcspn (text, "?#")] = '\0';
  for (gsize length = strlen (text); length > 0 && text[length - 1] == '/'; length--)
    text[length - 1] = '\0';
  if (strstr (text, "://") != NULL)
    return g_steal_pointer (&text);
  return g_strconcat (local ? "http://" : "https://", text, NULL);
}

static void
add_place (GStrvBuilder *places, const char *connector, const char *url, const char *path)
{
  g_autofree char *place = g_strconcat (connector, " ", url, path, NULL);

  g_strv_builder_add (places, place);
}

/* In a web cabinet the address ends with a page. */
static char *
cut_page (const char *url)
{
  const char *slash = strrchr (strstr (url, "://") + 3, '/');

  if (slash == NULL
      || (!g_str_has_suffix (url, ".php") && !g_str_has_suffix (url, ".html")
          && !(g_str_has_suffix (url, ".cgi") && !g_str_has_suffix (url, ABILLS_PATH))))
    return g_strdup (url);
  return g_strndup (url, (gsize) (slash - url));
}

char **
cabinet_detect_list_places (const char *address)
{
  g_autoptr (GStrvBuilder) places = g_strv_builder_new ();
  g_autofree char *whole = complete (address);
  g_autofree char *url = cut_page (whole);
  const char *host = strstr (url, "://") + 3;
  gboolean has_path = strchr (host, '/') != NULL;

  add_place (places, "cabinet", url, "");
  add_place (places, "abills", url, g_str_has_suffix (url, ABILLS_PATH) ? "" : ABILLS_PATH);
  add_place (places, "ubilling", url, "");
  if (!has_path)
    add_place (places, "ubilling", url, UBILLING_PATH);
  if (!has_path && strchr (host, ':') == NULL)
    {
      g_autofree char *port = g_strdup_printf (":%d%s", ABILLS_PORT, ABILLS_PATH);

      add_place (places, "abills", url, port);
    }
  return g_strv_builder_end (places);
}

/* What tells a person most: what is wrong with the address, then what is there instead, then that nothing is.
 */
static int
rank (const GError *error)
{
  const char *code = cabinet_error_get_code (error);

  if (error->domain != CABINET_ERROR)
    return 9;
  switch ((CabinetError) error->code)
    {
    case CABINET_ERROR_INPUT:
      return 0;
    case CABINET_ERROR_UNSUPPORTED:
      return 1;
    case CABINET_ERROR_RATE_LIMITED:
      return 2;
    case CABINET_ERROR_OFFLINE:
      return g_strcmp0 (code, "tls") == 0 ? 3 : 7;
    case CABINET_ERROR_PROTOCOL:
      return g_strcmp0 (code, "redirect") == 0 ? 4 : g_strcmp0 (code, "web-page") == 0 ? 5 : 6;
    case CABINET_ERROR_TIMEOUT:
      return 8;
    default:
      return 6;
    }
}

/* Takes @task. All places have answered. */
static void
decide (GTask *task)
{
  Detection *self = g_task_get_task_data (task);
  const GError *telling = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);

      if (place->info != NULL)
        {
          g_free (place->info->connector);
          place->info->connector = g_strdup (place->connector);
          g_free (place->info->base_url);
          place->info->base_url = g_strdup (place->url);
          /* Whom the secret will go to stands under the name until it has gone there. */
          g_free (place->info->region);
          place->info->region =
            g_strconcat (cabinet_detect_get_system_name (place->connector), " · ", place->url, NULL);
          g_task_return_pointer (task, g_object_ref (place->info), g_object_unref);
          g_object_unref (task);
          return;
        }
      if (telling == NULL || (place->error != NULL && rank (place->error) < rank (telling)))
        telling = place->error;
    }
  if (rank (telling) == 6)
    g_task_return_error (task,
                         cabinet_error_new (CABINET_ERROR_PROTOCOL, "not-a-cabinet", "%s",
                                            _ ("Something answers there, but it is none of the systems that "
                                               "Cabinet speaks with")));
  else
    g_task_return_error (task, g_error_copy (telling));
  g_object_unref (task);
}

typedef struct
{
  GTask *task;
  Place *place;
} Asking;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  Detection *self = g_task_get_task_data (asking->task);
  Place *place = asking->place;
  g_autoptr (CabinetReply) reply =
    cabinet_provider_call_finish (CABINET_PROVIDER (source), result, &place->error);

  if (reply != NULL && reply->record != NULL)
    place->info = g_object_ref (reply->record);
  else if (place->error == NULL)
    place->error = cabinet_error_new (CABINET_ERROR_PROTOCOL, "bad-answer", "empty");
  if (--self->waiting == 0)
    decide (asking->task);
}

/**
 * cabinet_detect_async:
 * @address: what the person typed: a host, the address of an interface, or that of a page of the web cabinet
 * @cancellable: (nullable): a cancellable
 * @callback: called when all places have answered or their time is over
 * @user_data: for @callback
 */
void
cabinet_detect_async (const char *address,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Detection *self = g_new0 (Detection, 1);
  g_auto (GStrv) places = cabinet_detect_list_places (address);
  GError *error = NULL;

  g_task_set_source_tag (task, cabinet_detect_async);
  self->places = g_ptr_array_new_with_free_func (place_free);
  g_task_set_task_data (task, self, detection_free);
  for (guint i = 0; places[i] != NULL && error == NULL; i++)
    {
      Place *place = g_new0 (Place, 1);
      const char *space = strchr (places[i], ' ');

      g_ptr_array_add (self->places, place);
      place->connector = g_strndup (places[i], (gsize) (space - places[i]));
      place->url = g_strdup (space + 1);
      place->provider = cabinet_provider_new (place->connector, place->url, NULL, &error);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  self->waiting = self->places->len;
  for (guint i = 0; i < self->places->len; i++)
    {
      Asking *asking = g_new0 (Asking, 1);

      asking->task = task;
      asking->place = g_ptr_array_index (self->places, i);
      g_object_set (cabinet_provider_get_http (asking->place->provider), "timeout", TIME_LIMIT, NULL);
      cabinet_provider_call_async (asking->place->provider, CABINET_OP_READ_PROVIDER, NULL, cancellable,
                                   on_answered, asking);
    }
}

CabinetProviderInfo *
cabinet_detect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cabinet_detect_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
