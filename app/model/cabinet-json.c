/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-error.h"
#include "cabinet-record.h"

#include <string.h>

/* json-glib crashes on deep nesting, leaks on text after the value, cuts integers that do not fit and
 * takes much that is no JSON at all (comments, hexadecimal numbers). So the text is checked against
 * RFC 8259 first, by a reader that allocates nothing, and json-glib sees only what is sound. */

#define MAX_BYTES (8 * 1024 * 1024)
#define MAX_DEPTH 32
#define HIGHEST "9223372036854775807"
#define LOWEST "9223372036854775808" /* after a minus */

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  int depth;
  const char *wrong;
} Scanner;

static gboolean scan_value (Scanner *s);

static gboolean
fail (Scanner *s, const char *wrong)
{
  if (s->wrong == NULL)
    s->wrong = wrong;
  return FALSE;
}

static void
skip_space (Scanner *s)
{
  while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
    s->at++;
}

static gboolean
take (Scanner *s, char c)
{
  if (s->at >= s->end || *s->at != c)
    return FALSE;
  s->at++;
  return TRUE;
}

static gboolean
take_word (Scanner *s, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (s->end - s->at) < length || memcmp (s->at, word, length) != 0)
    return fail (s, "not a JSON value");
  s->at += length;
  return TRUE;
}

static gsize
skip_digits (Scanner *s)
{
  const char *from = s->at;

  while (s->at < s->end && g_ascii_isdigit (*s->at))
    s->at++;
  return s->at - from;
}

static gboolean
scan_hex4 (Scanner *s, guint *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, s->at++)
    {
      if (s->at >= s->end || !g_ascii_isxdigit (*s->at))
        return fail (s, "a broken escape in a string");
      *unit = *unit * 16 + g_ascii_xdigit_value (*s->at);
    }
  return TRUE;
}

/* After "\u": a code point that C strings and UTF-8 can hold. */
static gboolean
scan_unicode_escape (Scanner *s)
{
  guint unit, low;

  if (!scan_hex4 (s, &unit))
    return FALSE;
  if (unit == 0)
    return fail (s, "a zero character in a string");
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit > 0xdbff || !take (s, '\\') || !take (s, 'u') || !scan_hex4 (s, &low) || low < 0xdc00
      || low > 0xdfff)
    return fail (s, "half a character in a string");
  return TRUE;
}

static gboolean
scan_string (Scanner *s)
{
  if (!take (s, '"'))
    return fail (s, "not a string");
  while (s->at < s->end)
    {
      char c = *s->at++;

      if (c == '"')
        return TRUE;
      if ((guchar) c < 0x20)
        return fail (s, "a control character in a string");
      if (c != '\\')
        continue;
      if (s->at >= s->end)
        break;
      c = *s->at++;
      if (c == 'u' ? !scan_unicode_escape (s) : strchr ("\"\\/bfnrt", c) == NULL)
        return fail (s, "a broken escape in a string");
    }
  return fail (s, "a string that does not end");
}

/* An integer that 64 bits do not hold would be cut in silence. */
static gboolean
scan_number (Scanner *s)
{
  const char *from = s->at;
  gboolean negative = take (s, '-');
  gboolean whole = TRUE;
  const char *digits = s->at;
  gsize n = skip_digits (s);

  if (n == 0 || (n > 1 && *digits == '0'))
    return fail (s, "not a number");
  if (take (s, '.'))
    {
      whole = FALSE;
      if (skip_digits (s) == 0)
        return fail (s, "not a number");
    }
  if (s->at < s->end && (*s->at == 'e' || *s->at == 'E'))
    {
      whole = FALSE;
      s->at++;
      if (!take (s, '+'))
        take (s, '-');
      if (skip_digits (s) == 0)
        return fail (s, "not a number");
    }
  if (whole && (n > 19 || (n == 19 && strncmp (digits, negative ? LOWEST : HIGHEST, 19) > 0)))
    {
      s->at = from;
      return fail (s, negative ? "a number below 64 bits" : "a number above 64 bits");
    }
  return TRUE;
}

/* Members of an object or elements of an array, after the opening bracket. */
static gboolean
scan_members (Scanner *s, char close)
{
  if (++s->depth > MAX_DEPTH)
    return fail (s, "nested too deep");
  skip_space (s);
  if (!take (s, close))
    {
      do
        {
          skip_space (s);
          if (close == '}')
            {
              if (!scan_string (s))
                return FALSE;
              skip_space (s);
              if (!take (s, ':'))
                return fail (s, "a colon is missing");
            }
          if (!scan_value (s))
            return FALSE;
          skip_space (s);
      } while (take (s, ','));
      if (!take (s, close))
        return fail (s, "a comma or a closing bracket is missing");
    }
  s->depth--;
  return TRUE;
}

static gboolean
scan_value (Scanner *s)
{
  skip_space (s);
  if (s->at >= s->end)
    return fail (s, "ends too early");
  switch (*s->at)
    {
    case '{':
      s->at++;
      return scan_members (s, '}');
    case '[':
      s->at++;
      return scan_members (s, ']');
    case '"':
      return scan_string (s);
    case 't':
      return take_word (s, "true");
    case 'f':
      return take_word (s, "false");
    case 'n':
      return take_word (s, "null");
    default:
      return scan_number (s);
    }
}

/**
 * cabinet_json_parse:
 * @json: the text, UTF-8
 * @length: its length in bytes, or -1 if it ends with a zero byte
 * @error: %CABINET_ERROR_PROTOCOL
 *
 * Parses strict JSON (RFC 8259) of at most 8 MiB and 32 levels, with every integer in 64 bits.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL with @error
 */
JsonNode *
cabinet_json_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  Scanner s = { 0 };

  g_return_val_if_fail (json != NULL || length == 0, NULL);

  if (json == NULL)
    json = "";
  if (length < 0)
    length = strlen (json);
  if (length > MAX_BYTES)
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "more than %d bytes of JSON",
                         MAX_BYTES);
      return NULL;
    }
  if (!g_utf8_validate_len (json, length, NULL))
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "not UTF-8");
      return NULL;
    }

  s.start = s.at = json;
  s.end = json + length;
  if (scan_value (&s))
    {
      skip_space (&s);
      if (s.at < s.end)
        fail (&s, "text after the JSON value");
    }
  if (s.wrong != NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "%s at byte %" G_GSIZE_FORMAT, s.wrong,
                         (gsize) (s.at - s.start));
      return NULL;
    }

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, json, length, &local))
    {
      /* json-glib's message may quote the text: not into an error that can be logged */
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "not JSON that can be read");
      return NULL;
    }
  return json_parser_steal_root (parser);
}
