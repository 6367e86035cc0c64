/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan-rows.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-line-layout.h"
#include "cabinet-line-words.h"
#include "cabinet-plan-words.h"

static GtkWidget *
icon_new (const char *name)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  return icon;
}

/* What a provider writes may be one long word. */
static GtkWidget *
words_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = cabinet_wrapping_label_new (text, css_class);

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  return label;
}

static void
add_caption (GtkWidget *words, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = words_label_new (text, "caption");
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (words), label);
}

static GtkWidget *
words_new (const char *title, const char *badge, const char *details, const char *reason)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = words_label_new (title, "row-title");

  if (badge != NULL)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *mark = gtk_label_new (badge);

      gtk_widget_set_hexpand (name, FALSE);
      gtk_widget_add_css_class (mark, "tag");
      gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (line), name);
      gtk_box_append (GTK_BOX (line), mark);
      gtk_box_append (GTK_BOX (words), line);
    }
  else
    gtk_box_append (GTK_BOX (words), name);
  add_caption (words, details, "fact");
  add_caption (words, reason, "reason");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

/* The sum, and under it for what time. */
static GtkWidget *
price_new (const CabinetMoney *fee, CabinetFeePeriod period)
{
  GtkWidget *price = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *sum = cabinet_fee_dup_words (fee);
  const char *words = cabinet_fee_period_get_words (period);
  GtkWidget *label = gtk_label_new (sum);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "row-title");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (price), label);
  if (cabinet_money_is_set (fee) && *words != '\0')
    {
      GtkWidget *caption = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (caption), 1);
      gtk_widget_add_css_class (caption, "caption");
      gtk_widget_add_css_class (caption, "fact");
      gtk_box_append (GTK_BOX (price), caption);
    }
  gtk_widget_set_valign (price, GTK_ALIGN_CENTER);
  return price;
}

static char *
dup_name (const char *title, const char *badge, const char *details, const char *price, const char *reason)
{
  const char *const parts[] = { title, badge, details, price, reason };
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", parts[i]);
  return g_string_free (name, FALSE);
}

static GtkWidget *
line_new (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (line, cabinet_line_layout_new (10));
  gtk_widget_set_hexpand (line, TRUE);
  return line;
}

/**
 * cabinet_tariff_row_new:
 * @tell_reason: whether the row itself says why it cannot be chosen
 * @check: (out) (transfer none) (nullable): what chooses it; NULL = it cannot be chosen
 *
 * Returns: (transfer floating)
 */
