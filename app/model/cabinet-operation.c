/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-operation.h"

G_DEFINE_ENUM_TYPE (CabinetOperationKind,
                    cabinet_operation_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_OPERATION_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_OPERATION_KIND_CHARGE, "charge"),
                    G_DEFINE_ENUM_VALUE (CABINET_OPERATION_KIND_PAYMENT, "payment"),
                    G_DEFINE_ENUM_VALUE (CABINET_OPERATION_KIND_REFUND, "refund"),
                    G_DEFINE_ENUM_VALUE (CABINET_OPERATION_KIND_CORRECTION, "correction"))

static const CabinetField operation_fields[] = {
  CABINET_FIELD (CabinetOperation, id, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, revision, INT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, withdrawn, BOOL, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, date, DATE, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, at, INSTANT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD_OF (
    CabinetOperation, kind, ENUM, CABINET_REQUIRED | CABINET_COLUMN, cabinet_operation_kind_get_type),
  CABINET_FIELD (CabinetOperation, amount, MONEY, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, balance_after, MONEY, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, title, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, service, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, method, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, number, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (CabinetOperation, note, STRING, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetOperation, cabinet_operation, operation_fields)

static const CabinetField operation_page_fields[] = {
  CABINET_FIELD_OF (CabinetOperationPage, operations, LIST, CABINET_REQUIRED, cabinet_operation_get_type),
  CABINET_FIELD (CabinetOperationPage, next, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetOperationPage, epoch, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetOperationPage, seq, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetOperationPage, covers_from, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetOperationPage, cabinet_operation_page, operation_page_fields)

static const CabinetField operation_month_fields[] = {
  CABINET_FIELD (CabinetOperationMonth, month, DATE, CABINET_REQUIRED),
  CABINET_FIELD (CabinetOperationMonth, count, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetOperationMonth, charged, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetOperationMonth, credited, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetOperationMonth, closing_balance, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetOperationMonth, revision, INT, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetOperationMonth, cabinet_operation_month, operation_month_fields)

static const CabinetField operation_months_fields[] = {
  CABINET_FIELD_OF (CabinetOperationMonths, months, LIST, CABINET_REQUIRED, cabinet_operation_month_get_type),
  CABINET_FIELD (CabinetOperationMonths, epoch, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetOperationMonths, seq, INT, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetOperationMonths, cabinet_operation_months, operation_months_fields)
