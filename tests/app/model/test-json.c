/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-error.h"
#include "cabinet-record.h"

#include <string.h>

static void
assert_refused (const char *json, gssize length, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cabinet_json_parse (json, length, &error);

  if (node != NULL)
    g_test_message ("taken: %.80s", json);
  g_assert_null (node);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL);
  if (message != NULL)
    g_assert_nonnull (strstr (error->message, message));
}

static void
assert_taken (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cabinet_json_parse (json, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
}

static void
test_sound (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    " { \"a\" : [ 1 , -0.5e+3 , true , false , null ] } \r\n\t",
    "\"\"",
    "0",
    "-0",
    "\"\\u0430\\ud83d\\ude00\\n\"",
    "{\"a\":{\"b\":[[],{}]}}",
    "[\"}]{[\",\"\\\"]\"]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_taken (texts[i]);
}

static void
test_unsound (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "{",
    "[",
    "]",
    "2{",
    "{}x",
    "{} {}",
    "[1,]",
    "{\"a\":1,}",
    "{a:1}",
    "{'a':1}",
    "[01]",
    "[+1]",
    "[.5]",
    "[1.]",
    "[1e]",
    "[0x10]",
    "[1 2]",
    "[nul]",
    "[TRUE]",
    "[NaN]",
    "[Infinity]",
    "[-]",
    "/**/[]",
    "[1] // no",
    "\"\\x\"",
    "\"\\u12g4\"",
    "\"open",
    "\"\\",
    "\"\\u",
    "\"a\nb\"",
    "{\"a\"}",
    "{\"a\":}",
    "{1:2}",
    "[\"\\ud800\"]",
    "[\"\\udc00\"]",
    "[\"\\ud800\\u0041\"]",
    "[\"\\u0000\"]",
    "\xff",
    "\"\xd0\"",
    "\xef\xbb\xbf{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], -1, NULL);
  assert_refused ("{}\0{}", 5, NULL);
  assert_refused (NULL, 0, NULL);
  assert_refused ("{\"a\":1}", 6, NULL); /* cut in the middle of a transfer */
}

static void
test_trailing (void)
{
  assert_refused ("2{", -1, "text after the JSON value");
}

static char *
nested (int depth, const char *open, const char *close)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (int i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nested (32, "[", "]");
  g_autofree char *deeper = nested (33, "[", "]");
  g_autofree char *objects = nested (33, "{\"a\":", "}");
  g_autofree char *crash = nested (100000, "[", "]"); /* kills json-glib 1.6.6 */
  g_autofree char *open = g_strnfill (1000000, '[');
  g_autofree char *quoted = g_strdup_printf ("[\"\\\"%s\"]", open);
  GString *flat = g_string_new ("[0");

  assert_taken (deepest);
  assert_refused (deeper, -1, "nested too deep");
  assert_refused (objects, -1, "nested too deep");
  assert_refused (crash, -1, "nested too deep");
  assert_refused (open, -1, "nested too deep");
  assert_taken (quoted); /* brackets in a string are text */
  for (int i = 0; i < 1000; i++)
    g_string_append (flat, ",[[]],{}");
  g_string_append (flat, "]");
  assert_taken (flat->str); /* width is not depth */
  g_string_free (flat, TRUE);
}

static void
test_size (void)
{
  gsize limit = 8 * 1024 * 1024;
  g_autofree char *text = g_strnfill (limit + 1, ' ');
  g_autoptr (JsonNode) node = NULL;

  text[0] = '1';
  node = cabinet_json_parse (text, limit, NULL);
  g_assert_nonnull (node);
  assert_refused (text, limit + 1, "more than");
}

static gint64
parse_int (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = cabinet_json_parse (json, -1, &error);

  g_assert_no_error (error);
  g_assert_true (json_node_get_value_type (node) == G_TYPE_INT64);
  return json_node_get_int (node);
}

static void
test_integers (void)
{
  static const char *const huge[] = {
    "9223372036854775808",    "99999999999999999999",         "-9223372036854775809", "-99999999999999999999",
    "[18446744073709551615]", "{\"a\":18446744073709551616}", "10000000000000000000",
  };

  g_assert_cmpint (parse_int ("9223372036854775807"), ==, G_MAXINT64);
  g_assert_cmpint (parse_int ("-9223372036854775807"), ==, -G_MAXINT64);
  g_assert_cmpint (parse_int ("-9223372036854775808"), ==, G_MININT64);
  g_assert_cmpint (parse_int ("9007199254740993"), ==, 9007199254740993); /* no double on the way */
  g_assert_cmpint (parse_int ("-0"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (huge); i++)
    assert_refused (huge[i], -1, "64 bits");
}

/* What is cut anywhere must be refused, and never read beyond its end. */
static void
test_every_cut (void)
{
  const char *text = "{\"a\":[1,-2.5e3,\"\\u0430\\ud83d\\ude00x\",true,null,{\"b\":{}}]}";

  for (gsize n = 0; n < strlen (text); n++)
    {
      g_autofree char *cut =
        g_memdup2 (text, n); /* exactly n bytes, so that a sanitizer sees a read too far */

      assert_refused (cut, n, NULL);
    }
  assert_taken (text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/sound", test_sound);
  g_test_add_func ("/json/unsound", test_unsound);
  g_test_add_func ("/json/trailing", test_trailing);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/integers", test_integers);
  g_test_add_func ("/json/every-cut", test_every_cut);
  return g_test_run ();
}
