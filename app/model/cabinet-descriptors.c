/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-descriptors.h"
#include "cabinet-providers-resources.h"

#include <string.h>

#define FOLDER CABINET_RESOURCE_BASE "/providers/"

/* In the order in which they are offered. */
static const char *const ids[] = { "tomtel", "telemir", "tctr", "centra", "mts" };

/* "ru_RU.UTF-8" → "ru"; the language of the process is what its messages are in. */
static char *
dup_tag (const char *language)
{
  const char *name = language != NULL ? language : g_get_language_names ()[0];

  return g_strndup (name, strcspn (name, "_.@-"));
}

static void localize (JsonNode *node, const char *suffix);

/* Puts the value of "hint@ru" in the place of "hint" and drops every member with an "@". */
static void
localize_object (JsonObject *object, const char *suffix)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *name = l->data;

      if (strchr (name, '@') == NULL)
        localize (json_object_get_member (object, name), suffix);
    }
  g_clear_pointer (&names, g_list_free);

  names = json_object_get_members (object);
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strdup (l->data);
      char *at = strchr (name, '@');

      if (at == NULL)
        continue;
      if (g_str_equal (at + 1, suffix))
        {
          JsonNode *value = json_node_copy (json_object_get_member (object, name));
          g_autofree char *plain = g_strndup (name, at - name);

          json_object_set_member (object, plain, value);
        }
      json_object_remove_member (object, name);
    }
}

static void
localize (JsonNode *node, const char *suffix)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    localize_object (json_node_get_object (node), suffix);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      localize (json_array_get_element (json_node_get_array (node), i), suffix);
}

static CabinetProviderInfo *
load (const char *id, const char *tag)
{
  g_autofree char *path = g_strconcat (FOLDER, id, ".json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  CabinetProviderInfo *info = NULL;
  gsize size;
  const char *text;

  /* The resource is asked by its name: a static library's constructor would not be linked in. */
  bytes =
    g_resource_lookup_data (cabinet_providers_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes != NULL)
    {
      text = g_bytes_get_data (bytes, &size);
      node = cabinet_json_parse (text, size, &error);
    }
  if (node != NULL)
    {
      localize (node, tag);
      info = cabinet_record_decode_at (CABINET_TYPE_PROVIDER_INFO, node, id, &error);
    }
  if (info == NULL)
    g_error ("A descriptor is broken: %s", error->message); /* part of the program, and tested */
  return info;
}

/**
 * cabinet_descriptors_list:
 * @language: (nullable): a tag such as "ru"; %NULL = the process's own language
 *
 * Returns: (transfer full): the known providers (A1-A21, B1-B18, C1-C11, H9-H12), of #CabinetProviderInfo
 */
GListModel *
cabinet_descriptors_list (const char *language)
{
  GListStore *list = g_list_store_new (CABINET_TYPE_PROVIDER_INFO);
  g_autofree char *tag = dup_tag (language);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CabinetProviderInfo) info = load (ids[i], tag);

      g_list_store_append (list, info);
    }
  return G_LIST_MODEL (list);
}

/**
 * cabinet_descriptors_lookup:
 * @id: such as "tomtel"
 * @language: (nullable): as in cabinet_descriptors_list()
 *
 * Returns: (transfer full) (nullable): the provider, or %NULL if it is not known
 */
CabinetProviderInfo *
cabinet_descriptors_lookup (const char *id, const char *language)
{
  g_autofree char *tag = dup_tag (language);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (id, ids[i]) == 0)
      return load (ids[i], tag);
  return NULL;
}
