/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-head.h"

#include <glib/gi18n-lib.h>

#include "cabinet-columns.h"

#define HEIGHT 28
#define N_ORDERS (CABINET_STATEMENT_BY_AMOUNT + 1)
/* What a button has beside its words, so that these stand above the column. */
#define PADDING 6

typedef struct
{
  GtkWidget *button;
  GtkWidget *arrow;
} Title;

struct _CabinetStatementHead
{
  GtkWidget parent_instance;

  Title titles[N_ORDERS];
  GtkWidget *service;
  GtkWidget *after;
  GtkWidget *menu;

  CabinetStatementColumns columns;
};

G_DEFINE_FINAL_TYPE (CabinetStatementHead, cabinet_statement_head, GTK_TYPE_WIDGET)

static const char *
get_words (CabinetStatementOrder order)
{
  const char *const words[N_ORDERS] = { C_ ("column", "Date"), C_ ("column", "Operation"),
                                        C_ ("column", "Amount") };

  return words[order];
}

static const char *
get_order_words (CabinetStatementOrder order, gboolean ascending)
{
  const char *const words[N_ORDERS][2] = {
    { C_ ("order", "newest first"), C_ ("order", "oldest first") },
    { C_ ("order", "from the end of the alphabet"), C_ ("order", "by alphabet") },
    { C_ ("order", "largest payments first"), C_ ("order", "largest charges first") }
  };

  return words[order][ascending];
}

/* The column that the rows are sorted by has an arrow, and says so. */
void
cabinet_statement_head_set_order (CabinetStatementHead *self, CabinetStatementOrder order, gboolean ascending)
{
  g_return_if_fail (CABINET_IS_STATEMENT_HEAD (self));

  for (guint i = 0; i < N_ORDERS; i++)
    {
      const Title *title = &self->titles[i];
      /* Translators: a column's head read aloud: "Amount, sorted, largest payments first". */
      g_autofree char *spoken =
        i == order ? g_strdup_printf (_ ("%s, sorted, %s"), get_words (i), get_order_words (i, ascending))
                   : g_strdup (get_words (i));

      gtk_widget_set_visible (title->arrow, i == order);
      gtk_image_set_from_icon_name (GTK_IMAGE (title->arrow),
                                    ascending ? "cabinet-up-symbolic" : "cabinet-down-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (title->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      GTK_ACCESSIBLE_PROPERTY_SORT,
                                      i != order  ? GTK_ACCESSIBLE_SORT_NONE
                                      : ascending ? GTK_ACCESSIBLE_SORT_ASCENDING
                                                  : GTK_ACCESSIBLE_SORT_DESCENDING,
                                      -1);
    }
}

void
cabinet_statement_head_set_columns (CabinetStatementHead *self, CabinetStatementColumns columns)
{
  g_return_if_fail (CABINET_IS_STATEMENT_HEAD (self));

  self->columns = columns;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
cabinet_statement_head_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, usual;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least, &usual, NULL, NULL);
      height = MAX (height, usual);
    }
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : MAX (HEIGHT, height);
}

static void
place (GtkWidget *child, int x, int width, int height)
{
  int least = 0;

  gtk_widget_set_child_visible (child, width > 0);
  if (width <= 0)
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, MAX (width, least), height }, -1);
}

static void
place_title (const Title *title, const CabinetStatementSpan *span, int height)
{
  place (title->button, span->x - PADDING, span->width + 2 * PADDING, height);
}

static void
cabinet_statement_head_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CabinetStatementHead *self = CABINET_STATEMENT_HEAD (widget);
  CabinetStatementPlaces places;

  cabinet_statement_places_init (&places, self->columns, width, cabinet_text_scale (widget), 0, 0);
  places.date.width -= 2 * PADDING;
  places.title.width += places.title.x - places.icon.x;
  places.title.x = places.icon.x;
  place_title (&self->titles[CABINET_STATEMENT_BY_DATE], &places.date, height);
  place_title (&self->titles[CABINET_STATEMENT_BY_TITLE], &places.title, height);
  place_title (&self->titles[CABINET_STATEMENT_BY_AMOUNT], &places.sum, height);
  place (self->service, places.service.x, places.service.width, height);
  place (self->after, places.after.x, places.stacked ? 0 : places.after.width, height);
  place (self->menu, width - CABINET_STATEMENT_MENU_WIDTH, CABINET_STATEMENT_MENU_WIDTH, height);
}

static void
cabinet_statement_head_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (cabinet_statement_head_parent_class)->dispose (object);
}

static void
cabinet_statement_head_class_init (CabinetStatementHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_statement_head_dispose;
  widget_class->measure = cabinet_statement_head_measure;
  widget_class->size_allocate = cabinet_statement_head_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "statementhead");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_title (CabinetStatementHead *self, CabinetStatementOrder order, const char *target)
{
  const gboolean at_end = order == CABINET_STATEMENT_BY_AMOUNT;
  Title *title = &self->titles[order];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (get_words (order));

  title->arrow = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "visible",
                               FALSE, NULL);
  gtk_box_append (GTK_BOX (box), at_end ? title->arrow : label);
  gtk_box_append (GTK_BOX (box), at_end ? label : title->arrow);
  gtk_widget_set_halign (box, at_end ? GTK_ALIGN_END : GTK_ALIGN_START);
  title->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (title->button), box);
  gtk_widget_add_css_class (title->button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (title->button), "table.sort");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (title->button), "s", target);
  gtk_widget_set_parent (title->button, GTK_WIDGET (self));
}

static GtkWidget *
add_name (CabinetStatementHead *self, const char *name, float xalign)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

/* Made when it is asked for. */
static void
create_menu (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  g_menu_append (menu, C_ ("column", "Balance"), "table.balance");
  g_menu_append (menu, C_ ("column", "Service"), "table.service");
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
cabinet_statement_head_init (CabinetStatementHead *self)
{
  add_title (self, CABINET_STATEMENT_BY_DATE, "date");
  add_title (self, CABINET_STATEMENT_BY_TITLE, "title");
  self->service = add_name (self, C_ ("column", "Service"), 0);
  add_title (self, CABINET_STATEMENT_BY_AMOUNT, "amount");
  self->after = add_name (self, C_ ("column", "Balance"), 1);
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "cabinet-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_menu, NULL, NULL);
  gtk_widget_set_tooltip_text (self->menu, _ ("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns"),
                                  -1);
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

GtkWidget *
cabinet_statement_head_new (void)
{
  return g_object_new (CABINET_TYPE_STATEMENT_HEAD, NULL);
}
