/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-provider.h"

G_DEFINE_FINAL_TYPE (CabinetReply, cabinet_reply, G_TYPE_OBJECT)

static void
cabinet_reply_finalize (GObject *object)
{
  CabinetReply *self = CABINET_REPLY (object);

  g_clear_object (&self->record);
  g_clear_pointer (&self->etag, g_free);

  G_OBJECT_CLASS (cabinet_reply_parent_class)->finalize (object);
}

static void
cabinet_reply_class_init (CabinetReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_reply_finalize;
}

static void
cabinet_reply_init (CabinetReply *self)
{
}

/**
 * cabinet_call_copy:
 * @call: (nullable): what an operation is asked with
 *
 * Returns: (transfer full): a copy that owns its strings and its record; free with cabinet_call_free()
 */
CabinetCall *
cabinet_call_copy (const CabinetCall *call)
{
  CabinetCall *copy = g_new0 (CabinetCall, 1);

  if (call == NULL)
    return copy;
  *copy = *call;
  copy->record = call->record != NULL ? g_object_ref (call->record) : NULL;
  copy->files = call->files != NULL ? g_ptr_array_ref (call->files) : NULL;
  copy->contract = g_strdup (call->contract);
  copy->id = g_strdup (call->id);
  copy->etag = g_strdup (call->etag);
  copy->epoch = g_strdup (call->epoch);
  copy->cursor = g_strdup (call->cursor);
  copy->key = g_strdup (call->key);
  copy->taken = (const char *const *) g_strdupv ((char **) call->taken);
  copy->currency = g_strdup (call->currency);
  return copy;
}

/**
 * cabinet_call_free:
 * @call: made by cabinet_call_copy()
 */
void
cabinet_call_free (CabinetCall *call)
{
  g_clear_object (&call->record);
  g_clear_pointer (&call->files, g_ptr_array_unref);
  g_free ((char *) call->contract);
  g_free ((char *) call->id);
  g_free ((char *) call->etag);
  g_free ((char *) call->epoch);
  g_free ((char *) call->cursor);
  g_free ((char *) call->key);
  g_strfreev ((char **) call->taken);
  g_free ((char *) call->currency);
  g_free (call);
}

/**
 * cabinet_call_is_taken:
 * @id: (nullable): of a row that may be what is looked for
 *
 * Returns: whether it is known to be something else: of two with the same words one may be lost
 */
gboolean
cabinet_call_is_taken (const CabinetCall *call, const char *id)
{
  return call->taken != NULL && id != NULL && g_strv_contains (call->taken, id);
}
