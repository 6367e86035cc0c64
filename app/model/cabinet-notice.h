/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-record.h"

G_BEGIN_DECLS

/* What a notice is about (I2-I4, I6). */
typedef enum
{
  CABINET_NOTICE_KIND_UNKNOWN,
  CABINET_NOTICE_KIND_NEWS,
  CABINET_NOTICE_KIND_WORKS,
  CABINET_NOTICE_KIND_PRICE_CHANGE,
  CABINET_NOTICE_KIND_OFFER,
  CABINET_NOTICE_KIND_OUTAGE,
  CABINET_NOTICE_KIND_IMPORTANT,
} CabinetNoticeKind;

#define CABINET_TYPE_NOTICE_KIND (cabinet_notice_kind_get_type ())
GType cabinet_notice_kind_get_type (void);

/* What has changed. */
typedef enum
{
  CABINET_EVENT_KIND_UNKNOWN,
  CABINET_EVENT_KIND_OVERVIEW,
  CABINET_EVENT_KIND_OPERATIONS,
  CABINET_EVENT_KIND_CHANGE,
  CABINET_EVENT_KIND_PAYMENT,
  CABINET_EVENT_KIND_THREAD,
  CABINET_EVENT_KIND_NOTICE,
} CabinetEventKind;

#define CABINET_TYPE_EVENT_KIND (cabinet_event_kind_get_type ())
GType cabinet_event_kind_get_type (void);

#define CABINET_TYPE_NOTICE (cabinet_notice_get_type ())
G_DECLARE_FINAL_TYPE (CabinetNotice, cabinet_notice, CABINET, NOTICE, CabinetRecord)

/* Something the provider says to its subscribers. */
struct _CabinetNotice
{
  CabinetRecord parent_instance;

  char *id;
  CabinetNoticeKind kind;
  char *title;
  char *text;
  CabinetInstant at;
  CabinetInstant starts_at; /* works and outages */
  CabinetInstant ends_at;
  CabinetDate effective_on; /* of a change of price */
  gboolean read;
  CabinetInstant expires_at; /* not shown after */
  char *url;
};

#define CABINET_TYPE_NOTICE_LIST (cabinet_notice_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetNoticeList, cabinet_notice_list, CABINET, NOTICE_LIST, CabinetRecord)

/* Notices for a contract, newest first. */
struct _CabinetNoticeList
{
  CabinetRecord parent_instance;

  GListStore *notices;
};

#define CABINET_TYPE_QUESTION (cabinet_question_get_type ())
G_DECLARE_FINAL_TYPE (CabinetQuestion, cabinet_question, CABINET, QUESTION, CabinetRecord)

/* A question that is often asked, and what the provider answers. */
struct _CabinetQuestion
{
  CabinetRecord parent_instance;

  char *id;
  char *title;
  char *text;
};

#define CABINET_TYPE_QUESTION_LIST (cabinet_question_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetQuestionList, cabinet_question_list, CABINET, QUESTION_LIST, CabinetRecord)

/* Questions and answers, in the provider's order. */
struct _CabinetQuestionList
{
  CabinetRecord parent_instance;

  GListStore *questions;
};

#define CABINET_TYPE_EVENT (cabinet_event_get_type ())
G_DECLARE_FINAL_TYPE (CabinetEvent, cabinet_event, CABINET, EVENT, CabinetRecord)

/* Something has changed: where to look, no data. */
struct _CabinetEvent
{
  CabinetRecord parent_instance;

  CabinetEventKind kind;
  char *contract;
  char *id; /* of the payment, the thread */
  CabinetInstant at;
};

#define CABINET_TYPE_EVENT_PAGE (cabinet_event_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetEventPage, cabinet_event_page, CABINET, EVENT_PAGE, CabinetRecord)

/* What has changed after a cursor. */
struct _CabinetEventPage
{
  CabinetRecord parent_instance;

  GListStore *events;
  char *cursor;    /* the next question begins here */
  gboolean resync; /* the cursor is too old: read everything */
};

G_END_DECLS
