/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-html.h"

#include <string.h>

/* Light and dark, narrow and wide; nothing is told by colour alone, and the focus is always to be seen. */
static const char style[] =
  ":root{color-scheme:light dark;--ink:#1c1c1c;--paper:#fff;--back:#f2f2f4;--line:#8a8a8e;--blue:#1a5fb4;"
  "--red:#a51d2d;--green:#1d6b35}"
  "@media(prefers-color-scheme:dark){:root{--ink:#f2f2f2;--paper:#2b2b2e;--back:#1b1b1d;--line:#8f8f95;"
  "--blue:#99c1f1;--red:#ff938c;--green:#8ff0a4}}"
  "*{box-sizing:border-box}"
  "body{margin:0;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}"
  "header,main,footer{max-width:40rem;margin:0 auto;padding:1rem}"
  "header{display:flex;justify-content:space-between;gap:1rem}"
  "main{background:var(--paper);border-radius:.75rem}"
  "h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem}h2{font-size:1.125rem;margin:1.5rem 0 .5rem}"
  "dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0 0 1rem}dd{margin:0}"
  ".sum{font-size:1.25rem;font-weight:700}"
  "label{display:block;font-weight:600;margin-top:.75rem}.hint{display:block;font-weight:400;font-size:."
  "875rem}"
  "input{width:100%;font:inherit;color:inherit;background:transparent;padding:.6rem;border:1px solid "
  "var(--line);"
  "border-radius:.4rem}"
  ".pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;align-items:end}"
  "input[aria-invalid=true]{border:2px solid "
  "var(--red)}.fault{color:var(--red);display:block;font-weight:400}"
  "button{font:inherit;font-weight:700;margin-top:1rem;padding:.65rem 1.25rem;border-radius:.4rem;"
  "border:1px solid var(--blue);background:var(--blue);color:var(--paper);cursor:pointer}"
  "button.plain{background:transparent;color:var(--blue)}"
  ":focus-visible{outline:3px solid var(--blue);outline-offset:2px}a{color:var(--blue)}"
  "[role=alert],[role=status]{border:2px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;margin:0 "
  "0 1rem}"
  "[role=alert]{border-color:var(--red)}.good{border-color:var(--green)}"
  "[role=alert] h2,[role=status] h2{margin-top:0}"
  "table{border-collapse:collapse;width:100%;margin-top:1.5rem;font-size:.875rem}"
  "caption{text-align:left;font-weight:700;padding:.5rem 0}"
  "th,td{text-align:left;vertical-align:top;padding:.35rem .5rem .35rem 0;border-top:1px solid var(--line)}"
  "td code{white-space:nowrap}"
  "@media(max-width:24rem){.pair{grid-template-columns:1fr;gap:0}dl{grid-template-columns:1fr}}";

/* Only the style above is let in: no script, no picture, no frame, no other address. */
static const char *
get_policy (void)
{
  static char *policy;
  g_autoptr (GChecksum) checksum = NULL;
  g_autofree char *hash = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  if (policy != NULL)
    return policy;
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guchar *) style, -1);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);
  policy = g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; "
                            "frame-ancestors 'none'",
                            hash);
  return policy;
}

/**
 * demo_html_add:
 * @markup: a format for texts (%s) only; what stands in it is trusted, what is put into it is escaped
 */
void
demo_html_add (DemoHtml *self, const char *markup, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, markup);
  text = g_markup_vprintf_escaped (markup, args);
  va_end (args);
  g_string_append (self->text, text);
}

/**
 * demo_html_begin:
 *
 * The page up to its content, which stands in main.
 */
void
demo_html_begin (DemoHtml *self, DemoLanguage language, const char *title)
{
  self->text = g_string_new ("<!DOCTYPE html>\n");
  self->language = language;
  demo_html_add (self,
                 "<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title>"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                 "<meta name=\"robots\" content=\"noindex\"><style>",
                 demo_language_tag (language), title);
  g_string_append (self->text, style);
  g_string_append (self->text, "</style></head>\n<body>");
}

/**
 * demo_html_reply:
 *
 * Ends the page and sends it. Nobody keeps it, and nobody is told where it led from.
 */
void
demo_html_reply (DemoHtml *self, DemoExchange *x, int status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (x->message);
  gsize length;
  char *text;

  g_string_append (self->text, "</body></html>\n");
  length = self->text->len;
  text = g_string_free (g_steal_pointer (&self->text), FALSE);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Language", demo_language_tag (self->language));
  soup_message_headers_replace (headers, "Content-Security-Policy", get_policy ());
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Vary", "Accept, Accept-Language");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "X-Frame-Options", "DENY");
  soup_server_message_set_status (x->message, (guint) status, NULL);
  soup_server_message_set_response (x->message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, text, length);
}
