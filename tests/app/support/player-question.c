/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "player-question.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *const credentials[] = { "uberlogin", "uberpassword", "uberkey", NULL };

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Takes the texts of @parts. */
static char *
join_sorted (GPtrArray *parts)
{
  g_ptr_array_sort (parts, compare_texts);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("\n", (char **) parts->pdata);
}

/* Of a query, or of a form. */
static char *
order_fields (const char *text)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  GUriParamsIter iter;
  char *name, *value;

  g_uri_params_iter_init (&iter, text, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      if (!g_strv_contains (credentials, name))
        g_ptr_array_add (parts, g_strconcat (name, "=", value, NULL));
      g_free (name);
      g_free (value);
    }
  return join_sorted (parts);
}

static void
append_json (GString *text, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) members = g_list_sort (json_object_get_members (object), (GCompareFunc) strcmp);

      g_string_append_c (text, '{');
      for (GList *l = members; l != NULL; l = l->next)
        {
          g_string_append_printf (text, "%s:", (const char *) l->data);
          append_json (text, json_object_get_member (object, l->data));
          g_string_append_c (text, ',');
        }
      g_string_append_c (text, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (text, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          append_json (text, json_array_get_element (array, i));
          g_string_append_c (text, ',');
        }
      g_string_append_c (text, ']');
    }
  else
    {
      g_autofree char *value = json_to_string (node, FALSE);

      g_string_append (text, value);
    }
}

/* Returns NULL if it is not JSON. */
static char *
order_json (const char *body)
{
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  GString *text;

  if (node == NULL)
    return NULL;
  text = g_string_new (NULL);
  append_json (text, node);
  return g_string_free (text, FALSE);
}

static char *
find_parameter (const char *header, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("[; ]%s=\"?([^\";\r\n]*)", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, header, 0, &match) ? g_match_info_fetch (match, 1) : g_strdup ("");
}

/* Fields in any order; line ends, media types and the boundary do not count. */
static char *
order_multipart (const char *type, const char *body)
{
  g_autofree char *boundary = find_parameter (type, "boundary");
  g_autofree char *mark = g_strconcat ("--", boundary, NULL);
  g_auto (GStrv) lines = g_strsplit (body, "\r\n", -1);
  g_autofree char *plain = g_strjoinv ("\n", lines);
  g_auto (GStrv) chunks = g_strsplit (plain, mark, -1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 1; chunks[0] != NULL && chunks[i] != NULL && !g_str_has_prefix (chunks[i], "--"); i++)
    {
      const char *end = strstr (chunks[i], "\n\n");
      g_autofree char *head = end != NULL ? g_strndup (chunks[i], end - chunks[i]) : NULL;
      g_autofree char *name = head != NULL ? find_parameter (head, "name") : NULL;
      g_autofree char *file = head != NULL ? find_parameter (head, "filename") : NULL;
      g_autofree char *content = end != NULL ? g_strstrip (g_strdup (end)) : NULL;

      if (head != NULL)
        g_ptr_array_add (parts, g_strdup_printf ("%s|%s|%s", name, file, content));
    }
  return join_sorted (parts);
}

static char *
order_body (const char *type, const char *body)
{
  char *ordered;

  if (type != NULL && g_str_has_prefix (type, "multipart/"))
    return order_multipart (type, body);
  if (type != NULL && g_str_has_prefix (type, "application/x-www-form-urlencoded"))
    return order_fields (body);
  ordered = order_json (body);
  return ordered != NULL ? ordered : g_strdup (body);
}

char *
player_make_question (const char *method, const char *target, const char *type, const char *body)
{
  const char *query = strchr (target, '?');
  g_autofree char *sent = g_strstrip (g_strdup (body != NULL ? body : ""));
  g_autofree char *raw = query != NULL ? g_strndup (target, query - target) : g_strdup (target);
  g_autofree char *path = g_uri_unescape_string (raw, NULL);
  g_autofree char *fields = order_fields (query != NULL ? query + 1 : "");
  g_autofree char *content =
    g_str_equal (method, "GET") || g_str_equal (method, "HEAD") ? g_strdup ("") : order_body (type, sent);

  return g_strdup_printf ("%s %s\n%s\n\n%s", method, path != NULL ? path : raw, fields, content);
}
