/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-support.h"

G_BEGIN_DECLS

/* A conversation as it stands in the database. */
typedef struct
{
  gint64 row;
  char *id;
  gint64 contract; /* row */
  CabinetThreadStyle style;
  DemoText subject; /* owned; NULL = none */
  CabinetThreadState state;
  CabinetInstant last_at;
  gint64 revision;
  gint64 read_to;
} DemoThread;

/* What is said. */
typedef struct
{
  CabinetMessageAuthor from;
  CabinetInstant at;
  const char *key;  /* the client's; NULL = none */
  DemoText text;    /* English NULL = as the Russian one */
  gboolean settled; /* told in advance: delivered and read, the operator has nothing to do */
} DemoDraft;

void demo_threads_ensure (DemoWorld *world, DemoContract *contract);
void demo_threads_ensure_all (DemoWorld *world, const DemoTenant *tenant, gint64 family);

DemoThread *demo_thread_load (DemoWorld *world, gint64 row);
DemoThread *demo_thread_find (DemoWorld *world, const char *id);
DemoThread *demo_thread_new (
  DemoWorld *world, DemoContract *contract, CabinetThreadStyle style, const char *subject, const char *id);
gint64 demo_thread_get_chat (DemoWorld *world, gint64 contract);
void demo_thread_save (DemoWorld *world, DemoThread *self);
void demo_thread_tell (DemoWorld *world, DemoThread *self);
void demo_thread_free (DemoThread *self);
gint64 demo_thread_say (DemoWorld *world, DemoThread *self, const DemoDraft *draft, const char *id);
void demo_thread_say_closed (DemoWorld *world, DemoThread *self, const DemoSupport *support, GTimeZone *zone);

CabinetThread *demo_thread_to_record (
  DemoWorld *world, DemoThread *self, const DemoSupport *support, GTimeZone *zone, DemoLanguage language);
CabinetMessage *demo_message_load_record (
  DemoWorld *world, const DemoSupport *support, const char *thread, gint64 row, DemoLanguage language);

char *demo_make_id (char letter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoThread, demo_thread_free)

G_END_DECLS
