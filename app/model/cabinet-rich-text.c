/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-rich-text.h"

#include <string.h>

/* Reduces what providers write as HTML to plain text (Q16). It is never rendered as markup, and nothing that
 * it names is fetched: tags become line breaks or nothing, entities their characters. Whatever is broken in
 * it stays text. */

#define LONGEST_ENTITY 10

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" },         { "lt", "<" },         { "gt", ">" },     { "quot", "\"" },  { "apos", "'" },
  { "nbsp", "\xc2\xa0" }, { "laquo", "«" },      { "raquo", "»" },  { "bdquo", "„" },  { "ldquo", "“" },
  { "rdquo", "”" },       { "lsquo", "‘" },      { "rsquo", "’" },  { "ndash", "–" },  { "mdash", "—" },
  { "minus", "−" },       { "hellip", "…" },     { "bull", "•" },   { "middot", "·" }, { "deg", "°" },
  { "copy", "©" },        { "reg", "®" },        { "trade", "™" },  { "times", "×" },  { "euro", "€" },
  { "sect", "§" },        { "shy", "\xc2\xad" }, { "plusmn", "±" }, { "frac12", "½" },
};

static const char *const block_tags[] = {
  "address", "blockquote", "br", "center",  "dd",      "div",    "dl",     "dt", "form", "h1",
  "h2",      "h3",         "h4", "h5",      "h6",      "hr",     "li",     "ol", "p",    "pre",
  "table",   "tr",         "ul", "article", "section", "header", "footer", NULL,
};

/* What is in them is no text. */
static const char *const hidden_tags[] = { "script", "style", "head", "title", "template", NULL };

typedef struct
{
  GString *out;
  gboolean space;      /* a space is due before the next word */
  guint breaks;        /* line breaks are due before it */
  gboolean keep_lines; /* a line break in the source is one: it has no tags */
  char *link;          /* where the words since link_from lead to */
  gsize link_from;
} Reducer;

static void
put (Reducer *self, const char *text, gsize length)
{
  if (self->out->len > 0)
    for (guint i = 0; i < self->breaks; i++)
      g_string_append_c (self->out, '\n');
  if (self->space && self->breaks == 0 && self->out->len > 0)
    g_string_append_c (self->out, ' ');
  self->space = FALSE;
  self->breaks = 0;
  g_string_append_len (self->out, text, (gssize) length);
}

/* After a "#". */
static gunichar
parse_number (const char *digits)
{
  gboolean hex = *digits == 'x' || *digits == 'X';
  guint64 number;

  if (!g_ascii_string_to_unsigned (digits + (hex ? 1 : 0), hex ? 16 : 10, 1, 0x10ffff, &number, NULL)
      || !g_unichar_validate ((gunichar) number))
    return 0;
  return (gunichar) number;
}

/* Gives the end of the entity at @at, or NULL if it is none. */
static const char *
take_entity (Reducer *self, const char *at)
{
  const char *end = memchr (at, ';', strnlen (at, LONGEST_ENTITY + 2));
  g_autofree char *name = end != NULL ? g_strndup (at + 1, (gsize) (end - at - 1)) : NULL;
  gunichar c = name != NULL && *name == '#' ? parse_number (name + 1) : 0;
  char buffer[6];

  if (c != 0 && (g_unichar_isspace (c) || g_unichar_iscntrl (c)))
    {
      self->space = TRUE;
      return end + 1;
    }
  if (c != 0)
    {
      put (self, buffer, (gsize) g_unichar_to_utf8 (c, buffer));
      return end + 1;
    }
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (entities); i++)
    if (g_str_equal (name, entities[i].name))
      {
        put (self, entities[i].text, strlen (entities[i].text));
        return end + 1;
      }
  return NULL;
}

static gboolean
is_tag (const char *at)
{
  return *at == '<' && (g_ascii_isalpha (at[1]) || at[1] == '/' || at[1] == '!' || at[1] == '?');
}

/* The end of the tag at @at; a ">" within quotes is not it. */
static const char *
skip_tag (const char *at)
{
  char quote = 0;

  if (g_str_has_prefix (at, "<!--"))
    {
      const char *end = strstr (at + 4, "-->");

      return end != NULL ? end + 3 : at + strlen (at);
    }
  for (; *at != '\0'; at++)
    {
      if (quote != 0 ? *at == quote : *at == '"' || *at == '\'')
        quote = quote != 0 ? 0 : *at;
      else if (quote == 0 && *at == '>')
        return at + 1;
    }
  return at;
}

