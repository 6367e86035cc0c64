/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-descriptors.h"

#include <math.h>
#include <string.h>

static void
test_list (void)
{
  static const char *const ids[] = { "tomtel", "telemir", "tctr", "centra", "mts" };
  static const char *const names[] = { "Томтел", "Телемир", "ТЦТР", "CENTRA", "МТС Спутниковое ТВ" };
  g_autoptr (GListModel) list = cabinet_descriptors_list ("ru");

  g_assert_cmpuint (cabinet_list_length (list), ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      CabinetProviderInfo *info = cabinet_list_get (list, i);
      g_autofree char *base = g_strconcat ("demo:/", ids[i], NULL);

      g_assert_cmpstr (info->id, ==, ids[i]);
      g_assert_cmpstr (info->name, ==, names[i]);
      g_assert_cmpstr (info->base_url, ==, base);
      g_assert_cmpstr (info->connector, ==, "cabinet");
      g_assert_cmpstr (info->currency, ==, "RUB");
      g_assert_true (info->demo);
      g_assert_nonnull (info->credential_help);
      g_assert_cmpuint (cabinet_list_length (info->recoveries), >, 0);
    }
}

static void
test_known_words_and_patterns (void)
{
  g_autoptr (GListModel) list = cabinet_descriptors_list ("en");

  for (guint i = 0; i < cabinet_list_length (list); i++)
    {
      CabinetProviderInfo *info = cabinet_list_get (list, i);
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (info->zone);

      if (zone == NULL)
        g_test_message ("no time zone data for %s", info->zone);
      g_assert_cmpuint (cabinet_list_length (info->logins), >, 0);
      for (guint l = 0; l < cabinet_list_length (info->logins); l++)
        {
          CabinetLoginOption *login = cabinet_list_get (info->logins, l);

          g_assert_cmpint (login->kind, !=, CABINET_LOGIN_KIND_UNKNOWN);
          if (login->pattern != NULL) /* the example is a login that the pattern does not warn of */
            g_assert_true (g_regex_match_simple (login->pattern, login->example, 0, 0));
        }
      for (guint r = 0; r < cabinet_list_length (info->recoveries); r++)
        g_assert_cmpint (((CabinetRecoveryOption *) cabinet_list_get (info->recoveries, r))->way, !=,
                         CABINET_RECOVERY_WAY_UNKNOWN);
    }
}

static void
test_facts (void)
{
  g_autoptr (CabinetProviderInfo) tomtel = cabinet_descriptors_lookup ("tomtel", "ru");
  g_autoptr (CabinetProviderInfo) telemir = cabinet_descriptors_lookup ("telemir", "en");
  g_autoptr (CabinetProviderInfo) tctr = cabinet_descriptors_lookup ("tctr", "ru");
  g_autoptr (CabinetProviderInfo) centra = cabinet_descriptors_lookup ("centra", "ru");
  g_autoptr (CabinetProviderInfo) mts = cabinet_descriptors_lookup ("mts", "ru");

  g_assert_cmpstr (tomtel->successor, ==, "с 2018 года в «Дом.ru»");
  g_assert_nonnull (tomtel->sign_in_notice); /* A13 */
  g_assert_nonnull (tomtel->termination);    /* A16 */
  g_assert_true (telemir->limited_network);  /* B17 */
  g_assert_true (tctr->limited_network);     /* B18 */
  g_assert_false (tomtel->limited_network);
  g_assert_cmpuint (cabinet_list_length (tctr->categories), ==, 2); /* A18 */
  g_assert_cmpstr (((CabinetCategory *) cabinet_list_get (tctr->categories, 0))->id, ==, "cable");
  g_assert_cmpstr (((CabinetCategory *) cabinet_list_get (tctr->categories, 0))->name, ==,
                   "Кабельный интернет");
  g_assert_cmpstr (((CabinetCategory *) cabinet_list_get (tctr->categories, 1))->id, ==, "wifi");
  g_assert_cmpuint (cabinet_list_length (centra->phones), ==, 4); /* H9, A21 */
  g_assert_cmpstr (((CabinetPhone *) cabinet_list_get (centra->phones, 0))->city, ==, "Новокузнецк");
  g_assert_cmpuint (cabinet_list_length (mts->logins), ==, 2); /* B8 */
  g_assert_cmpint (((CabinetLoginOption *) cabinet_list_get (mts->logins, 1))->kind, ==,
                   CABINET_LOGIN_KIND_PHONE_CODE);
  g_assert_cmpstr (tctr->zone, ==, "Asia/Yakutsk");
}

