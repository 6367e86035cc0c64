/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-form.h"

#include <glib/gi18n-lib.h>

#include "cabinet-money.h"
#include "cabinet-ui.h"

struct _CabinetStatementForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDropDown *service;
  GtkEditable *least;
  GtkEditable *most;
  GtkLabel *error;
  GtkDropDown *order;

  GPtrArray *services; /* of char *, in the order of the list; the first is NULL: any */
  char currency[4];
  gint64 least_micros, most_micros; /* as they were read last; 0 = open */
};

enum
{
  APPLIED,
  CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
/* In the order of the list. */
static const char *const orders[] = { "date-descending", "date-ascending", "amount-descending",
                                      "amount-ascending", "title-ascending" };

G_DEFINE_FINAL_TYPE (CabinetStatementForm, cabinet_statement_form, GTK_TYPE_WIDGET)

static void
show_error (CabinetStatementForm *self, GtkEditable *entry, const char *words)
{
  GtkEditable *const entries[] = { self->least, self->most };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const gboolean wrong = entries[i] == entry;

      if (wrong)
        gtk_widget_add_css_class (GTK_WIDGET (entries[i]), "error");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (entries[i]), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (entries[i]), GTK_ACCESSIBLE_STATE_INVALID,
                                   wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
    }
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

static void
edited_cb (CabinetStatementForm *self)
{
  show_error (self, NULL, NULL);
}

/* The magnitude of what is written in @entry, 0 if nothing is; FALSE says what is wrong beside it. */
static gboolean
read_sum (CabinetStatementForm *self, GtkEditable *entry, gint64 *micros)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autoptr (GError) error = NULL;
  CabinetMoney sum;

  *micros = 0;
  if (*text == '\0')
    return TRUE;
  if (!cabinet_money_parse_input (text, self->currency, &sum, &error))
    {
      show_error (self, entry, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (entry));
      return FALSE;
    }
  *micros = ABS (sum.micros);
  return TRUE;
}

static void
apply_cb (CabinetStatementForm *self)
{
  gint64 least, most;

  if (!read_sum (self, self->least, &least) || !read_sum (self, self->most, &most))
    return;
  /* The bounds may come in any order. */
  self->least_micros = most != 0 ? MIN (least, most) : least;
  self->most_micros = most != 0 ? MAX (least, most) : 0;
  g_signal_emit (self, signals[APPLIED], 0);
}

static void
clear_cb (CabinetStatementForm *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
add_service (CabinetStatementForm *self, const char *service, const char *words, const char *chosen)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (self->service));

  g_ptr_array_add (self->services, g_strdup (service));
  gtk_string_list_append (list, words);
  if (g_strcmp0 (service, chosen) == 0)
    gtk_drop_down_set_selected (self->service, self->services->len - 1);
}

/**
 * cabinet_statement_form_set_service:
 * @services: the names to choose from
 * @service: (nullable): the one that is wanted now; NULL = any, "" = operations that name none
 */
void
cabinet_statement_form_set_service (CabinetStatementForm *self, char **services, const char *service)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  g_return_if_fail (CABINET_IS_STATEMENT_FORM (self));

  g_ptr_array_set_size (self->services, 0);
  gtk_drop_down_set_model (self->service, G_LIST_MODEL (list));
  add_service (self, NULL, _ ("Any service"), service);
  for (guint i = 0; services[i] != NULL; i++)
    add_service (self, services[i], services[i], service);
  if (services[0] != NULL)
    add_service (self, "", _ ("No service named"), service);
}

/* (transfer none) (nullable): NULL = any, "" = operations that name none */
const char *
cabinet_statement_form_get_service (CabinetStatementForm *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->service);

  return chosen < self->services->len ? g_ptr_array_index (self->services, chosen) : NULL;
}

static void
set_sum (CabinetStatementForm *self, GtkEditable *entry, gint64 micros)
{
  const CabinetMoney sum = cabinet_money (micros, self->currency);
  g_autofree char *text = micros != 0 ? cabinet_money_format (
                            &sum, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_NO_SYMBOL | CABINET_MONEY_TRIM_ZEROS)
                                      : g_strdup ("");

  gtk_editable_set_text (entry, text);
}

/* @least, @most: millionths of @currency, of the magnitude; 0 = open */
void
cabinet_statement_form_set_range (CabinetStatementForm *self, const char *currency, gint64 least, gint64 most)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FORM (self));

  g_strlcpy (self->currency, currency, sizeof self->currency);
  set_sum (self, self->least, least);
  set_sum (self, self->most, most);
  show_error (self, NULL, NULL);
}

void
cabinet_statement_form_get_range (CabinetStatementForm *self, gint64 *least, gint64 *most)
{
  *least = self->least_micros;
  *most = self->most_micros;
}

/* @order: (nullable): as the table's property; NULL = not asked for here */
void
cabinet_statement_form_set_order (CabinetStatementForm *self, const char *order)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FORM (self));

  gtk_widget_set_visible (GTK_WIDGET (self->order), order != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (order, orders[i]) == 0)
      gtk_drop_down_set_selected (self->order, i);
}

const char *
cabinet_statement_form_get_order (CabinetStatementForm *self)
{
  return orders[gtk_drop_down_get_selected (self->order)];
}

static void
cabinet_statement_form_dispose (GObject *object)
{
  CabinetStatementForm *self = CABINET_STATEMENT_FORM (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_statement_form_parent_class)->dispose (object);
}

static void
cabinet_statement_form_finalize (GObject *object)
{
  g_ptr_array_unref (CABINET_STATEMENT_FORM (object)->services);

  G_OBJECT_CLASS (cabinet_statement_form_parent_class)->finalize (object);
}

static void
cabinet_statement_form_class_init (CabinetStatementFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = cabinet_statement_form_dispose;
  object_class->finalize = cabinet_statement_form_finalize;
  signals[APPLIED] = g_signal_new ("applied", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLEARED] = g_signal_new ("cleared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-statement-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementForm, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementForm, service);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementForm, least);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementForm, most);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementForm, error);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementForm, order);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
}

static void
cabinet_statement_form_init (CabinetStatementForm *self)
{
  self->services = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cabinet_statement_form_new (void)
{
  return g_object_new (CABINET_TYPE_STATEMENT_FORM, NULL);
}
