/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What goes wrong with a request on its way. */
typedef enum
{
  CUT_NONE,
  CUT_BEFORE,  /* the line is cut before the server has heard of it */
  CUT_AFTER,   /* the server did it; the answer is lost */
  CUT_PARTIAL, /* the answer is cut in the middle */
  CUT_DELAY,   /* it takes its time on the way there */
  CUT_LATE,    /* the line is cut at once, and the request arrives all the same, later */
} Cut;

/**
 * CutLine:
 *
 * A line to a server on the loopback that can be cut at will. It carries bytes: it knows of HTTP only where a
 * request ends. Each connection has a thread of its own; the main loop has to run for new ones. Requests of
 * payments may fail, POST and the lists; all others pass.
 */
typedef struct _CutLine CutLine;

CutLine *cut_line_new (guint port);
void cut_line_free (CutLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CutLine, cut_line_free)

const char *cut_line_get_url (CutLine *self);
/* So many of a hundred requests meet with a fault of any kind; 0 = all is well, 100 = nothing arrives. */
void cut_line_arm (CutLine *self, guint32 seed, int percent);
/* The next POST meets with @fault. */
void cut_line_force (CutLine *self, Cut fault);
/* How many requests met with a fault. */
guint cut_line_count (CutLine *self);

#define CUT_LINE_LATE_MS 300

G_END_DECLS
