/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-chart-legend.h"

#include <glib/gi18n-lib.h>

/* Spaces that stand for the line's sample, which is drawn over them. */
#define SAMPLE_WIDTH 18
#define SAMPLE_GAP 6
#define SPACING 14

struct _CabinetChartLegend
{
  GtkWidget parent_instance;

  GtkWidget *past;
  GtkWidget *forecast;
};

G_DEFINE_FINAL_TYPE (CabinetChartLegend, cabinet_chart_legend, GTK_TYPE_WIDGET)

static void
draw_sample (GtkSnapshot *snapshot, GtkWidget *legend, GtkWidget *label, gboolean dashed)
{
  graphene_rect_t bounds;
  GdkRGBA color = { 0 };
  const int n_parts = dashed ? 3 : 1;
  const float part = dashed ? 4 : SAMPLE_WIDTH;

  if (!gtk_widget_compute_bounds (label, legend, &bounds)
      || !gtk_style_context_lookup_color (gtk_widget_get_style_context (legend), "accent_color", &color))
    return;
  for (int i = 0; i < n_parts; i++)
    gtk_snapshot_append_color (snapshot, &color,
                               &GRAPHENE_RECT_INIT (bounds.origin.x - SAMPLE_WIDTH - SAMPLE_GAP + i * 7,
                                                    (int) (bounds.origin.y + bounds.size.height / 2) - 1,
                                                    part, 2));
}

static void
cabinet_chart_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CabinetChartLegend *self = CABINET_CHART_LEGEND (widget);

  GTK_WIDGET_CLASS (cabinet_chart_legend_parent_class)->snapshot (widget, snapshot);
  draw_sample (snapshot, widget, self->past, FALSE);
  draw_sample (snapshot, widget, self->forecast, TRUE);
}

static void
cabinet_chart_legend_dispose (GObject *object)
{
  CabinetChartLegend *self = CABINET_CHART_LEGEND (object);

  g_clear_pointer (&self->past, gtk_widget_unparent);
  g_clear_pointer (&self->forecast, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_chart_legend_parent_class)->dispose (object);
}

static void
cabinet_chart_legend_class_init (CabinetChartLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cabinet_chart_legend_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = cabinet_chart_legend_snapshot;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "legend");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
entry_new (CabinetChartLegend *self, const char *text, int margin)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, margin);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "fact");
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
cabinet_chart_legend_init (CabinetChartLegend *self)
{
  self->past = entry_new (self, C_ ("legend", "was"), SAMPLE_WIDTH + SAMPLE_GAP);
  self->forecast =
    entry_new (self, C_ ("legend", "forecast, if not paid"), SAMPLE_WIDTH + SAMPLE_GAP + SPACING);
}