static void
test_languages (void)
{
  g_autoptr (CabinetProviderInfo) english = cabinet_descriptors_lookup ("tomtel", "en");
  g_autoptr (CabinetProviderInfo) german = cabinet_descriptors_lookup ("tomtel", "de");
  g_autoptr (CabinetProviderInfo) russian = cabinet_descriptors_lookup ("tomtel", "ru_RU.UTF-8");
  g_autofree char *text = cabinet_record_encode_text (russian);

  g_assert_cmpstr (english->name, ==, "Tomtel");
  g_assert_true (cabinet_record_equal (english, german));
  g_assert_cmpstr (russian->name, ==, "Томтел");
  g_assert_null (strstr (text, "@ru"));
  g_assert_null (cabinet_descriptors_lookup ("nobody", "ru"));
  g_assert_null (cabinet_descriptors_lookup (NULL, "ru"));
}

/* Everything a person reads is there in Russian too. */
static void
test_translated (void)
{
  g_autoptr (GListModel) russian = cabinet_descriptors_list ("ru");
  g_autoptr (GListModel) english = cabinet_descriptors_list ("en");

  for (guint i = 0; i < cabinet_list_length (russian); i++)
    {
      CabinetProviderInfo *ru = cabinet_list_get (russian, i);
      CabinetProviderInfo *en = cabinet_list_get (english, i);
      const char *pairs[][2] = {
        { ru->region, en->region },
        { ru->about, en->about },
        { ru->credential_help, en->credential_help },
        { ru->sign_in_notice, en->sign_in_notice },
        { ru->termination, en->termination },
        { ru->successor, en->successor },
      };

      for (guint p = 0; p < G_N_ELEMENTS (pairs); p++)
        g_assert_true (pairs[p][0] == NULL ? pairs[p][1] == NULL : g_strcmp0 (pairs[p][0], pairs[p][1]) != 0);
      for (guint r = 0; r < cabinet_list_length (ru->recoveries); r++)
        g_assert_cmpstr (((CabinetRecoveryOption *) cabinet_list_get (ru->recoveries, r))->text, !=,
                         ((CabinetRecoveryOption *) cabinet_list_get (en->recoveries, r))->text);
      for (guint l = 0; l < cabinet_list_length (ru->logins); l++)
        g_assert_cmpstr (((CabinetLoginOption *) cabinet_list_get (ru->logins, l))->label, !=,
                         ((CabinetLoginOption *) cabinet_list_get (en->logins, l))->label);
    }
}

static double
luminance (const char *color)
{
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  g_assert_cmpuint (strlen (color), ==, 7);
  for (int i = 0; i < 3; i++)
    {
      double c =
        (g_ascii_xdigit_value (color[1 + 2 * i]) * 16 + g_ascii_xdigit_value (color[2 + 2 * i])) / 255.0;

      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
  return sum;
}

static void
test_contrast (void)
{
  g_autoptr (GListModel) list = cabinet_descriptors_list ("ru");

  for (guint i = 0; i < cabinet_list_length (list); i++)
    {
      CabinetProviderInfo *info = cabinet_list_get (list, i);

      g_assert_nonnull (info->mark);
      g_assert_cmpfloat (1.05 / (luminance (info->mark->color) + 0.05), >=, 4.5);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/descriptors/list", test_list);
  g_test_add_func ("/descriptors/known-words-and-patterns", test_known_words_and_patterns);
  g_test_add_func ("/descriptors/facts", test_facts);
  g_test_add_func ("/descriptors/languages", test_languages);
  g_test_add_func ("/descriptors/translated", test_translated);
  g_test_add_func ("/descriptors/contrast", test_contrast);
  return g_test_run ();
}
