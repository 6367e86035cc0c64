/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement-private.h"

enum
{
  PROP_0,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetStatementRow, cabinet_statement_row, G_TYPE_OBJECT)

CabinetStatementRow *
cabinet_statement_row_new_operation (CabinetOperation *operation, CabinetAccount *account)
{
  CabinetStatementRow *self = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);

  self->kind = CABINET_STATEMENT_ROW_OPERATION;
  self->operation = operation;
  self->month = cabinet_date_month_start (operation->date);
  self->from = operation->date;
  self->to = operation->date;
  self->count = 1;
  self->amount = operation->amount;
  self->account = account != NULL ? g_object_ref (account) : NULL;
  return self;
}

CabinetOperation *
cabinet_statement_blank_operation (CabinetDate day, const char *currency)
{
  CabinetOperation *blank = g_object_new (CABINET_TYPE_OPERATION, NULL);

  blank->id = g_strdup ("");
  blank->title = g_strdup ("");
  blank->date = day;
  blank->amount = cabinet_money (0, currency);
  return blank;
}

void
cabinet_statement_row_set_open (CabinetStatementRow *self, gboolean open)
{
  if (self->open == open)
    return;
  self->open = open;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OPEN]);
}

static void
cabinet_statement_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OPEN)
    g_value_set_boolean (value, CABINET_STATEMENT_ROW (object)->open);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_statement_row_finalize (GObject *object)
{
  CabinetStatementRow *self = CABINET_STATEMENT_ROW (object);

  g_clear_object (&self->operation);
  g_clear_object (&self->account);
  g_clear_pointer (&self->charged_in, g_array_unref);
  g_clear_pointer (&self->credited_in, g_array_unref);
  G_OBJECT_CLASS (cabinet_statement_row_parent_class)->finalize (object);
}

static void
cabinet_statement_row_class_init (CabinetStatementRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_statement_row_get_property;
  object_class->finalize = cabinet_statement_row_finalize;
  props[PROP_OPEN] = g_param_spec_boolean (
    "open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cabinet_statement_row_init (CabinetStatementRow *self)
{
}
