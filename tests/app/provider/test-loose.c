/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-loose.h"

#include <string.h>

/* The members are the quirks that the sheets of ABillS and Ubilling name. */
static const char *const answer =
  "{ \"phone\": 380501234567, \"contract\": \"1001-24\", \"blank\": \"  \", \"null\": null,"
  "  \"deposit\": 152.345, \"text\": \"250.50\", \"minus\": \"-0\", \"debt\": -80.5, "
  "\"huge\":\"-9223372036854.775808\",\"large\": "
  "12345678901.5, \"many\": 999999999999,"
  "  \"most\": 999999999.123456, \"words\": \"debt\", \"none\": \"0000-00-00\", \"no\": \"No\","
  "  \"day\": \"2026-11-20\", \"dots\": \"05.12.2026\", \"dashes\": \"05-12-2026\", \"odd\": \"31-02-2026\","
  "  \"time\": \"2026-11-20 21:07:19\", \"yes\": 1, \"zero\": \"0\", \"truth\": true,"
  "  \"list\": [], \"object\": {} }";

static JsonObject *
parse (JsonNode **node)
{
  *node = json_from_string (answer, NULL);
  g_assert_nonnull (*node);
  return json_node_get_object (*node);
}

static void
assert_text (JsonObject *object, const char *member, const char *wanted)
{
  g_autofree char *text = cabinet_loose_dup_text (object, member);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_text (void)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = parse (&node);

  assert_text (object, "phone", "380501234567");
  assert_text (object, "contract", "1001-24");
  assert_text (object, "deposit", "152.345");
  assert_text (object, "blank", NULL);
  assert_text (object, "null", NULL);
  assert_text (object, "absent", NULL);
  assert_text (object, "list", NULL);
  assert_text (NULL, "phone", NULL);
  g_assert_cmpint (cabinet_loose_get_int (object, "phone"), ==, G_GINT64_CONSTANT (380501234567));
  g_assert_cmpint (cabinet_loose_get_int (object, "words"), ==, 0);
  g_assert_true (cabinet_loose_get_bool (object, "yes"));
  g_assert_true (cabinet_loose_get_bool (object, "truth"));
  g_assert_false (cabinet_loose_get_bool (object, "zero"));
  g_assert_false (cabinet_loose_get_bool (object, "no"));
  g_assert_false (cabinet_loose_get_bool (object, "absent"));
}

static void
test_texts (void)
{
  g_autoptr (JsonNode) node =
    json_from_string ("{\"list\":[380501234567,\"007\",\" \",null,{},[]],\"one\":5,\"none\":{}}", NULL);
  JsonObject *object = json_node_get_object (node);
  g_auto (GStrv) list = cabinet_loose_dup_texts (object, "list");
  g_auto (GStrv) one = cabinet_loose_dup_texts (object, "one");
  g_auto (GStrv) none = cabinet_loose_dup_texts (object, "none");
  g_auto (GStrv) nothing = cabinet_loose_dup_texts (NULL, "none");
  g_autofree char *joined = g_strjoinv ("|", list);

  g_assert_cmpstr (joined, ==, "380501234567|007");
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "5");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
}

static void
assert_money (JsonObject *object, const char *member, gint64 micros)
{
  CabinetMoney money = cabinet_loose_get_money (object, member, "UAH");

  g_assert_true (cabinet_money_is_set (&money));
  g_assert_cmpint (money.micros, ==, micros);
}

static void
test_money (void)
{
  static const char *const unset[] = { "words", "null", "absent", "large", "huge", "many", "list" };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = parse (&node);

  assert_money (object, "deposit", 152345000);
  assert_money (object, "text", 250500000);
  assert_money (object, "minus", 0);
  assert_money (object, "debt", -80500000);
  assert_money (object, "most", G_GINT64_CONSTANT (999999999123456));
  for (gsize i = 0; i < G_N_ELEMENTS (unset); i++)
    {
      CabinetMoney money = cabinet_loose_get_money (object, unset[i], "UAH");

      g_assert_false (cabinet_money_is_set (&money));
    }
}

static void
test_dates (void)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Kyiv");
  JsonObject *object = parse (&node);
  CabinetDate day;
  CabinetInstant time = cabinet_loose_get_time (object, "time", zone, &day);
  g_autofree char *text = cabinet_instant_to_rfc3339 (time);

  g_assert_cmpint (cabinet_loose_get_date (object, "day"), ==, cabinet_date_new (2026, 11, 20));
  g_assert_cmpint (cabinet_loose_get_date (object, "dots"), ==, cabinet_date_new (2026, 12, 5));
  g_assert_cmpint (cabinet_loose_get_date (object, "dashes"), ==, cabinet_date_new (2026, 12, 5));
  g_assert_cmpint (cabinet_loose_get_date (object, "odd"), ==, CABINET_DATE_NONE);
  g_assert_cmpint (cabinet_loose_get_date (object, "none"), ==, CABINET_DATE_NONE);
  g_assert_cmpint (cabinet_loose_get_date (object, "no"), ==, CABINET_DATE_NONE);
  g_assert_cmpint (cabinet_loose_get_date (object, "phone"), ==, CABINET_DATE_NONE);
  g_assert_true (g_str_has_prefix (text, "2026-11-20T19:07:19"));
  g_assert_cmpint (day, ==, cabinet_date_new (2026, 11, 20));
  g_assert_cmpint (cabinet_loose_get_time (object, "none", zone, &day), ==, 0);
  g_assert_cmpint (day, ==, CABINET_DATE_NONE);
}

static void
test_shapes (void)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = parse (&node);

  g_assert_null (cabinet_loose_get_object (object, "list"));
  g_assert_nonnull (cabinet_loose_get_array (object, "list"));
  g_assert_null (cabinet_loose_get_array (object, "object"));
  g_assert_nonnull (cabinet_loose_get_object (object, "object"));
  g_assert_null (cabinet_loose_get_element (cabinet_loose_get_array (object, "list"), 0));
  g_assert_null (cabinet_loose_get_element (NULL, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/provider/loose/text", test_text);
  g_test_add_func ("/provider/loose/texts", test_texts);
  g_test_add_func ("/provider/loose/money", test_money);
  g_test_add_func ("/provider/loose/dates", test_dates);
  g_test_add_func ("/provider/loose/shapes", test_shapes);
  return g_test_run ();
}
