/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-record.h"

G_BEGIN_DECLS

/* A chat has no subject and is never closed; a ticket has and may be. */
typedef enum
{
  CABINET_THREAD_STYLE_UNKNOWN,
  CABINET_THREAD_STYLE_CHAT,
  CABINET_THREAD_STYLE_TICKET,
} CabinetThreadStyle;

#define CABINET_TYPE_THREAD_STYLE (cabinet_thread_style_get_type ())
GType cabinet_thread_style_get_type (void);

/* Whose turn it is. */
typedef enum
{
  CABINET_THREAD_STATE_UNKNOWN,
  CABINET_THREAD_STATE_OPEN,
  CABINET_THREAD_STATE_WAITING_US,
  CABINET_THREAD_STATE_WAITING_YOU,
  CABINET_THREAD_STATE_CLOSED,
} CabinetThreadState;

#define CABINET_TYPE_THREAD_STATE (cabinet_thread_state_get_type ())
GType cabinet_thread_state_get_type (void);

/* Who wrote it. */
typedef enum
{
  CABINET_MESSAGE_AUTHOR_UNKNOWN,
  CABINET_MESSAGE_AUTHOR_ME,
  CABINET_MESSAGE_AUTHOR_SUPPORT,
  CABINET_MESSAGE_AUTHOR_SYSTEM,
} CabinetMessageAuthor;

#define CABINET_TYPE_MESSAGE_AUTHOR (cabinet_message_author_get_type ())
GType cabinet_message_author_get_type (void);

/* How far a message is; queued never comes over the wire. */
typedef enum
{
  CABINET_MESSAGE_STATE_UNKNOWN,
  CABINET_MESSAGE_STATE_QUEUED,
  CABINET_MESSAGE_STATE_SENT,
  CABINET_MESSAGE_STATE_DELIVERED,
  CABINET_MESSAGE_STATE_FAILED,
} CabinetMessageState;

#define CABINET_TYPE_MESSAGE_STATE (cabinet_message_state_get_type ())
GType cabinet_message_state_get_type (void);

#define CABINET_TYPE_ATTACHMENT (cabinet_attachment_get_type ())
G_DECLARE_FINAL_TYPE (CabinetAttachment, cabinet_attachment, CABINET, ATTACHMENT, CabinetRecord)

/* A file of a message. */
struct _CabinetAttachment
{
  CabinetRecord parent_instance;

  char *id;
  char *name;
  char *type;  /* media type */
  gint64 size; /* bytes */
};

#define CABINET_TYPE_ATTACHMENT_CONTENT (cabinet_attachment_content_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetAttachmentContent, cabinet_attachment_content, CABINET, ATTACHMENT_CONTENT, CabinetRecord)

/* A file with what is in it. */
struct _CabinetAttachmentContent
{
  CabinetRecord parent_instance;

  char *id;
  char *name;
  char *type;
  gint64 size;
  char *content; /* base64 (RFC 4648) */
};

#define CABINET_TYPE_UPLOAD_REQUEST (cabinet_upload_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetUploadRequest, cabinet_upload_request, CABINET, UPLOAD_REQUEST, CabinetRecord)

/* A file that is sent before the message that speaks of it. */
struct _CabinetUploadRequest
{
  CabinetRecord parent_instance;

  char *name;
  char *type;
  char *content; /* base64 */
};

#define CABINET_TYPE_THREAD (cabinet_thread_get_type ())
G_DECLARE_FINAL_TYPE (CabinetThread, cabinet_thread, CABINET, THREAD, CabinetRecord)

/* A conversation with support (H1, H4, H6). */
struct _CabinetThread
{
  CabinetRecord parent_instance;

  char *id;
  CabinetThreadStyle style;
  char *subject;
  CabinetThreadState state;
  CabinetInstant last_at;
  gint64 revision; /* grows with each message and each change of one */
  gint64 unread;
  gboolean can_send;
  char *reason;              /* why nothing can be sent */
  CabinetInstant answers_by; /* when an answer may be expected, if one is waited for */
};

#define CABINET_TYPE_SUPPORT_HOURS (cabinet_support_hours_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSupportHours, cabinet_support_hours, CABINET, SUPPORT_HOURS, CabinetRecord)

/* When messages are answered (H3). */
struct _CabinetSupportHours
{
  CabinetRecord parent_instance;

  char *words; /* "Messages are answered in working hours, usually within 10 minutes" */
  gboolean open;
  CabinetInstant until; /* open or closed until then */
  gint64 usual_minutes;
  gint64 max_characters; /* of a message */
  gint64 max_files;      /* of a message; 0 = none are taken */
  gint64 max_bytes;      /* of a file */
  char **file_types;     /* media types that are taken */
};

#define CABINET_TYPE_THREAD_LIST (cabinet_thread_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetThreadList, cabinet_thread_list, CABINET, THREAD_LIST, CabinetRecord)

/* The conversations of a contract, newest first. */
struct _CabinetThreadList
{
  CabinetRecord parent_instance;

  GListStore *threads;
  CabinetSupportHours *support;
};

#define CABINET_TYPE_MESSAGE (cabinet_message_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMessage, cabinet_message, CABINET, MESSAGE, CabinetRecord)

/* A message. */
struct _CabinetMessage
{
  CabinetRecord parent_instance;

  char *id;
  char *key; /* the client's, if it was sent by a client */
  char *thread;
  CabinetInstant at;
  CabinetMessageAuthor from;
  char *author;
  char *text;
  GListStore *attachments;
  CabinetMessageState state;
  CabinetInstant read_at; /* by the other side */
};

#define CABINET_TYPE_MESSAGE_PAGE (cabinet_message_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMessagePage, cabinet_message_page, CABINET, MESSAGE_PAGE, CabinetRecord)

/* Messages of a thread, newest first. */
struct _CabinetMessagePage
{
  CabinetRecord parent_instance;

  GListStore *messages;
  char *next;      /* cursor */
  gint64 revision; /* of the thread */
};

#define CABINET_TYPE_MESSAGE_REQUEST (cabinet_message_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMessageRequest, cabinet_message_request, CABINET, MESSAGE_REQUEST, CabinetRecord)

/* A message that is to be sent; with a subject it may open a thread. */
struct _CabinetMessageRequest
{
  CabinetRecord parent_instance;

  char *text;
  char **attachments; /* ids of uploads */
  char *subject;
};

#define CABINET_TYPE_READ_REQUEST (cabinet_read_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetReadRequest, cabinet_read_request, CABINET, READ_REQUEST, CabinetRecord)

/* Up to which message a thread was read. */
struct _CabinetReadRequest
{
  CabinetRecord parent_instance;

  char *up_to; /* id of a message */
};

G_END_DECLS
