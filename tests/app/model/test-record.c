/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-contract.h"
#include "cabinet-error.h"
#include "cabinet-operation.h"
#include "cabinet-overview.h"
#include "cabinet-problem.h"
#include "cabinet-sign-in-records.h"

#include <string.h>

/* Has what no real record of this issue has: a list of strings, and an optional one of each kind. */
#define CABINET_TYPE_SAMPLE (cabinet_sample_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSample, cabinet_sample, CABINET, SAMPLE, CabinetRecord)

struct _CabinetSample
{
  CabinetRecord parent_instance;

  char *text;
  gint64 number;
  gboolean flag;
  CabinetMoney money;
  CabinetDate date;
  CabinetInstant moment;
  CabinetOperationKind kind;
  CabinetProblemField *child_record;
  GListStore *list;
  char **words;
};

static const CabinetField sample_fields[] = {
  CABINET_FIELD (CabinetSample, text, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSample, number, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSample, flag, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSample, money, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSample, date, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSample, moment, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetSample, kind, ENUM, CABINET_OPTIONAL, cabinet_operation_kind_get_type),
  CABINET_FIELD_OF (CabinetSample, child_record, RECORD, CABINET_OPTIONAL, cabinet_problem_field_get_type),
  CABINET_FIELD_OF (CabinetSample, list, LIST, CABINET_OPTIONAL, cabinet_problem_field_get_type),
  CABINET_FIELD (CabinetSample, words, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetSample, cabinet_sample, sample_fields)

#define FULL                                                                                         \
  "{\"text\":\"Дом\",\"number\":-9223372036854775807,\"flag\":true,"                              \
  "\"money\":{\"amount\":\"-120.50\",\"currency\":\"RUB\"},\"date\":\"2028-02-29\","                 \
  "\"moment\":\"2026-11-21T07:32:00.25Z\",\"kind\":\"payment\","                                     \
  "\"child_record\":{\"name\":\"n\",\"detail\":\"d\"},\"list\":[{\"name\":\"a\",\"detail\":\"b\"}]," \
  "\"words\":[\"one\",\"\"]}"

static gpointer
decode (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  gpointer record = cabinet_record_decode_text (type, json, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static void
assert_wrong (GType type, const char *json, const char *message)
{
  g_autoptr (GError) error = NULL;
  gpointer record = cabinet_record_decode_text (type, json, -1, &error);

  g_assert_null (record);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_round_trip (void)
{
  g_autoptr (CabinetSample) sample = decode (CABINET_TYPE_SAMPLE, FULL);
  g_autofree char *text = cabinet_record_encode_text (sample);
  g_autoptr (CabinetSample) again = decode (CABINET_TYPE_SAMPLE, text);

  g_assert_cmpstr (text, ==, FULL);
  g_assert_true (cabinet_record_equal (sample, again));
  g_assert_cmpstr (sample->text, ==, "Дом");
  g_assert_cmpint (sample->number, ==, -G_MAXINT64);
  g_assert_cmpint (sample->money.micros, ==, -120500000);
  g_assert_cmpint (sample->kind, ==, CABINET_OPERATION_KIND_PAYMENT);
  g_assert_cmpuint (cabinet_list_length (sample->list), ==, 1);
  g_assert_cmpstr (((CabinetProblemField *) cabinet_list_get (sample->list, 0))->detail, ==, "b");
  g_assert_cmpuint (g_strv_length (sample->words), ==, 2);
}

static void
test_absent (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"text\":null,\"number\":null,\"flag\":null,\"money\":null,\"date\":null,\"moment\":null,\"kind\":null,"
    "\"child_record\":null,\"list\":null,\"words\":null}",
    "{\"flag\":false,\"number\":0,\"list\":[],\"words\":[],\"stranger\":{\"deep\":[1]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CabinetSample) sample = decode (CABINET_TYPE_SAMPLE, texts[i]);
      g_autofree char *text = cabinet_record_encode_text (sample);

      g_assert_cmpstr (text, ==, "{}");
      g_assert_nonnull (sample->list);
      g_assert_nonnull (sample->words);
      g_assert_false (cabinet_money_is_set (&sample->money));
    }
}

/* One member wrong at a time: each kind refuses each other kind. */
static void
test_kinds (void)
{
  static const char *const values[] = { "\"x\"", "1",    "1.0",
                                        "true",  "{}",   "[]",
                                        "[1]",   "[{}]", "{\"amount\":\"1.00\",\"currency\":\"RUB\"}" };

  for (const CabinetField *field = cabinet_record_type_get_fields (CABINET_TYPE_SAMPLE); field->name != NULL;
       field++)
    {
      guint taken = 0;

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          g_autofree char *json = g_strdup_printf ("{\"%s\":%s}", field->name, values[i]);
          g_autoptr (GError) error = NULL;
          g_autoptr (CabinetSample) sample =
            cabinet_record_decode_text (CABINET_TYPE_SAMPLE, json, -1, &error);

          if (sample != NULL)
            {
              taken++;
              continue;
            }
          g_assert_error (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL);
          g_assert_true (g_str_has_prefix (error->message, field->name));
        }
      /* a record needs its own members, and "x" is no date */
      g_assert_cmpuint (taken, ==,
                        field->kind == CABINET_FIELD_RECORD || field->kind == CABINET_FIELD_DATE
                            || field->kind == CABINET_FIELD_INSTANT
                          ? 0
                          : 1);
    }
}

static void
test_paths (void)
{
#define ROW(amount)                                                                                \
  "{\"id\":\"1\",\"revision\":1,\"date\":\"2026-11-21\",\"at\":\"2026-11-21T00:00:00Z\",\"kind\":" \
  "\"charge\","                                                                                    \
  "\"amount\":" amount ",\"title\":\"t\"}"
#define GOOD ROW ("{\"amount\":\"-1.00\",\"currency\":\"RUB\"}")
#define PAGE(rows) "{\"operations\":[" rows "],\"epoch\":\"e\",\"seq\":1}"

  assert_wrong (CABINET_TYPE_OPERATION_PAGE,
                PAGE (GOOD "," GOOD "," GOOD "," ROW ("{\"amount\":\"1,5\",\"currency\":\"RUB\"}")),
                "operations[3].amount: not a decimal string");
  assert_wrong (CABINET_TYPE_OPERATION_PAGE, PAGE (ROW ("{\"amount\":1.5,\"currency\":\"RUB\"}")),
                "operations[0].amount: not a decimal string");
  assert_wrong (CABINET_TYPE_OPERATION_PAGE, PAGE (ROW ("{\"amount\":\"1.5\",\"currency\":\"rub\"}")),
                "operations[0].amount: not a currency code");
  assert_wrong (CABINET_TYPE_OPERATION_PAGE, PAGE (GOOD ",7"), "operations[1]: not an object");
  assert_wrong (CABINET_TYPE_OPERATION_PAGE, PAGE ("{}"), "operations[0].id: missing");
  assert_wrong (CABINET_TYPE_OPERATION_PAGE, "{\"operations\":{},\"epoch\":\"e\",\"seq\":1}",
                "operations: not an array");
  assert_wrong (CABINET_TYPE_OPERATION_PAGE, "{\"operations\":[],\"epoch\":null,\"seq\":1}",
                "epoch: missing");
  assert_wrong (CABINET_TYPE_OPERATION_PAGE, "[]", "not an object");
  assert_wrong (CABINET_TYPE_OPERATION_PAGE, "{\"operations\":[],\"epoch\":\"e\",\"seq\":\"1\"}",
                "seq: not an integer");
  assert_wrong (CABINET_TYPE_SAMPLE, "{\"words\":[\"a\",1]}", "words[1]: not a string");
  assert_wrong (CABINET_TYPE_SAMPLE, "{\"child_record\":{\"name\":\"n\"}}", "child_record.detail: missing");
  assert_wrong (CABINET_TYPE_SAMPLE, "{\"date\":\"2026-02-29\"}", "date: not a date");
  assert_wrong (CABINET_TYPE_SAMPLE, "{\"moment\":\"2026-11-21T07:32:00\"}", "moment: not a date and time");
}

static void
test_decode_at (void)
{
  g_autoptr (JsonNode) node = cabinet_json_parse ("{\"number\":true}", -1, NULL);
  g_autoptr (GError) error = NULL;
  gpointer record = cabinet_record_decode_at (CABINET_TYPE_SAMPLE, node, "accounts[2]", &error);

  g_assert_null (record);
  g_assert_cmpstr (error->message, ==, "accounts[2].number: not an integer");
}

static void
test_no_value_in_messages (void)
{
  g_autoptr (GError) error = NULL;

  /* a password or a balance must not reach a log by way of an error */
  g_assert_null (cabinet_record_decode_text (
    CABINET_TYPE_SAMPLE, "{\"money\":{\"amount\":\"secret-77\",\"currency\":\"RUB\"}}", -1, &error));
  g_assert_null (strstr (error->message, "secret-77"));
  g_clear_error (&error);
  g_assert_null (cabinet_record_decode_text (CABINET_TYPE_SAMPLE, "{\"text\":\"secret-77\"", -1, &error));
  g_assert_null (strstr (error->message, "secret-77"));
}

static void
test_unknown_words (void)
{
  g_autoptr (CabinetSample) sample = decode (CABINET_TYPE_SAMPLE, "{\"kind\":\"chargeback\"}");
  g_autoptr (CabinetSample) other = decode (CABINET_TYPE_SAMPLE, "{\"kind\":\"gift\"}");
  g_autoptr (CabinetSample) none = decode (CABINET_TYPE_SAMPLE, "{}");
  g_autofree char *text = cabinet_record_encode_text (sample);

  g_assert_cmpint (sample->kind, ==, CABINET_OPERATION_KIND_UNKNOWN);
  g_assert_cmpstr (cabinet_record_get_word (CABINET_RECORD (sample), "kind"), ==, "chargeback");
  g_assert_cmpstr (text, ==, "{\"kind\":\"chargeback\"}");
  g_assert_false (cabinet_record_equal (sample, other));
  g_assert_false (cabinet_record_equal (sample, none));
  g_assert_null (cabinet_record_get_word (CABINET_RECORD (none), "kind"));

  cabinet_record_set_word (CABINET_RECORD (sample), "kind", "refund");
  g_assert_cmpint (sample->kind, ==, CABINET_OPERATION_KIND_REFUND);
  g_assert_cmpstr (cabinet_record_get_word (CABINET_RECORD (sample), "kind"), ==, "refund");
  cabinet_record_set_word (CABINET_RECORD (sample), "kind", NULL);
  g_assert_true (cabinet_record_equal (sample, none));
}

static void
test_properties (void)
{
  g_autoptr (CabinetSample) sample = decode (CABINET_TYPE_SAMPLE, FULL);
  g_autofree char *text = NULL;
  CabinetMoney *money = NULL;
  g_autoptr (CabinetProblemField) child = NULL;
  g_autoptr (GListStore) list = NULL;
  g_auto (GStrv) words = NULL;
  gint64 number, moment;
  gboolean flag;
  guint date;
  CabinetOperationKind kind;

  g_object_get (sample, "text", &text, "number", &number, "flag", &flag, "money", &money, "date", &date,
                "moment", &moment, "kind", &kind, "child-record", &child, "list", &list, "words", &words,
                NULL);
  g_assert_cmpstr (text, ==, "Дом");
  g_assert_cmpint (number, ==, sample->number);
  g_assert_true (flag);
  g_assert_cmpint (money->micros, ==, -120500000);
  g_boxed_free (CABINET_TYPE_MONEY, money);
  g_assert_cmpuint (date, ==, sample->date);
  g_assert_cmpint (moment, ==, sample->moment);
  g_assert_cmpint (kind, ==, CABINET_OPERATION_KIND_PAYMENT);
  g_assert_true (child == sample->child_record);
  g_assert_true (list == sample->list);
  g_assert_cmpstr (words[0], ==, "one");
}

/* Changing any one member makes a record another one. */
static void
test_equal (void)
{
  static const char *const changed[] = {
    "{\"text\":\"\"}",
    "{\"number\":1}",
    "{\"flag\":true}",
    "{\"money\":{\"amount\":\"0.00\",\"currency\":\"RUB\"}}",
    "{\"money\":{\"amount\":\"0.00\",\"currency\":\"UAH\"}}",
    "{\"date\":\"2026-11-21\"}",
    "{\"moment\":\"2026-11-21T00:00:00Z\"}",
    "{\"kind\":\"charge\"}",
    "{\"child_record\":{\"name\":\"\",\"detail\":\"\"}}",
    "{\"list\":[{\"name\":\"\",\"detail\":\"\"}]}",
    "{\"words\":[\"\"]}",
    "{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    for (guint j = 0; j < G_N_ELEMENTS (changed); j++)
      {
        g_autoptr (CabinetSample) a = decode (CABINET_TYPE_SAMPLE, changed[i]);
        g_autoptr (CabinetSample) b = decode (CABINET_TYPE_SAMPLE, changed[j]);

        g_assert_true (cabinet_record_equal (a, b) == (i == j));
      }
  g_assert_true (cabinet_record_equal (NULL, NULL));
}

/* Trap 7: two contracts with one number, of two categories, are two. */
static void
test_equal_numbers (void)
{
#define CONTRACT(category)                                                                              \
  "{\"id\":\"7\",\"number\":\"14207881\",\"category\":\"" category "\",\"subscriber_kind\":\"person\"," \
  "\"zone\":\"Asia/Yakutsk\",\"currency\":\"RUB\"}"
  g_autoptr (CabinetContract) cable = decode (CABINET_TYPE_CONTRACT, CONTRACT ("cable"));
  g_autoptr (CabinetContract) wifi = decode (CABINET_TYPE_CONTRACT, CONTRACT ("wifi"));

  g_assert_false (cabinet_record_equal (cable, wifi));
}

static void
test_required_on_encode (void)
{
  g_autoptr (CabinetOperationPage) page = g_object_new (CABINET_TYPE_OPERATION_PAGE, NULL);
  g_autoptr (CabinetSession) session = g_object_new (CABINET_TYPE_SESSION, NULL);
  g_autofree char *text = NULL;

  page->epoch = g_strdup ("");
  text = cabinet_record_encode_text (page);
  g_assert_cmpstr (text, ==, "{\"operations\":[],\"epoch\":\"\",\"seq\":0}");

  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*CabinetSession.access_token is required*");
  json_node_unref (cabinet_record_encode (session));
  g_test_assert_expected_messages ();
}

/* Every record of the wire must survive: its table, its properties, its encoding. */
static void
test_every_type (void)
{
  GType types[] = {
    CABINET_TYPE_PROVIDER_INFO,
    CABINET_TYPE_SIGN_IN_REQUEST,
    CABINET_TYPE_SIGN_IN_STEP,
    CABINET_TYPE_SESSION,
    CABINET_TYPE_CONTRACT_LIST,
    CABINET_TYPE_CAPABILITY_LIST,
    CABINET_TYPE_OVERVIEW,
    CABINET_TYPE_OPERATION_PAGE,
    CABINET_TYPE_OPERATION_MONTHS,
    CABINET_TYPE_PROBLEM,
    CABINET_TYPE_DUE,
    CABINET_TYPE_CHARGING_RULE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GObject) record = g_object_new (types[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) empty = cabinet_json_parse ("{}", -1, NULL);
      g_autoptr (CabinetRecord) decoded = cabinet_record_decode (types[i], empty, &error);
      guint n;
      g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (record), &n);

      for (guint p = 0; p < n; p++)
        {
          g_auto (GValue) value = G_VALUE_INIT;

          g_value_init (&value, specs[p]->value_type);
          g_object_get_property (record, specs[p]->name, &value);
        }
      g_assert_true (decoded != NULL || g_str_has_suffix (error->message, ": missing"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/round-trip", test_round_trip);
  g_test_add_func ("/record/absent", test_absent);
  g_test_add_func ("/record/kinds", test_kinds);
  g_test_add_func ("/record/paths", test_paths);
  g_test_add_func ("/record/decode-at", test_decode_at);
  g_test_add_func ("/record/no-value-in-messages", test_no_value_in_messages);
  g_test_add_func ("/record/unknown-words", test_unknown_words);
  g_test_add_func ("/record/properties", test_properties);
  g_test_add_func ("/record/equal", test_equal);
  g_test_add_func ("/record/equal-numbers", test_equal_numbers);
  g_test_add_func ("/record/required-on-encode", test_required_on_encode);
  g_test_add_func ("/record/every-type", test_every_type);
  return g_test_run ();
}
