/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BadLine:
 *
 * A bad line between a client and a server of the loopback: it passes HTTP/1.1 on, request by request, and
 * between bad_line_begin() and bad_line_end() cuts, delays and repeats, as a seed decides. What has an
 * Idempotency-Key is a change; all else is a read. It works in threads of its own, but takes new connections
 * in the main context that it was made in.
 */
typedef struct _BadLine BadLine;

/* What happens to a request on its way. */
typedef enum
{
  BAD_LINE_PASSES,
  BAD_LINE_CUT_BEFORE, /* nothing arrives */
  BAD_LINE_CUT_AFTER,  /* it arrives; nobody hears of it */
  BAD_LINE_CUT_ANSWER, /* it arrives; the answer ends too early */
  BAD_LINE_LATE,       /* it arrives when the client has gone on already */
  BAD_LINE_TWICE,      /* it arrives twice; the second answer is heard */
  BAD_LINE_DELAYED,
  BAD_LINE_N_FATES,
} BadLineFate;

typedef struct
{
  guint32 seed;
  int changes;      /* per cent of the changes that meet a fault */
  int reads;        /* and of the reads */
  guint most;       /* so many faults, then all is well */
  BadLineFate only; /* no other fault; BAD_LINE_PASSES = any */
} BadLinePlan;

BadLine *bad_line_new (guint port /* of the server */);
void bad_line_free (BadLine *self);
/* (transfer full): the address of @path: "/tomtel". */
char *bad_line_dup_url (BadLine *self, const char *path);

/* Forgets keys, counts and story, and begins. */
void bad_line_begin (BadLine *self, const BadLinePlan *plan);
/* No more faults; returns when what was late has arrived. */
void bad_line_end (BadLine *self);

/* Since the last begin: the different keys that were sent, how often a fault was met, and in words what
 * passed (transfer full). */
GPtrArray *bad_line_dup_keys (BadLine *self);
guint bad_line_count_faults (BadLine *self);
char *bad_line_dup_story (BadLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BadLine, bad_line_free)

G_END_DECLS
