/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-http.h"

G_DEFINE_FINAL_TYPE (CabinetResponse, cabinet_response, G_TYPE_OBJECT)

static void
cabinet_response_finalize (GObject *object)
{
  CabinetResponse *self = CABINET_RESPONSE (object);

  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_clear_pointer (&self->etag, g_free);

  G_OBJECT_CLASS (cabinet_response_parent_class)->finalize (object);
}

static void
cabinet_response_class_init (CabinetResponseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_response_finalize;
}

static void
cabinet_response_init (CabinetResponse *self)
{
}
