/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include <stdio.h>

G_BEGIN_DECLS

/**
 * Player:
 *
 * A server in the test's own main context, on a loopback port, that answers as a recorded one did. A
 * recording is a pair of files in a folder: NN-name.http holds the request ("> " before its lines, the body
 * after ">" alone), the status and the headers of the answer ("< "), and "(body: FILE, …)" names the file
 * beside it.
 *
 * A recording answers a request of the same method, path and query, and for other methods than GET the same
 * body: JSON as JSON, forms as fields, multipart by its fields and what is in them. Credentials are not
 * compared: uberlogin, uberpassword and uberkey of a query, and all headers with sessions and cookies. Of
 * several that fit, each answers once, in the order of their numbers; the last goes on answering. What
 * nothing fits is answered 404 with a text that says what was asked.
 */
typedef struct _Player Player;

/* What was asked, and what answered. */
typedef struct
{
  char *method;
  char *target; /* path and query as sent */
  SoupMessageHeaders *headers;
  char *body;         /* never NULL */
  const char *played; /* name of the recording: "01-userdata-json"; NULL = none fits */
} PlayerRequest;

/* @folder NULL = no recordings; @port 0 = any that is free. */
Player *player_new (const char *folder, guint port);
void player_free (Player *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Player, player_free)

const char *player_get_url (Player *self); /* "http://127.0.0.1:1234", without a slash at its end */

/* Plays only the recordings with these numbers: "1-4,11,36-40"; NULL = all. It begins anew with each. */
void player_choose (Player *self, const char *numbers);
/* From now on @answer is the answer to @target (path and query), in place of the recordings; put several
 * times, the answers come one after the other, as of recordings. @body NULL = a GET; @type NULL = JSON;
 * @status 0 = it is heard, and the line is cut; PLAYER_SILENT = it is heard, and nothing follows. */
#define PLAYER_SILENT 1
void player_put (Player *self,
                 const char *method,
                 const char *target,
                 const char *body,
                 guint status,
                 const char *type,
                 const char *answer);
/* Forgets all that was put, and all requests. */
void player_forget (Player *self);

/* All requests so far, oldest first. */
guint player_count_requests (Player *self);
const PlayerRequest *player_get_request (Player *self, guint index);
/* How many of them are of @method and have @part in their target; each NULL = any. */
guint player_count (Player *self, const char *method, const char *part);
/* The newest of these; NULL = none. */
const PlayerRequest *player_find (Player *self, const char *method, const char *part);

/* Writes a line for each request from now on. */
void player_set_log (Player *self, FILE *log);

G_END_DECLS
