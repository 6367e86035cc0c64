/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cabinet-date.h"
#include "cabinet-error.h"

G_BEGIN_DECLS

/* Who may sign a request, and renew the right to. Implemented above; CabinetHttp calls it so that
 * the first 401 starts one renewal, the others wait for it, and each request replays once. */
#define CABINET_TYPE_AUTHORIZER (cabinet_authorizer_get_type ())
G_DECLARE_INTERFACE (CabinetAuthorizer, cabinet_authorizer, CABINET, AUTHORIZER, GObject)

struct _CabinetAuthorizerInterface
{
  GTypeInterface parent_iface;

  char *(*dup_token) (CabinetAuthorizer *self);
  void (*renew_async) (CabinetAuthorizer *self,
                       const char *failed_token,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*renew_finish) (CabinetAuthorizer *self, GAsyncResult *result, GError **error);
};

char *cabinet_authorizer_dup_token (CabinetAuthorizer *self);
void cabinet_authorizer_renew_async (CabinetAuthorizer *self,
                                     const char *failed_token,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean cabinet_authorizer_renew_finish (CabinetAuthorizer *self, GAsyncResult *result, GError **error);

/* A request, as a value. Built by its maker, then only read. */
#define CABINET_TYPE_REQUEST (cabinet_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetRequest, cabinet_request, CABINET, REQUEST, GObject)

typedef enum
{
  CABINET_REQUEST_SIGNED, /* bearer token of the authorizer */
  CABINET_REQUEST_PUBLIC, /* no token */
} CabinetRequestSigning;

CabinetRequest *cabinet_request_new (const char *method, const char *path, CabinetRequestSigning signing);
void cabinet_request_add_query (CabinetRequest *self, const char *name, const char *value);
void cabinet_request_add_header (CabinetRequest *self, const char *name, const char *value);
void cabinet_request_set_body (CabinetRequest *self, JsonNode *body);
void cabinet_request_set_etag (CabinetRequest *self, const char *etag);
void cabinet_request_set_limit (CabinetRequest *self, guint limit);

/* For systems that speak otherwise than the Cabinet API. */
void cabinet_request_set_form (CabinetRequest *self, const char *name, const char *value, ...)
  G_GNUC_NULL_TERMINATED;
void cabinet_request_add_file (
  CabinetRequest *self, const char *name, const char *file, const char *type, GBytes *bytes);
void cabinet_request_add_field (CabinetRequest *self, const char *name, const char *value);
void cabinet_request_set_change (CabinetRequest *self);
gboolean cabinet_request_is_change (CabinetRequest *self);
gboolean cabinet_request_is_signed (CabinetRequest *self);
void cabinet_request_set_foreign (CabinetRequest *self);

#define CABINET_TYPE_RESPONSE (cabinet_response_get_type ())
G_DECLARE_FINAL_TYPE (CabinetResponse, cabinet_response, CABINET, RESPONSE, GObject)

struct _CabinetResponse
{
  GObject parent_instance;

  guint status;               /* 200-299, or 304; of a foreign request also 400-599 */
  JsonNode *body;             /* NULL with 204 and 304; of a foreign request also if it is not JSON */
  GBytes *raw;                /* of a foreign request: the body as it came; else NULL */
  char *etag;                 /* nullable */
  CabinetInstant server_time; /* from the Date header; 0 = none */
  gsize bytes;                /* of the body, unpacked */
};

/* What a word of the closed list means (design, 3.4), for systems that refuse in words of their own. */
GError *cabinet_fault_new (const char *word);

#define CABINET_TYPE_HTTP (cabinet_http_get_type ())
G_DECLARE_FINAL_TYPE (CabinetHttp, cabinet_http, CABINET, HTTP, GObject)

/* What a token becomes on a request: a header, or a part of the query. */
typedef struct
{
  const char *header; /* NULL = none */
  char *value;        /* of the header */
  char *query;        /* percent-encoded, or NULL */
} CabinetSignature;

typedef void (*CabinetSigner) (const char *token, CabinetSignature *signature);

/* Properties: `timeout` (milliseconds for a request with all its tries, 20 000), `retry-delay` (the longest
 * pause before the second try, 400). The authorizer is held weakly. */
CabinetHttp *cabinet_http_new (const char *base_url, CabinetAuthorizer *authorizer, GError **error);
void cabinet_http_set_signer (CabinetHttp *self, CabinetSigner signer);
void cabinet_http_send_async (CabinetHttp *self,
                              CabinetRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
CabinetResponse *cabinet_http_send_finish (CabinetHttp *self, GAsyncResult *result, GError **error);
const char *cabinet_http_get_base_url (CabinetHttp *self);
void cabinet_http_get_traffic (CabinetHttp *self, guint64 *requests, guint64 *bytes);

G_END_DECLS
