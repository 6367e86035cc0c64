/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"

G_BEGIN_DECLS

typedef enum
{
  CABINET_STATEMENT_ROW_MONTH,     /* a group's head: month, count, charged, credited */
  CABINET_STATEMENT_ROW_OPERATION, /* one operation */
  CABINET_STATEMENT_ROW_RUN, /* like charges folded into one (recent operations only): from, to, count, amount
                              */
} CabinetStatementRowKind;

/* A row of a statement; a value made on demand. */
#define CABINET_TYPE_STATEMENT_ROW (cabinet_statement_row_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatementRow, cabinet_statement_row, CABINET, STATEMENT_ROW, GObject)

struct _CabinetStatementRow
{
  GObject parent_instance;

  CabinetStatementRowKind kind;
  CabinetDate month;
  guint count;
  CabinetMoney charged;
  CabinetMoney credited;
  CabinetOperation *operation; /* of a run: its newest */
  CabinetDate from, to;        /* of a run */
  CabinetMoney amount;         /* of a run: the sum */
};

typedef enum
{
  CABINET_STATEMENT_ALL,
  CABINET_STATEMENT_CHARGES,
  CABINET_STATEMENT_PAYMENTS,
} CabinetStatementSide;

/* The operations of a contract from the archive: a GListModel of CabinetStatementRow that makes items on
 * demand, newest first, with a row for each month. Follows the account's ledger. 100,000 operations open as
 * fast as 1,000. */
#define CABINET_TYPE_STATEMENT (cabinet_statement_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatement, cabinet_statement, CABINET, STATEMENT, GObject)

CabinetStatement *cabinet_statement_new (CabinetAccount *account);
void
cabinet_statement_set_period (CabinetStatement *self, CabinetDate from, CabinetDate to); /* none = open */
void cabinet_statement_set_side (CabinetStatement *self, CabinetStatementSide side);
void cabinet_statement_set_kind (CabinetStatement *self, CabinetOperationKind kind); /* UNKNOWN = any */
void cabinet_statement_set_text (CabinetStatement *self, const char *text);
void cabinet_statement_search (CabinetStatement *self,
                               const char *text); /* the same, but shown once it is found */
void cabinet_statement_set_months (CabinetStatement *self,
                                   gboolean months); /* FALSE: no month rows (the terminal) */
guint cabinet_statement_get_n_operations (CabinetStatement *self);
CabinetMoney cabinet_statement_get_charged (CabinetStatement *self);
CabinetMoney cabinet_statement_get_credited (CabinetStatement *self);
CabinetDate cabinet_statement_get_oldest (
  CabinetStatement *self); /* of the whole archive of this contract; none = empty */

G_END_DECLS