GtkWidget *
cabinet_tariff_row_new (CabinetTariff *tariff, gboolean tell_reason, GtkCheckButton **check)
{
  const char *badge = tariff->current ? C_ ("tariff", "now") : NULL;
  const gboolean choosable = tariff->current || tariff->available == CABINET_CAPABILITY_ANSWER_YES;
  g_autofree char *details = cabinet_tariff_dup_details (tariff);
  g_autofree char *reason = tell_reason ? cabinet_tariff_dup_reason (tariff) : NULL;
  g_autofree char *price = cabinet_tariff_dup_price_words (tariff);
  g_autofree char *name = dup_name (tariff->title, badge, details, price, reason);
  GtkWidget *line = line_new ();
  GtkWidget *row = line;

  *check = NULL;
  if (choosable)
    {
      row = gtk_check_button_new ();
      gtk_check_button_set_child (GTK_CHECK_BUTTON (row), line);
      *check = GTK_CHECK_BUTTON (row);
    }
  else
    {
      gtk_box_append (GTK_BOX (line), icon_new (tariff->available == CABINET_CAPABILITY_ANSWER_BY_REQUEST
                                                  ? "cabinet-office-symbolic"
                                                  : "cabinet-lock-symbolic"));
      gtk_widget_add_css_class (row, "unavailable");
    }
  gtk_box_append (GTK_BOX (line), words_new (tariff->title, badge, details, reason));
  gtk_box_append (GTK_BOX (line), price_new (&tariff->fee, tariff->period));
  gtk_widget_add_css_class (row, "plan-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* (transfer floating) */
GtkWidget *
cabinet_plan_row_new (
  const char *icon_name, const char *title, const char *details, const char *reason, GtkWidget *suffix)
{
  g_autofree char *name = dup_name (title, NULL, details, NULL, reason);
  GtkWidget *row = line_new ();

  gtk_box_append (GTK_BOX (row), icon_new (icon_name));
  gtk_box_append (GTK_BOX (row), words_new (title, NULL, details, reason));
  if (suffix != NULL)
    gtk_box_append (GTK_BOX (row), suffix);
  gtk_widget_add_css_class (row, "plan-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

gboolean
cabinet_service_is_connected (CabinetService *service)
{
  switch (service->state)
    {
    case CABINET_SERVICE_STATE_ON:
    case CABINET_SERVICE_STATE_PENDING_ON:
    case CABINET_SERVICE_STATE_SUSPENDED:
    case CABINET_SERVICE_STATE_BLOCKED:
      return TRUE;
    case CABINET_SERVICE_STATE_OFF:
    case CABINET_SERVICE_STATE_PENDING_OFF:
    case CABINET_SERVICE_STATE_UNKNOWN:
    default:
      return FALSE;
    }
}

/**
 * cabinet_service_row_new:
 * @with_reason: FALSE if why it cannot be switched is said above all of them
 * @control: (out) (transfer none) (nullable): what chooses to switch it; NULL = that is not possible
 *
 * Returns: (transfer floating)
 */
GtkWidget *
cabinet_service_row_new (CabinetService *service, gboolean with_reason, GtkSwitch **control)
{
  g_autofree char *details = cabinet_service_dup_details (service);
  g_autofree char *reason = with_reason ? cabinet_service_dup_reason (service) : NULL;
  g_autofree char *name = dup_name (service->title, NULL, details, NULL, reason);
  GtkWidget *line = line_new ();

  gtk_box_append (GTK_BOX (line), icon_new (cabinet_service_kind_get_icon_name (service->kind)));
  gtk_box_append (GTK_BOX (line), words_new (service->title, NULL, details, reason));
  if (cabinet_money_is_set (&service->fee))
    gtk_box_append (GTK_BOX (line), price_new (&service->fee, service->period));
  *control = NULL;
  if (service->switchable == CABINET_CAPABILITY_ANSWER_YES)
    {
      GtkWidget *toggle = gtk_switch_new ();

      gtk_switch_set_active (GTK_SWITCH (toggle), cabinet_service_is_connected (service));
      gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_box_append (GTK_BOX (line), toggle);
      *control = GTK_SWITCH (toggle);
    }
  gtk_widget_add_css_class (line, "plan-row");
  return line;
}

/* Takes @reason; FALSE if it is not the one that all before it share. */
static gboolean
share (char **common, char *reason)
{
  const gboolean same = reason != NULL && (*common == NULL || g_str_equal (*common, reason));

  if (*common == NULL)
    *common = reason;
  else
    g_free (reason);
  return same;
}

char *
cabinet_services_dup_common_reason (GListModel *services)
{
  g_autofree char *common = NULL;
  const guint n = g_list_model_get_n_items (services);

  for (guint i = 0; i < n; i++)
    if (!share (&common, cabinet_service_dup_reason (cabinet_list_get (services, i))))
      return NULL;
  return n > 1 ? g_steal_pointer (&common) : NULL;
}

char *
cabinet_tariffs_dup_common_reason (GListModel *tariffs)
{
  g_autofree char *common = NULL;
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tariffs); i++)
    {
      CabinetTariff *tariff = cabinet_list_get (tariffs, i);

      if (tariff->current)
        continue;
      if (!share (&common, cabinet_tariff_dup_reason (tariff)))
        return NULL;
      count++;
    }
  return count > 1 ? g_steal_pointer (&common) : NULL;
}

void
cabinet_label_tell (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}
