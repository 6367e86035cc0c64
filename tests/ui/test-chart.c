/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the chart of a balance shows, says and costs. */
#include "cabinet-balance-chart.h"
#include "cabinet-chart-data.h"
#include "page-fixture.h"

#define NOW "2026-11-21T09:00:00Z"
#define UNIT CABINET_MONEY_UNIT

static void
test_steps (void)
{
  g_assert_cmpint (cabinet_chart_nice_step (1300 * UNIT, 4), ==, 500 * UNIT);
  g_assert_cmpint (cabinet_chart_nice_step (90 * UNIT, 4), ==, 30 * UNIT);
  g_assert_cmpint (cabinet_chart_nice_step (0, 4), ==, UNIT);
  /* Whatever the sums, there are never many steps, and none is zero. */
  for (gint64 range = 1; range < G_MAXINT64 / 16; range *= 7)
    {
      const gint64 step = cabinet_chart_nice_step (range, 4);

      g_assert_cmpint (step, >, 0);
      g_assert_cmpint (range / step, <, 5);
    }
}

static guint
count_nodes (GskRenderNode *node)
{
  guint count = 1;

  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        count += count_nodes (gsk_container_node_get_child (node, i));
      break;
    case GSK_TRANSFORM_NODE:
      count += count_nodes (gsk_transform_node_get_child (node));
      break;
    case GSK_CLIP_NODE:
      count += count_nodes (gsk_clip_node_get_child (node));
      break;
    default:
      break;
    }
  return count;
}

/* Drawn at @width × @height; returns of how many nodes. */
static guint
draw (GtkWidget *chart, int width, int height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (chart);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  guint count = 0;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    count = count_nodes (node);
  g_clear_pointer (&node, gsk_render_node_unref);
  return count;
}

/* The past goes on in the forecast; both are in order. */
static void
assert_points (const CabinetChartData *data)
{
  const GArray *both[] = { data->past, data->future };

  for (guint side = 0; side < 2; side++)
    {
      g_assert_cmpuint (both[side]->len, >, 0);
      for (guint i = 1; i < both[side]->len; i++)
        g_assert_cmpuint (g_array_index (both[side], CabinetChartPoint, i - 1).date, <=,
                          g_array_index (both[side], CabinetChartPoint, i).date);
    }
  g_assert_cmpint (g_array_index (data->past, CabinetChartPoint, data->past->len - 1).micros, ==,
                   g_array_index (data->future, CabinetChartPoint, 0).micros);
}

static void
test_good_standing (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetChartData *data = cabinet_chart_data_new (account);
  CabinetForecast *forecast = cabinet_account_get_forecast (account);
  g_autofree char *description = cabinet_chart_data_dup_description (data);
  g_autofree char *now = cabinet_money_spell (&forecast->balance_today, CABINET_ROUND_DOWN);
  g_autofree char *day = cabinet_date_format (forecast->shortage_on, CABINET_DATE_STYLE_LONG, data->today);
  GtkWidget *chart = cabinet_balance_chart_new ();

  assert_points (data);
  g_assert_nonnull (strstr (description, now));
  if (forecast->shortage_on != CABINET_DATE_NONE && forecast->shortage_on <= data->to)
    g_assert_nonnull (strstr (description, day));
  cabinet_balance_chart_take_data (CABINET_BALANCE_CHART (chart), data);
  page_assert_name (chart, "Balance and forecast");
  page_fixture_show (fixture, chart, 500, 200);
  g_assert_cmpuint (draw (chart, 500, 200), <, 100);
  page_fixture_finalize_page (fixture, chart);
}

static void
test_debt (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "telemir", NULL, "48-11702");
  g_autoptr (CabinetChartData) data = cabinet_chart_data_new (account);
  g_autofree char *description = cabinet_chart_data_dup_description (data);
  gint64 lowest, highest;

  assert_points (data);
  cabinet_chart_data_get_range (data, &lowest, &highest);
  g_assert_cmpint (lowest, <, 0);
  g_assert_cmpint (highest, >=, 0);
  g_assert_nonnull (strstr (description, "minus"));
  g_assert_nonnull (strstr (description, "In debt since"));
  g_assert_nonnull (strstr (description, "128 Kbit/s"));
}

/* A widget without data, and one without room, draws what it can. */
static void
test_little (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "centra", NULL, "12345");
  GtkWidget *chart = cabinet_balance_chart_new ();

  page_fixture_show (fixture, chart, 300, 200);
  draw (chart, 300, 200);
  cabinet_balance_chart_take_data (CABINET_BALANCE_CHART (chart), cabinet_chart_data_new (account));
  draw (chart, 1, 1);
  draw (chart, 40, 30);
  cabinet_balance_chart_take_data (CABINET_BALANCE_CHART (chart), NULL);
  g_assert_null (cabinet_balance_chart_get_data (CABINET_BALANCE_CHART (chart)));
  page_fixture_finalize_page (fixture, chart);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/chart/steps", test_steps);
  g_test_add_func ("/chart/good-standing", test_good_standing);
  g_test_add_func ("/chart/debt", test_debt);
  g_test_add_func ("/chart/little", test_little);
  return g_test_run ();
}
