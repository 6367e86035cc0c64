/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-message.h"

G_DEFINE_ENUM_TYPE (CabinetThreadStyle,
                    cabinet_thread_style,
                    G_DEFINE_ENUM_VALUE (CABINET_THREAD_STYLE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_THREAD_STYLE_CHAT, "chat"),
                    G_DEFINE_ENUM_VALUE (CABINET_THREAD_STYLE_TICKET, "ticket"))

G_DEFINE_ENUM_TYPE (CabinetThreadState,
                    cabinet_thread_state,
                    G_DEFINE_ENUM_VALUE (CABINET_THREAD_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_THREAD_STATE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (CABINET_THREAD_STATE_WAITING_US, "waiting_us"),
                    G_DEFINE_ENUM_VALUE (CABINET_THREAD_STATE_WAITING_YOU, "waiting_you"),
                    G_DEFINE_ENUM_VALUE (CABINET_THREAD_STATE_CLOSED, "closed"))

G_DEFINE_ENUM_TYPE (CabinetMessageAuthor,
                    cabinet_message_author,
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_AUTHOR_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_AUTHOR_ME, "me"),
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_AUTHOR_SUPPORT, "support"),
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_AUTHOR_SYSTEM, "system"))

G_DEFINE_ENUM_TYPE (CabinetMessageState,
                    cabinet_message_state,
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_STATE_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_STATE_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_STATE_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (CABINET_MESSAGE_STATE_FAILED, "failed"))

static const CabinetField attachment_fields[] = {
  CABINET_FIELD (CabinetAttachment, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetAttachment, name, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetAttachment, type, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetAttachment, size, INT, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetAttachment, cabinet_attachment, attachment_fields)

static const CabinetField attachment_content_fields[] = {
  CABINET_FIELD (CabinetAttachmentContent, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetAttachmentContent, name, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetAttachmentContent, type, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetAttachmentContent, size, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetAttachmentContent, content, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetAttachmentContent, cabinet_attachment_content, attachment_content_fields)

static const CabinetField upload_request_fields[] = {
  CABINET_FIELD (CabinetUploadRequest, name, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetUploadRequest, type, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetUploadRequest, content, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetUploadRequest, cabinet_upload_request, upload_request_fields)

static const CabinetField thread_fields[] = {
  CABINET_FIELD (CabinetThread, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetThread, style, ENUM, CABINET_REQUIRED, cabinet_thread_style_get_type),
  CABINET_FIELD (CabinetThread, subject, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetThread, state, ENUM, CABINET_REQUIRED, cabinet_thread_state_get_type),
  CABINET_FIELD (CabinetThread, last_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetThread, revision, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetThread, unread, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetThread, can_send, BOOL, CABINET_REQUIRED),
  CABINET_FIELD (CabinetThread, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetThread, answers_by, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetThread, cabinet_thread, thread_fields)

static const CabinetField support_hours_fields[] = {
  CABINET_FIELD (CabinetSupportHours, words, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSupportHours, open, BOOL, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSupportHours, until, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSupportHours, usual_minutes, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSupportHours, max_characters, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSupportHours, max_files, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSupportHours, max_bytes, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSupportHours, file_types, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetSupportHours, cabinet_support_hours, support_hours_fields)

static const CabinetField thread_list_fields[] = {
  CABINET_FIELD_OF (CabinetThreadList, threads, LIST, CABINET_REQUIRED, cabinet_thread_get_type),
  CABINET_FIELD_OF (CabinetThreadList, support, RECORD, CABINET_REQUIRED, cabinet_support_hours_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetThreadList, cabinet_thread_list, thread_list_fields)

static const CabinetField message_fields[] = {
  CABINET_FIELD (CabinetMessage, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetMessage, key, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetMessage, thread, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetMessage, at, INSTANT, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetMessage, from, ENUM, CABINET_REQUIRED, cabinet_message_author_get_type),
  CABINET_FIELD (CabinetMessage, author, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetMessage, text, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetMessage, attachments, LIST, CABINET_OPTIONAL, cabinet_attachment_get_type),
  CABINET_FIELD_OF (CabinetMessage, state, ENUM, CABINET_REQUIRED, cabinet_message_state_get_type),
  CABINET_FIELD (CabinetMessage, read_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetMessage, cabinet_message, message_fields)

static const CabinetField message_page_fields[] = {
  CABINET_FIELD_OF (CabinetMessagePage, messages, LIST, CABINET_REQUIRED, cabinet_message_get_type),
  CABINET_FIELD (CabinetMessagePage, next, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetMessagePage, revision, INT, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetMessagePage, cabinet_message_page, message_page_fields)

static const CabinetField message_request_fields[] = {
  CABINET_FIELD (CabinetMessageRequest, text, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetMessageRequest, attachments, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetMessageRequest, subject, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetMessageRequest, cabinet_message_request, message_request_fields)

static const CabinetField read_request_fields[] = {
  CABINET_FIELD (CabinetReadRequest, up_to, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetReadRequest, cabinet_read_request, read_request_fields)