/* Where a link leads, if one may follow it: a web page, a mailbox or a phone. */
static char *
dup_target (const char *tag, const char *end)
{
  g_autofree char *text = g_strndup (tag, (gsize) (end - tag));
  g_autoptr (GRegex) regex =
    g_regex_new ("\\shref\\s*=\\s*[\"']?((?:https?://|mailto:|tel:)[^\"'\\s>]+)", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *target;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  target = g_match_info_fetch (match, 1);
  return target;
}

/* The address stands behind the words, unless they are the address. */
static void
end_link (Reducer *self)
{
  const char *shown;
  g_autofree char *link = g_steal_pointer (&self->link);

  if (link == NULL)
    return;
  shown = strchr (link, ':');
  shown = g_str_has_prefix (shown, "://") ? link : shown + 1;
  if (self->out->len > self->link_from && strstr (self->out->str + self->link_from, shown) != NULL)
    return;
  self->space = TRUE;
  if (self->out->len > self->link_from)
    {
      put (self, "(", 1);
      g_string_append_printf (self->out, "%s)", shown);
    }
  else
    put (self, shown, strlen (shown));
}

static const char *
take_tag (Reducer *self, const char *at)
{
  const char *end = skip_tag (at);
  gboolean closing = at[1] == '/';
  const char *from = at + (closing ? 2 : 1);
  gsize length = 0;
  g_autofree char *name = NULL;

  while (g_ascii_isalnum (from[length]))
    length++;
  name = g_ascii_strdown (from, (gssize) length);
  if (!closing && g_strv_contains (hidden_tags, name))
    {
      g_autofree char *close = g_strdup_printf ("</%s", name);

      while (*end != '\0' && g_ascii_strncasecmp (end, close, strlen (close)) != 0)
        end++;
      return *end != '\0' ? skip_tag (end) : end;
    }
  if (g_str_equal (name, "a"))
    {
      end_link (self);
      self->link = closing ? NULL : dup_target (at, end);
      self->link_from = self->out->len;
    }
  else if (g_str_equal (name, "p"))
    self->breaks = 2;
  else if (g_str_equal (name, "td") || g_str_equal (name, "th") || g_str_equal (name, "img"))
    self->space = TRUE;
  else if (g_strv_contains (block_tags, name))
    self->breaks = g_str_equal (name, "br") ? MIN (self->breaks + 1, 2) : MAX (self->breaks, 1);
  if (g_str_equal (name, "li") && !closing)
    {
      put (self, "•", strlen ("•"));
      self->space = TRUE;
    }
  return end;
}

static gboolean
has_tags (const char *text)
{
  for (const char *at = strchr (text, '<'); at != NULL; at = strchr (at + 1, '<'))
    if (is_tag (at))
      return TRUE;
  return FALSE;
}

/* One character that is neither a tag nor an entity. */
static const char *
take_character (Reducer *self, const char *at)
{
  const char *next = g_utf8_next_char (at);

  if (self->keep_lines && *at == '\n')
    self->breaks = MIN (self->breaks + 1, 2);
  else if (g_ascii_isspace (*at) || g_ascii_iscntrl (*at))
    self->space = TRUE;
  else
    put (self, at, (gsize) (next - at));
  return next;
}

/**
 * cabinet_rich_text_to_plain:
 * @text: (nullable): what a provider wrote, HTML or not
 *
 * Returns: (transfer full) (nullable): its words, in lines and paragraphs, with the addresses of its links;
 *   %NULL if there are none
 */
char *
cabinet_rich_text_to_plain (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  Reducer self = { .out = g_string_new (NULL) };
  const char *at = valid != NULL ? valid : "";

  self.keep_lines = !has_tags (at);
  while (*at != '\0')
    {
      const char *end = NULL;

      if (is_tag (at))
        end = take_tag (&self, at);
      else if (*at == '&')
        end = take_entity (&self, at);
      at = end != NULL ? end : take_character (&self, at);
    }
  end_link (&self);
  if (self.out->len == 0)
    {
      g_string_free (self.out, TRUE);
      return NULL;
    }
  return g_string_free (self.out, FALSE);
}
