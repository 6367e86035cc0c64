/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider.h"

G_BEGIN_DECLS

/* An authorizer that holds a real session and trades it by the provider's own refresh. */
#define LIVE_TYPE_AUTHORIZER (live_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (LiveAuthorizer, live_authorizer, LIVE, AUTHORIZER, GObject)

struct _LiveAuthorizer
{
  GObject parent_instance;

  CabinetProvider *provider; /* owned: the provider holds its authorizer weakly */
  CabinetSession *session;
  guint renewals;
};

LiveAuthorizer *live_authorizer_new (const char *base_url);

G_END_DECLS
