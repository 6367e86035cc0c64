/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cabinet-http.h"
#include "test-patience.h"

G_BEGIN_DECLS

/* A server in the test's own main context, on a free loopback port. */
typedef struct _NetServer NetServer;

NetServer *net_server_new (void);
void net_server_free (NetServer *self);
const char *net_server_get_url (NetServer *self);
SoupServer *net_server_get_soup (NetServer *self);
void net_server_answer (NetServer *self, const char *path, guint status, const char *type, const char *body);
void net_server_handle (NetServer *self, const char *path, SoupServerCallback handler, gpointer user_data);
guint net_server_count (NetServer *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NetServer, net_server_free)

/* A server that reads a request and writes what it is told, byte by byte: the n-th connection gets
 * answers[n], those beyond get the last. RAW_SLAM closes before reading, RAW_HANG says nothing; after an
 * answer that begins with RAW_KEEP the connection stays until one more request has come on it. */
typedef struct _RawServer RawServer;

#define RAW_SLAM "slam"
#define RAW_HANG "hang"
#define RAW_KEEP "+"

RawServer *raw_server_new (const char *const *answers);
void raw_server_free (RawServer *self);
const char *raw_server_get_url (RawServer *self);
guint raw_server_count (RawServer *self); /* connections */
guint raw_server_count_requests (RawServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

/* An authorizer that hands out "token-N"; each renewal takes @delay milliseconds and raises N. */
#define FAKE_TYPE_AUTHORIZER (fake_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (FakeAuthorizer, fake_authorizer, FAKE, AUTHORIZER, GObject)

struct _FakeAuthorizer
{
  GObject parent_instance;

  guint serial; /* 0 = no token */
  guint delay;
  guint renewals;
  GError *error; /* what a renewal fails with */
};

FakeAuthorizer *fake_authorizer_new (guint serial);

/* Sends and waits. */
CabinetResponse *net_send (CabinetHttp *http, CabinetRequest *request, GError **error);
CabinetResponse *net_get (CabinetHttp *http, const char *path, GError **error);
CabinetResponse *net_post (CabinetHttp *http, const char *path, GError **error);
void net_assert_error (const GError *error, CabinetError kind, const char *code);

/* Lets everything that is pending end, and asserts that @object is then held by nobody else. */
void net_assert_finalized (gpointer object);

G_END_DECLS
