/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement.h"

G_DEFINE_FINAL_TYPE (CabinetStatementRow, cabinet_statement_row, G_TYPE_OBJECT)

static void
cabinet_statement_row_finalize (GObject *object)
{
  CabinetStatementRow *self = CABINET_STATEMENT_ROW (object);

  g_clear_object (&self->operation);
  G_OBJECT_CLASS (cabinet_statement_row_parent_class)->finalize (object);
}

static void
cabinet_statement_row_class_init (CabinetStatementRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_statement_row_finalize;
}

static void
cabinet_statement_row_init (CabinetStatementRow *self)
{
}
