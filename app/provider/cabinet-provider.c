/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-abills.h"
#include "cabinet-connector.h"
#include "cabinet-provider-ops.h"
#include "cabinet-ubilling.h"

typedef struct
{
  CabinetHttp *http;
} CabinetProviderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CabinetProvider, cabinet_provider, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_HTTP,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* A connector is a folder and a name here; the Cabinet API is the first, a system of its own each other. */
static const char *const connector_names[] = { "cabinet", "abills", "ubilling", NULL };
static const CabinetSystem *const systems[] = { NULL, &cabinet_abills, &cabinet_ubilling };

G_STATIC_ASSERT (G_N_ELEMENTS (connector_names) == G_N_ELEMENTS (systems) + 1);

static void
cabinet_provider_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetProviderPrivate *priv = cabinet_provider_get_instance_private (CABINET_PROVIDER (object));

  switch (id)
    {
    case PROP_HTTP:
      priv->http = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_provider_finalize (GObject *object)
{
  CabinetProviderPrivate *priv = cabinet_provider_get_instance_private (CABINET_PROVIDER (object));

  g_clear_object (&priv->http);

  G_OBJECT_CLASS (cabinet_provider_parent_class)->finalize (object);
}

static void
cabinet_provider_class_init (CabinetProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = cabinet_provider_set_property;
  object_class->finalize = cabinet_provider_finalize;

  props[PROP_HTTP] = g_param_spec_object ("http", NULL, NULL, CABINET_TYPE_HTTP,
                                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cabinet_provider_init (CabinetProvider *self)
{
}

/**
 * cabinet_provider_list_connectors:
 *
 * Returns: (transfer none): the names that cabinet_provider_new() takes, ended by %NULL
 */
const char *const *
cabinet_provider_list_connectors (void)
{
  return connector_names;
}

/* NULL = the Cabinet API, or not known. */
static const CabinetSystem *
find_system (const char *connector)
{
  for (gsize i = 0; connector != NULL && i < G_N_ELEMENTS (systems); i++)
    if (g_str_equal (connector_names[i], connector))
      return systems[i];
  return NULL;
}

/**
 * cabinet_provider_get_ledger:
 *
 * Returns: how systems of that kind tell their ledger
 */
CabinetLedger
cabinet_provider_get_ledger (const char *connector)
{
  const CabinetSystem *system = find_system (connector);

  return system != NULL ? system->ledger : CABINET_LEDGER_PAGES;
}

/**
 * cabinet_provider_keeps_keys:
 *
 * Returns: whether a change can be sent again under its key, and be found by it. If not, it leaves once, and
 * is looked for by what it does (FIND_CHANGE, FIND_MESSAGE).
 */
gboolean
cabinet_provider_keeps_keys (const char *connector)
{
  return find_system (connector) == NULL;
}

/**
 * cabinet_provider_takes_uploads:
 *
 * Returns: whether the files of a message are uploaded before it. If not, they go with it (#CabinetCall).
 */
gboolean
cabinet_provider_takes_uploads (const char *connector)
{
  const CabinetSystem *system = find_system (connector);

  return system == NULL || system->steps[CABINET_OP_UPLOAD] != NULL;
}

/**
 * cabinet_provider_has_web_forms:
 *
 * Returns: whether some of what it does goes only by the forms of the provider's web pages, which may look
 *   otherwise tomorrow: such calls do it only with #CabinetCall.web_forms
 */
gboolean
cabinet_provider_has_web_forms (const char *connector)
{
  const CabinetSystem *system = find_system (connector);

  return system != NULL && system->web_forms;
}

/**
 * cabinet_provider_new:
 * @connector: (nullable): how the provider's system is spoken to; %NULL = the Cabinet API
 * @base_url: where its interface is
 * @authorizer: (nullable) (transfer none): signs requests; held weakly
 * @error: CABINET_ERROR_UNSUPPORTED for an unknown connector, CABINET_ERROR_INPUT for an unusable address
 *
 * Returns: (nullable) (transfer full): a provider with an HTTP session of its own
 */
CabinetProvider *
cabinet_provider_new (const char *connector,
                      const char *base_url,
                      CabinetAuthorizer *authorizer,
                      GError **error)
{
  g_autoptr (CabinetHttp) http = NULL;
  const char *name = connector != NULL ? connector : "cabinet";

  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      if (!g_str_equal (connector_names[i], name))
        continue;
      http = cabinet_http_new (base_url, authorizer, error);
      if (http == NULL)
        return NULL;
      if (systems[i] != NULL)
        return cabinet_system_connector_new (systems[i], http);
      return g_object_new (CABINET_TYPE_CONNECTOR, "http", http, NULL);
    }

  cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, NULL,
                     _ ("This version of Cabinet cannot speak to “%s” systems"), name);
  return NULL;
}

/**
 * cabinet_provider_get_http:
 *
 * Returns: (transfer none): the client that the provider is spoken to with
 */
CabinetHttp *
cabinet_provider_get_http (CabinetProvider *self)
{
  CabinetProviderPrivate *priv;

  g_return_val_if_fail (CABINET_IS_PROVIDER (self), NULL);

  priv = cabinet_provider_get_instance_private (self);
  return priv->http;
}

/**
 * cabinet_provider_supports:
 *
 * Returns: whether the connector has an entry for @op; a contract may still not have it
 */
gboolean
cabinet_provider_supports (CabinetProvider *self, CabinetOp op)
{
  g_return_val_if_fail (CABINET_IS_PROVIDER (self), FALSE);

  return (guint) op < CABINET_N_OPS && CABINET_PROVIDER_GET_CLASS (self)->supports (self, op);
}

/**
 * cabinet_provider_call_async:
 * @call: (nullable): what to ask with; copied as needed, %NULL = nothing
 * @callback: called once, from the main context that this was called in
 *
 * Runs an operation.
 */
void
cabinet_provider_call_async (CabinetProvider *self,
                             CabinetOp op,
                             const CabinetCall *call,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static const CabinetCall nothing;
  GError *error = NULL;

  g_return_if_fail (CABINET_IS_PROVIDER (self));
  g_return_if_fail ((guint) op < CABINET_N_OPS);

  if (call == NULL)
    call = &nothing;

  if (!cabinet_provider_supports (self, op))
    error = cabinet_error_new (CABINET_ERROR_UNSUPPORTED, NULL, _ ("The provider does not offer this"));
  else
    cabinet_op_check_call (op, call, &error);

  if (error != NULL)
    g_task_report_error (self, callback, user_data, cabinet_provider_call_async, error);
  else
    CABINET_PROVIDER_GET_CLASS (self)->call_async (self, op, call, cancellable, callback, user_data);
}

/**
 * cabinet_provider_call_finish:
 * @error: any CABINET_ERROR of a read or a change, or G_IO_ERROR_CANCELLED
 *
 * Returns: (nullable) (transfer full): the answer
 */
CabinetReply *
cabinet_provider_call_finish (CabinetProvider *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CABINET_IS_PROVIDER (self), NULL);

  if (g_async_result_is_tagged (result, cabinet_provider_call_async))
    return g_task_propagate_pointer (G_TASK (result), error);
  return CABINET_PROVIDER_GET_CLASS (self)->call_finish (self, result, error);
}
