/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-sidebar.h"

#include <glib/gi18n-lib.h>

#include "cabinet-contract-row.h"
#include "cabinet-household-outlook.h"
#include "cabinet-menus.h"
#include "cabinet-tooltip.h"
#include "cabinet-totals.h"
#include "cabinet-ui.h"

struct _CabinetSidebar
{
  GtkWidget parent_instance;

  GtkListBox *head;
  GtkListBoxRow *head_row;
  GtkLabel *due;
  GtkLabel *count;
  GtkListBox *list;
  GtkMenuButton *menu_button;

  CabinetHousehold *household;
  CabinetAccount *selected; /* NULL = none, or all */
  gboolean all_selected;
  gboolean folded;
  gboolean selecting;
};

enum
{
  PROP_FOLDED = 1,
  N_PROPS
};

enum
{
  CHOSEN,
  ALL_CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetSidebar, cabinet_sidebar, GTK_TYPE_WIDGET)

static void
choose (CabinetSidebar *self, GtkListBoxRow *row)
{
  CabinetAccount *account = cabinet_contract_row_get_account (CABINET_CONTRACT_ROW (row));

  g_set_object (&self->selected, account);
  g_signal_emit (self, signals[CHOSEN], 0, account);
}

static void
on_row_activated (CabinetSidebar *self, GtkListBoxRow *row)
{
  choose (self, row);
}

/* Arrow keys switch at once while the contract stands beside the list. */
static void
on_row_selected (CabinetSidebar *self, GtkListBoxRow *row)
{
  if (row == NULL || self->selecting || self->folded)
    return;
  if (cabinet_contract_row_get_account (CABINET_CONTRACT_ROW (row)) != self->selected)
    choose (self, row);
}

static void
on_head_activated (CabinetSidebar *self)
{
  g_signal_emit (self, signals[ALL_CHOSEN], 0);
}

static void
on_head_selected (CabinetSidebar *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->selecting && !self->folded && !self->all_selected)
    g_signal_emit (self, signals[ALL_CHOSEN], 0);
}

static GtkListBoxRow *
find_row (CabinetSidebar *self, CabinetAccount *account)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (cabinet_contract_row_get_account (CABINET_CONTRACT_ROW (row)) == account)
      return row;
  return NULL;
}

static void
show_selection (CabinetSidebar *self)
{
  GtkListBoxRow *row = self->selected != NULL ? find_row (self, self->selected) : NULL;

  self->selecting = TRUE;
  /* On a page of its own the list only opens contracts: nothing stays selected. */
  if (row != NULL && !self->folded)
    gtk_list_box_select_row (self->list, row);
  else
    gtk_list_box_select_row (self->list, NULL);
  gtk_list_box_select_row (self->head, self->all_selected && !self->folded ? self->head_row : NULL);
  self->selecting = FALSE;
}

/* What all contracts together call for: how much, and how many of them. */
static void
show_head (CabinetSidebar *self)
{
  g_autoptr (CabinetHouseholdDue) due = NULL;
  g_autofree char *sums = NULL;
  g_autofree char *words = NULL;
  g_autofree char *count = NULL;
  g_autofree char *spoken = NULL;
  gboolean wanted = self->household != NULL && cabinet_list_length (self->household) > 1;

  gtk_widget_set_visible (GTK_WIDGET (self->head), wanted);
  if (!wanted)
    return;
  due = cabinet_household_due_new (G_LIST_MODEL (self->household));
  sums = cabinet_totals_format (due->sums, CABINET_ROUND_UP);
  words = due->n_due > 0 ? g_strdup_printf (_ ("to pay %s"), sums) : g_strdup (_ ("nothing to pay"));
  count = g_strdup_printf ("%u", due->n_due);
  spoken = g_strdup_printf ("%s, %s", _ ("All contracts"), words);
  gtk_label_set_text (self->due, words);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), due->n_due > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
