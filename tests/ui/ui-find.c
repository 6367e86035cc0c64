/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-test.h"

/* The name that a screen reader would say, as far as GTK tells its own process. */
char *
ui_dup_name (GtkWidget *widget)
{
  const char *name = NULL;

  if (GTK_IS_LABEL (widget))
    name = gtk_label_get_text (GTK_LABEL (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    name = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  else if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    name = gtk_button_get_label (GTK_BUTTON (widget));
  else if (gtk_widget_get_tooltip_text (widget) != NULL)
    name = gtk_widget_get_tooltip_text (widget);
  return g_strdup (name != NULL ? name : "");
}

static gboolean
is_named (GtkWidget *widget, const char *label)
{
  g_autofree char *name = ui_dup_name (widget);
  g_autofree char *mismatch = NULL;

  if (strstr (name, label) != NULL)
    return TRUE;
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  mismatch =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  return mismatch == NULL;
}

GtkWidget *
ui_find (GtkWidget *root, GtkAccessibleRole role, const char *label)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (root)) == role && is_named (root, label))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, role, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
ui_find_type (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
add_texts (GtkWidget *widget, GString *texts)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (texts, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL)
    g_string_append_printf (texts, "%s\n", gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      add_texts (child, texts);
}

char *
ui_dup_texts (GtkWidget *root)
{
  GString *texts = g_string_new (NULL);

  add_texts (root, texts);
  return g_string_free (texts, FALSE);
}

gboolean
ui_shows (UiTest *test, const char *text)
{
  g_autofree char *texts = ui_dup_texts (GTK_WIDGET (test->window));

  return strstr (texts, text) != NULL;
}

typedef GtkWidget *(*Finder) (GtkWidget *root, const char *label);

/* In any window of the program, a dialog is one of its own; what is on its way is waited for. */
static GtkWidget *
find_soon (Finder finder, const char *label)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gint64 end = g_get_monotonic_time () + test_patience (5 * G_TIME_SPAN_SECOND);

  do
    {
      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
          GtkWidget *found = finder (window, label);

          if (found != NULL)
            return found;
        }
      ui_test_pause (20);
  } while (g_get_monotonic_time () < end);
  return NULL;
}

/* Newer GTK gives toggles a role that this GTK has no word for, so a button is known by its type. */
static gboolean
can_be_pressed (GtkWidget *widget, const char *label)
{
  return (GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget)) && is_named (widget, label);
}

static GtkWidget *
find_pressable (GtkWidget *root, const char *label)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (can_be_pressed (root, label))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_pressable (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Presses a button, or opens a row of a list. */
void
ui_press (UiTest *test, const char *label)
{
  GtkWidget *widget = find_soon (find_pressable, label);

  if (widget == NULL)
    {
      g_autofree char *texts = ui_dup_texts (GTK_WIDGET (test->window));

      g_error ("nothing to press is called “%s”. The window shows:\n%s", label, texts);
    }
  g_assert_true (gtk_widget_is_sensitive (widget));
  if (GTK_IS_TOGGLE_BUTTON (widget))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)));
  else if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else
    gtk_widget_activate (widget);
  ui_test_pause (30);
}

static GtkWidget *
find_entry_row (GtkWidget *root, const char *label)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (ADW_IS_ENTRY_ROW (root) && is_named (root, label))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry_row (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkEditable *
find_row (UiTest *test, const char *row)
{
  GtkWidget *widget = find_soon (find_entry_row, row);

  if (widget == NULL)
    {
      g_autofree char *texts = ui_dup_texts (GTK_WIDGET (test->window));

      g_error ("no field is called “%s”. The window shows:\n%s", row, texts);
    }
  return GTK_EDITABLE (widget);
}

void
ui_type (UiTest *test, const char *row, const char *text)
{
  gtk_editable_set_text (find_row (test, row), text);
  ui_test_pause (10);
}

const char *
ui_get_typed (UiTest *test, const char *row)
{
  return gtk_editable_get_text (find_row (test, row));
}

void
ui_act (UiTest *test, const char *action, GVariant *parameter)
{
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (test->window), action));
  g_action_group_activate_action (G_ACTION_GROUP (test->window), action, parameter);
  ui_test_pause (30);
}
