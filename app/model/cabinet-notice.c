/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-notice.h"

G_DEFINE_ENUM_TYPE (CabinetNoticeKind,
                    cabinet_notice_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_NOTICE_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_NOTICE_KIND_NEWS, "news"),
                    G_DEFINE_ENUM_VALUE (CABINET_NOTICE_KIND_WORKS, "works"),
                    G_DEFINE_ENUM_VALUE (CABINET_NOTICE_KIND_PRICE_CHANGE, "price_change"),
                    G_DEFINE_ENUM_VALUE (CABINET_NOTICE_KIND_OFFER, "offer"),
                    G_DEFINE_ENUM_VALUE (CABINET_NOTICE_KIND_OUTAGE, "outage"),
                    G_DEFINE_ENUM_VALUE (CABINET_NOTICE_KIND_IMPORTANT, "important"))

G_DEFINE_ENUM_TYPE (CabinetEventKind,
                    cabinet_event_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_EVENT_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_EVENT_KIND_OVERVIEW, "overview"),
                    G_DEFINE_ENUM_VALUE (CABINET_EVENT_KIND_OPERATIONS, "operations"),
                    G_DEFINE_ENUM_VALUE (CABINET_EVENT_KIND_CHANGE, "change"),
                    G_DEFINE_ENUM_VALUE (CABINET_EVENT_KIND_PAYMENT, "payment"),
                    G_DEFINE_ENUM_VALUE (CABINET_EVENT_KIND_THREAD, "thread"),
                    G_DEFINE_ENUM_VALUE (CABINET_EVENT_KIND_NOTICE, "notice"))

static const CabinetField notice_fields[] = {
  CABINET_FIELD (CabinetNotice, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetNotice, kind, ENUM, CABINET_REQUIRED, cabinet_notice_kind_get_type),
  CABINET_FIELD (CabinetNotice, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetNotice, text, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetNotice, at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetNotice, starts_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetNotice, ends_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetNotice, effective_on, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetNotice, read, BOOL, CABINET_REQUIRED),
  CABINET_FIELD (CabinetNotice, expires_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetNotice, url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetNotice, cabinet_notice, notice_fields)

static const CabinetField notice_list_fields[] = {
  CABINET_FIELD_OF (CabinetNoticeList, notices, LIST, CABINET_REQUIRED, cabinet_notice_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetNoticeList, cabinet_notice_list, notice_list_fields)

static const CabinetField question_fields[] = {
  CABINET_FIELD (CabinetQuestion, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetQuestion, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetQuestion, text, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetQuestion, cabinet_question, question_fields)

static const CabinetField question_list_fields[] = {
  CABINET_FIELD_OF (CabinetQuestionList, questions, LIST, CABINET_REQUIRED, cabinet_question_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetQuestionList, cabinet_question_list, question_list_fields)

static const CabinetField event_fields[] = {
  CABINET_FIELD_OF (CabinetEvent, kind, ENUM, CABINET_REQUIRED, cabinet_event_kind_get_type),
  CABINET_FIELD (CabinetEvent, contract, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetEvent, id, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetEvent, at, INSTANT, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetEvent, cabinet_event, event_fields)

static const CabinetField event_page_fields[] = {
  CABINET_FIELD_OF (CabinetEventPage, events, LIST, CABINET_REQUIRED, cabinet_event_get_type),
  CABINET_FIELD (CabinetEventPage, cursor, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetEventPage, resync, BOOL, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetEventPage, cabinet_event_page, event_page_fields)