on_items_changed (CabinetSidebar *self)
{
  show_head (self);
  show_selection (self);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  return cabinet_contract_row_new (item);
}

static void
cabinet_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, CABINET_SIDEBAR (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetSidebar *self = CABINET_SIDEBAR (object);

  if (id != PROP_FOLDED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->folded = g_value_get_boolean (value);
  gtk_list_box_set_selection_mode (self->list, self->folded ? GTK_SELECTION_SINGLE : GTK_SELECTION_BROWSE);
  gtk_list_box_set_selection_mode (self->head, self->folded ? GTK_SELECTION_SINGLE : GTK_SELECTION_BROWSE);
  gtk_widget_set_size_request (GTK_WIDGET (self), self->folded ? -1 : 272, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), self->folded);
  show_selection (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
cabinet_sidebar_dispose (GObject *object)
{
  CabinetSidebar *self = CABINET_SIDEBAR (object);
  GtkWidget *child;

  if (self->household != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->household, self);
      g_clear_object (&self->household);
    }
  g_clear_object (&self->selected);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cabinet_sidebar_parent_class)->dispose (object);
}

static void
cabinet_sidebar_class_init (CabinetSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cabinet_sidebar_get_property;
  object_class->set_property = cabinet_sidebar_set_property;
  object_class->dispose = cabinet_sidebar_dispose;

  properties[PROP_FOLDED] = g_param_spec_boolean (
    "folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", CABINET_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, CABINET_TYPE_ACCOUNT);
  signals[ALL_CHOSEN] =
    g_signal_new ("all-chosen", CABINET_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sidebar");
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetSidebar, head);
  gtk_widget_class_bind_template_child (widget_class, CabinetSidebar, head_row);
  gtk_widget_class_bind_template_child (widget_class, CabinetSidebar, due);
  gtk_widget_class_bind_template_child (widget_class, CabinetSidebar, count);
  gtk_widget_class_bind_template_child (widget_class, CabinetSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, CabinetSidebar, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_head_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_head_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
}

static void
cabinet_sidebar_init (CabinetSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_menu_button_set_menu (self->menu_button, "main");
  cabinet_widget_set_tooltip (GTK_WIDGET (self->menu_button), _ ("Main menu"));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

/** cabinet_sidebar_set_household: @household is nullable. */
void
cabinet_sidebar_set_household (CabinetSidebar *self, CabinetHousehold *household)
{
  g_return_if_fail (CABINET_IS_SIDEBAR (self));

  if (self->household != NULL)
    g_signal_handlers_disconnect_by_data (self->household, self);
  g_set_object (&self->household, household);
  gtk_list_box_bind_model (self->list, (GListModel *) household, make_row, NULL, NULL);
  if (household != NULL)
    {
      g_signal_connect_object (household, "items-changed", G_CALLBACK (on_items_changed), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      g_signal_connect_object (household, "changed", G_CALLBACK (show_head), self, G_CONNECT_SWAPPED);
    }
  on_items_changed (self);
}

/** cabinet_sidebar_set_selected: marks the row; says nothing back. @account is nullable. */
void
cabinet_sidebar_set_selected (CabinetSidebar *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_SIDEBAR (self));

  g_set_object (&self->selected, account);
  self->all_selected = FALSE;
  show_selection (self);
}

/** cabinet_sidebar_set_all_selected: marks the row of all contracts; says nothing back. */
void
cabinet_sidebar_set_all_selected (CabinetSidebar *self)
{
  g_return_if_fail (CABINET_IS_SIDEBAR (self));

  g_clear_object (&self->selected);
  self->all_selected = TRUE;
  show_selection (self);
}

/** cabinet_sidebar_focus_list: puts the keyboard on what is shown. */
void
cabinet_sidebar_focus_list (CabinetSidebar *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (CABINET_IS_SIDEBAR (self));

  row = self->all_selected ? self->head_row : NULL;
  if (self->selected != NULL)
    row = find_row (self, self->selected);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
