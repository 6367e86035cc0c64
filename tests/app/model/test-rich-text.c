/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-rich-text.h"

#include <string.h>

static void
check (const char *text, const char *wanted)
{
  g_autofree char *plain = cabinet_rich_text_to_plain (text);

  g_assert_cmpstr (plain, ==, wanted);
}

static void
test_blocks (void)
{
  check ("<p>25 ноября с 02:00 до 05:00 <b>плановые работы</b>.</p>",
         "25 ноября с 02:00 до 05:00 плановые работы.");
  check ("<p>One</p>\n\n<p>Two</p>", "One\n\nTwo");
  check ("One<br>two<BR/>three", "One\ntwo\nthree");
  check ("<div><div>One</div></div><div>two</div>", "One\ntwo");
  check ("<ul><li>Home 50</li><li>Home <i>100</i></li></ul>", "• Home 50\n• Home 100");
  check ("<table><tr><td>Mon</td><td>9:00</td></tr><tr><td>Tue</td><td>10:00</td></tr></table>",
         "Mon 9:00\nTue 10:00");
}

static void
test_plain (void)
{
  check ("One\r\ntwo\r\n\r\nthree", "One\ntwo\n\nthree");
  check ("  a < b and 5 <6 & so on; AT&T  ", "a < b and 5 <6 & so on; AT&T");
  check ("<p>source\nlines  are no lines</p>", "source lines are no lines");
  check ("", NULL);
  check (NULL, NULL);
  check ("<p> </p><img src='http://x/y.png'>", NULL);
}

static void
test_entities (void)
{
  check ("&laquo;Home&raquo; &mdash; 5&nbsp;&euro; &amp;lt; &#169;&#x2713;", "«Home» — 5\u00a0€ &lt; ©✓");
  check ("&unknown; &#0; &#xd800; &#1114112; & &", "&unknown; &#0; &#xd800; &#1114112; & &");
  check ("a&#10;&#7;b", "a b");
}

/* Nothing is run, nothing is fetched, and no broken tag swallows more than it must. */
static void
test_hidden (void)
{
  check ("One<script>alert('<b>1</b>')</script>two", "Onetwo");
  check ("<style>p { color: red }</style>One<!-- <b>no</b> -->", "One");
  check ("One<script>never ended", "One");
  check ("One<!-- never ended", "One");
  check ("One<a title=\"5 > 4\">two</a>", "Onetwo");
  check ("One<b", "One");
  check ("\xff<b>x</b>", "\xef\xbf\xbdx");
}

static void
test_links (void)
{
  check ("See <a href=\"https://example.com/x?a=1\">the terms</a>.",
         "See the terms (https://example.com/x?a=1).");
  check ("<a href='https://example.com'>https://example.com</a>", "https://example.com");
  check ("Call <a href=\"tel:+380441234567\">us</a>", "Call us (+380441234567)");
  check ("<a href=\"javascript:alert(1)\">here</a> <a HREF=mailto:a@example.com>b</a>",
         "here b (a@example.com)");
  check ("<a href=\"https://example.com/\"><img src=x></a>", "https://example.com/");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rich-text/blocks", test_blocks);
  g_test_add_func ("/rich-text/plain", test_plain);
  g_test_add_func ("/rich-text/entities", test_entities);
  g_test_add_func ("/rich-text/hidden", test_hidden);
  g_test_add_func ("/rich-text/links", test_links);
  return g_test_run ();
}
