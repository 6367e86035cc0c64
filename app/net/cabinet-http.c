/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-base-url.h"
#include "cabinet-http-private.h"

#define DEFAULT_TIMEOUT 20000
#define DEFAULT_RETRY_DELAY 400
#define CONNECTIONS 4

G_DEFINE_FINAL_TYPE (CabinetHttp, cabinet_http, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TIMEOUT,
  PROP_RETRY_DELAY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
cabinet_http_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetHttp *self = CABINET_HTTP (object);

  switch (id)
    {
    case PROP_TIMEOUT:
      g_value_set_uint (value, self->timeout);
      break;
    case PROP_RETRY_DELAY:
      g_value_set_uint (value, self->retry_delay);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_http_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetHttp *self = CABINET_HTTP (object);

  switch (id)
    {
    case PROP_TIMEOUT:
      self->timeout = g_value_get_uint (value);
      break;
    case PROP_RETRY_DELAY:
      self->retry_delay = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_http_finalize (GObject *object)
{
  CabinetHttp *self = CABINET_HTTP (object);

  g_weak_ref_clear (&self->authorizer);
  g_clear_object (&self->renewal);
  g_clear_object (&self->session);
  g_free (self->base_url);

  G_OBJECT_CLASS (cabinet_http_parent_class)->finalize (object);
}

static void
cabinet_http_class_init (CabinetHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cabinet_http_get_property;
  object_class->set_property = cabinet_http_set_property;
  object_class->finalize = cabinet_http_finalize;

  /* Milliseconds that a request may take with all its tries, pauses and a renewal. */
  props[PROP_TIMEOUT] = g_param_spec_uint ("timeout", NULL, NULL, 1, 3600000, DEFAULT_TIMEOUT, flags);

  /* Milliseconds: the longest pause before the second try; it doubles before the third. */
  props[PROP_RETRY_DELAY] =
    g_param_spec_uint ("retry-delay", NULL, NULL, 1, 60000, DEFAULT_RETRY_DELAY, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
sign_as_bearer (const char *token, CabinetSignature *signature)
{
  signature->header = "Authorization";
  signature->value = g_strconcat ("Bearer ", token, NULL);
}

static void
cabinet_http_init (CabinetHttp *self)
{
  self->signer = sign_as_bearer;
  g_weak_ref_init (&self->authorizer, NULL);
  self->renewal = cabinet_token_wait_new ();
}

/* The languages of the process, best first: "ru-RU, ru;q=0.9, en;q=0.8". */
static char *
dup_accept_language (void)
{
  const char *const *names = g_get_language_names ();
  GString *text = g_string_new (NULL);
  int quality = 10;

  for (gsize i = 0; names[i] != NULL && quality > 1; i++)
    {
      g_autofree char *tag = NULL;

      if (strpbrk (names[i], ".@") != NULL || g_str_equal (names[i], "POSIX"))
        continue;
      tag = g_strdelimit (g_strdup (g_str_equal (names[i], "C") ? "en" : names[i]), "_", '-');
      if (text->len > 0)
        g_string_append_printf (text, ", %s;q=0.%d", tag, quality);
      else
        g_string_append (text, tag);
      quality--;
    }
  return g_string_free (text, FALSE);
}

/* No cookies, no cache (it serves one account's answer to another), no logger (it prints tokens), no
 * authentication of libsoup's own. */
static SoupSession *
new_session (gboolean loopback)
{
  g_autofree char *languages = dup_accept_language ();
  SoupSession *session =
    soup_session_new_with_options ("user-agent", "Cabinet/" CABINET_VERSION, "accept-language", languages,
                                   "max-conns-per-host", CONNECTIONS, "timeout", 0, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (loopback)
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

/**
 * cabinet_http_new:
 * @base_url: where the interface is: https anywhere, http on this computer only
 * @authorizer: (nullable) (transfer none): signs requests. It is held weakly, because it usually owns what
 * owns this; once it is gone, signed requests fail with CABINET_ERROR_AUTH
 * @error: CABINET_ERROR_INPUT if @base_url is not usable
 *
 * Returns: (nullable) (transfer full): a client with a session of its own
 */
CabinetHttp *
cabinet_http_new (const char *base_url, CabinetAuthorizer *authorizer, GError **error)
{
  g_autofree char *checked = NULL;
  gboolean loopback;
  CabinetHttp *self;

  g_return_val_if_fail (authorizer == NULL || CABINET_IS_AUTHORIZER (authorizer), NULL);

  checked = cabinet_base_url_check (base_url, &loopback, error);
  if (checked == NULL)
    return NULL;

  self = g_object_new (CABINET_TYPE_HTTP, NULL);
  self->base_url = g_steal_pointer (&checked);
  self->session = new_session (loopback);
  g_weak_ref_set (&self->authorizer, authorizer);
  return self;
}

/**
 * cabinet_http_set_signer:
 * @signer: what a token becomes on a request; a bearer token unless this is called
 */
void
cabinet_http_set_signer (CabinetHttp *self, CabinetSigner signer)
{
  g_return_if_fail (CABINET_IS_HTTP (self));
  g_return_if_fail (signer != NULL);

  self->signer = signer;
}

void
cabinet_http_count (CabinetHttp *self, CabinetExchange *exchange)
{
  self->requests++;
  self->bytes += cabinet_exchange_get_traffic (exchange);
}

/**
 * cabinet_http_get_base_url:
 *
 * Returns: (transfer none): where the interface is, without a slash at its end
 */
const char *
cabinet_http_get_base_url (CabinetHttp *self)
{
  g_return_val_if_fail (CABINET_IS_HTTP (self), NULL);

  return self->base_url;
}

/**
 * cabinet_http_get_traffic:
 * @requests: (out) (optional): tries made
 * @bytes: (out) (optional): bytes both ways, headers included, as they went over the wire before encryption
 */
void
cabinet_http_get_traffic (CabinetHttp *self, guint64 *requests, guint64 *bytes)
{
  g_return_if_fail (CABINET_IS_HTTP (self));

  if (requests != NULL)
    *requests = self->requests;
  if (bytes != NULL)
    *bytes = self->bytes;
}
