/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-record.h"

G_BEGIN_DECLS

/* Q7. */
typedef enum
{
  CABINET_OPERATION_KIND_UNKNOWN,
  CABINET_OPERATION_KIND_CHARGE,
  CABINET_OPERATION_KIND_PAYMENT,
  CABINET_OPERATION_KIND_REFUND,
  CABINET_OPERATION_KIND_CORRECTION,
} CabinetOperationKind;

#define CABINET_TYPE_OPERATION_KIND (cabinet_operation_kind_get_type ())
GType cabinet_operation_kind_get_type (void);

#define CABINET_TYPE_OPERATION (cabinet_operation_get_type ())
G_DECLARE_FINAL_TYPE (CabinetOperation, cabinet_operation, CABINET, OPERATION, CabinetRecord)

/* One row of the ledger; ordered by (date, at, id). */
struct _CabinetOperation
{
  CabinetRecord parent_instance;

  char *id;           /* lasts */
  gint64 revision;    /* grows when the row is changed */
  gboolean withdrawn; /* the provider took it back; never deleted */
  CabinetDate date;
  CabinetInstant at;
  CabinetOperationKind kind;
  CabinetMoney amount; /* signed: charges negative */
  CabinetMoney balance_after;
  char *title;
  char *service; /* title of the service */
  char *method;  /* of a payment: "Мир •• 4417" */
  char *number;  /* what support asks for */
  char *note;
};

#define CABINET_TYPE_OPERATION_PAGE (cabinet_operation_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetOperationPage, cabinet_operation_page, CABINET, OPERATION_PAGE, CabinetRecord)

/* A page of the ledger, newest first; of a feed (since), oldest change first. */
struct _CabinetOperationPage
{
  CabinetRecord parent_instance;

  GListStore *operations;
  char *next;  /* cursor */
  char *epoch; /* changes when history is rebuilt */
  gint64 seq;  /* the feed stands here */
  CabinetDate covers_from;
};

#define CABINET_TYPE_OPERATION_MONTH (cabinet_operation_month_get_type ())
G_DECLARE_FINAL_TYPE (CabinetOperationMonth, cabinet_operation_month, CABINET, OPERATION_MONTH, CabinetRecord)

/* What a month must add up to. */
struct _CabinetOperationMonth
{
  CabinetRecord parent_instance;

  CabinetDate month;     /* its first day */
  gint64 count;          /* rows that are not withdrawn */
  CabinetMoney charged;  /* sum of the negative ones */
  CabinetMoney credited; /* sum of the positive ones */
  CabinetMoney closing_balance;
  gint64 revision;
};

#define CABINET_TYPE_OPERATION_MONTHS (cabinet_operation_months_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetOperationMonths, cabinet_operation_months, CABINET, OPERATION_MONTHS, CabinetRecord)

/* All months of the ledger, newest first. */
struct _CabinetOperationMonths
{
  CabinetRecord parent_instance;

  GListStore *months;
  char *epoch;
  gint64 seq;
};

G_END_DECLS
