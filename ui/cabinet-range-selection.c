/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-range-selection.h"

struct _CabinetRangeSelection
{
  GObject parent_instance;

  GListModel *model;
  GtkBitset *selected;
  CabinetRangeSelectionFunc is_head; /* nullable */
  gboolean picking;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetRangeSelection,
                               cabinet_range_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static GType
range_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (CABINET_RANGE_SELECTION (model)->model);
}

static guint
range_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (CABINET_RANGE_SELECTION (model)->model);
}

static gpointer
range_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (CABINET_RANGE_SELECTION (model)->model, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = range_selection_get_item_type;
  iface->get_n_items = range_selection_get_n_items;
  iface->get_item = range_selection_get_item;
}

static gboolean
range_selection_is_selected (GtkSelectionModel *model, guint position)
{
  CabinetRangeSelection *self = CABINET_RANGE_SELECTION (model);

  return gtk_bitset_contains (self->selected, position)
         && (self->is_head == NULL || !self->is_head (self->model, position));
}

static GtkBitset *
range_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (CABINET_RANGE_SELECTION (model)->selected);
}

/* What GTK's defaults for one row, a span and all of them come down to. */
static gboolean
range_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  CabinetRangeSelection *self = CABINET_RANGE_SELECTION (model);
  g_autoptr (GtkBitset) changed = gtk_bitset_copy (self->selected);
  guint first, last;

  gtk_bitset_difference (changed, selected);
  gtk_bitset_intersect (changed, mask);
  if (gtk_bitset_is_empty (changed))
    return TRUE;
  gtk_bitset_difference (self->selected, changed);
  first = gtk_bitset_get_minimum (changed);
  last = gtk_bitset_get_maximum (changed);
  gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

/* A pointer that passes over a list of large rows selects each of them alone: not while they are picked. */
static gboolean
range_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_range (position, 1);
  g_autoptr (GtkBitset) mask = NULL;

  if (unselect_rest && CABINET_RANGE_SELECTION (model)->picking)
    return TRUE;
  mask = unselect_rest ? gtk_bitset_new_range (0, range_selection_get_n_items (G_LIST_MODEL (model)))
                       : gtk_bitset_ref (selected);
  return range_selection_set_selection (model, selected, mask);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->select_item = range_selection_select_item;
  iface->is_selected = range_selection_is_selected;
  iface->get_selection_in_range = range_selection_get_selection_in_range;
  iface->set_selection = range_selection_set_selection;
}

/* What comes in is not selected; what stays, stays selected. */
static void
items_changed_cb (CabinetRangeSelection *self, guint position, guint removed, guint added)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
cabinet_range_selection_finalize (GObject *object)
{
  CabinetRangeSelection *self = CABINET_RANGE_SELECTION (object);

  g_clear_object (&self->model);
  gtk_bitset_unref (self->selected);

  G_OBJECT_CLASS (cabinet_range_selection_parent_class)->finalize (object);
}

static void
cabinet_range_selection_class_init (CabinetRangeSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_range_selection_finalize;
}

static void
cabinet_range_selection_init (CabinetRangeSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

/* @picking: what would select a row alone does nothing; one is added to the others, or taken away */
void
cabinet_range_selection_set_picking (CabinetRangeSelection *self, gboolean picking)
{
  g_return_if_fail (CABINET_IS_RANGE_SELECTION (self));

  self->picking = picking;
}

/* @is_head: tells of the rows that are never seen selected, though they may stand in a span that is */
void
cabinet_range_selection_set_heads (CabinetRangeSelection *self, CabinetRangeSelectionFunc is_head)
{
  g_return_if_fail (CABINET_IS_RANGE_SELECTION (self));

  self->is_head = is_head;
}

/* Nothing of @model is selected. (transfer full) */
CabinetRangeSelection *
cabinet_range_selection_new (GListModel *model)
{
  CabinetRangeSelection *self = g_object_new (CABINET_TYPE_RANGE_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
