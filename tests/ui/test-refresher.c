/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the window reads by itself, and when it does not. */
#include "page-fixture.h"

#include <sqlite3.h>

#include "cabinet-preferences-window.h"
#include "cabinet-refresher.h"

/* A network of the test's own. */
#define TEST_TYPE_NETWORK (test_network_get_type ())
G_DECLARE_FINAL_TYPE (TestNetwork, test_network, TEST, NETWORK, GObject)

struct _TestNetwork
{
  GObject parent_instance;
};

static gboolean metered;

static gboolean
network_init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
initable_init (GInitableIface *iface)
{
  iface->init = network_init;
}

static void
monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNetwork,
                               test_network,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                                 G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_init))

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
test_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, id == PROP_AVAILABLE || metered);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
}

/* Before anything asks for the network. */
static void
use_test_network (void)
{
  g_vfs_get_default ();
  g_assert_nonnull (g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, TEST_TYPE_NETWORK,
                                                    "test", G_MAXINT));
  g_assert_true (TEST_IS_NETWORK (g_network_monitor_get_default ()));
}

static void
on_refreshing (guint *readings)
{
  (*readings)++;
}

static void
start (PageFixture *fixture, CabinetAccount *account, guint *at_start, guint *when_asked)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.example.Cabinet");
  g_autoptr (CabinetRefresher) refresher = cabinet_refresher_new (fixture->household, settings);
  guint readings = 0;

  g_signal_connect_swapped (account, "notify::refreshing", G_CALLBACK (on_refreshing), &readings);
  cabinet_refresher_start (refresher);
  *at_start = readings;
  cabinet_refresher_refresh_all (refresher);
  *when_asked = readings;
  while (cabinet_account_get_refreshing (account))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (account, &readings);
}

/* What costs the person money is not read by itself; it is when the person asks. */
static void
test_metered (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (NULL, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  guint at_start, when_asked;

  metered = TRUE;
  start (fixture, account, &at_start, &when_asked);
  g_assert_cmpuint (at_start, ==, 0);
  g_assert_cmpuint (when_asked, ==, 1);
  metered = FALSE;
  start (fixture, account, &at_start, &when_asked);
  g_assert_cmpuint (at_start, ==, 1);
  g_clear_object (&account);
}

/* Where the person allows it, it is read all the same; and nothing is read by itself where no interval is
 * set, however good the network. */
static void
test_asked (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (NULL, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (GSettings) settings = g_settings_new ("org.example.Cabinet");
  guint at_start, when_asked;

  metered = TRUE;
  g_settings_set_boolean (settings, "refresh-metered", TRUE);
  start (fixture, account, &at_start, &when_asked);
  g_assert_cmpuint (at_start, ==, 1);
  metered = FALSE;
  g_settings_set_int (settings, "refresh-interval", 0);
  start (fixture, account, &at_start, &when_asked);
  g_assert_cmpuint (at_start, ==, 0);
  g_assert_cmpuint (when_asked, ==, 1);
  g_settings_reset (settings, "refresh-metered");
  g_settings_reset (settings, "refresh-interval");
  g_clear_object (&account);
}

#define METERED_TITLE "Refresh on metered connections, too"

static GtkWidget *
open_preferences (GSettings *settings)
{
  GtkWidget *window = cabinet_preferences_window_new (settings, NULL);

  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

/* It is asked for in the preferences, where there is an interval at all. */
static void
test_preference (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.example.Cabinet");
  GtkWidget *window = open_preferences (settings);
  GtkWidget *button = ui_find (window, GTK_ACCESSIBLE_ROLE_SWITCH, METERED_TITLE);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (button)));
  gtk_switch_set_active (GTK_SWITCH (button), TRUE);
  g_assert_true (g_settings_get_boolean (settings, "refresh-metered"));
  gtk_window_destroy (GTK_WINDOW (window));

  g_settings_reset (settings, "refresh-metered");
  g_settings_set_int (settings, "refresh-interval", 0);
  window = open_preferences (settings);
  g_assert_false (gtk_widget_is_sensitive (ui_find (window, GTK_ACCESSIBLE_ROLE_SWITCH, METERED_TITLE)));
  gtk_window_destroy (GTK_WINDOW (window));
  g_settings_reset (settings, "refresh-interval");
}

/* Two windows that were opened together do not go on asking together. */
static void
test_jitter (void)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      guint pause = cabinet_refresher_choose_pause (30);

      g_assert_cmpuint (pause, >=, 27 * 60);
      g_assert_cmpuint (pause, <=, 33 * 60);
      g_hash_table_add (chosen, GUINT_TO_POINTER (pause));
    }
  g_assert_cmpuint (g_hash_table_size (chosen), >, 100);
}

static void
on_trouble (CabinetRefresher *refresher, const char *words, char **told)
{
  g_assert_null (*told);
  *told = g_strdup (words);
}

/* As no part of the program would. */
static void
damage (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "cabinet", "archive.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_exec (db, "update months set credited = credited + 1 where month = '2026-10-01'",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* What is not as it was saved is told by its name. */
static void
test_damage (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", "2026-11-21T09:00:00Z", NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (GSettings) settings = g_settings_new ("org.example.Cabinet");
  g_autoptr (CabinetRefresher) refresher = cabinet_refresher_new (fixture->household, settings);
  g_autofree char *told = NULL;

  damage ();
  g_signal_connect (refresher, "trouble", G_CALLBACK (on_trouble), &told);
  cabinet_refresher_verify (refresher);
  while (told == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (told, "tomtel-12345 2026-10"));
  g_signal_handlers_disconnect_by_data (refresher, &told);
  g_clear_object (&account);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  use_test_network ();

  g_test_add_func ("/ui/refresher/metered", test_metered);
  g_test_add_func ("/ui/refresher/asked", test_asked);
  g_test_add_func ("/ui/refresher/preference", test_preference);
  g_test_add_func ("/ui/refresher/jitter", test_jitter);
  g_test_add_func ("/ui/refresher/damage", test_damage);

  return g_test_run ();
}
