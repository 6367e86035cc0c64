/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include "cabinet-offer.h"

#include <string.h>

static void
assert_operation (
  CabinetOperationPage *page, guint i, const char *id, gint64 micros, CabinetOperationKind kind, int day)
{
  CabinetOperation *operation = cabinet_list_get (page->operations, i);

  g_assert_cmpstr (operation->id, ==, id);
  g_assert_cmpint (operation->amount.micros, ==, micros);
  g_assert_cmpint (operation->kind, ==, kind);
  g_assert_cmpint (cabinet_date_get_day (operation->date), ==, day);
}

/* Both lists count from 1, and a fee is filed back behind one of the same day. */
static void
test_ledger (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetOperationPage) page = NULL;
  g_autofree char *at = NULL;

  abills_put (
    f, "user/payments",
    "[{\"id\":1,\"datetime\":\"2026-05-03 09:00:00\",\"dsc\":\"Terminal\",\"sum\":300,\"extId\":\"\"},"
    "{\"id\":\"2\",\"datetime\":\"2026-05-20 23:30:00\",\"dsc\":\"\",\"sum\":\"50.25\",\"extId\":77}]");
  abills_put (f, "user/fees",
              "[{\"id\":1,\"datetime\":\"2026-05-01 00:10:00\",\"dsc\":\"Internet\",\"sum\":220.005},"
              "{\"id\":2,\"datetime\":\"2026-05-20 21:07:19\",\"dsc\":\"TCHANGE:\",\"sum\":5},"
              "{\"id\":3,\"datetime\":\"2026-05-20 00:00:00\",\"dsc\":\"Archive\",\"sum\":30}]");
  page = abills_call (f, CABINET_OP_READ_STATEMENT);
  g_assert_cmpuint (cabinet_list_length (page->operations), ==, 5);
  assert_operation (page, 0, "p2", 50250000, CABINET_OPERATION_KIND_PAYMENT, 20);
  assert_operation (page, 1, "f2", -5 * CABINET_MONEY_UNIT, CABINET_OPERATION_KIND_CHARGE, 20);
  assert_operation (page, 2, "f3", -30 * CABINET_MONEY_UNIT, CABINET_OPERATION_KIND_CHARGE, 20);
  assert_operation (page, 3, "p1", 300 * CABINET_MONEY_UNIT, CABINET_OPERATION_KIND_PAYMENT, 3);
  assert_operation (page, 4, "f1", -220005000, CABINET_OPERATION_KIND_CHARGE, 1);
  at = cabinet_instant_to_rfc3339 (CABINET_OPERATION (cabinet_list_get (page->operations, 0))->at);
  g_assert_cmpstr (at, ==, "2026-05-20T20:30:00Z");
  g_assert_cmpuint (page->covers_from, ==, cabinet_date_new (2026, 5, 1));
  g_assert_null (page->next);
  for (guint i = 0; i < cabinet_list_length (page->operations); i++)
    g_assert_false (
      cabinet_money_is_set (&CABINET_OPERATION (cabinet_list_get (page->operations, i))->balance_after));
  /* Asked for a number of rows, the server would give the oldest. */
  g_assert_cmpuint (player_count (f->player, NULL, "?"), ==, 0);
}

static void
test_ledger_long (Abills *f, gconstpointer data)
{
  g_autoptr (GString) fees = g_string_new ("[");
  g_autoptr (CabinetOperationPage) page = NULL;

  for (int i = 1; i <= 1200; i++)
    g_string_append_printf (
      fees, "%s{\"id\":%d,\"datetime\":\"2026-05-01 00:10:00\",\"dsc\":\"Internet\",\"sum\":1}",
      i > 1 ? "," : "", i);
  g_string_append_c (fees, ']');
  abills_put (f, "user/payments", "{}");
  abills_put (f, "user/fees", fees->str);
  page = abills_call (f, CABINET_OP_READ_STATEMENT);
  g_assert_cmpuint (cabinet_list_length (page->operations), ==, 1200);
}

/* A row left out would be taken for withdrawn. */
static void
test_ledger_broken (Abills *f, gconstpointer data)
{
  abills_put (f, "user/payments", "[{\"id\":1,\"datetime\":\"2026-05-03 09:00:00\",\"sum\":\"much\"}]");
  abills_put (f, "user/fees", "[]");
  abills_call_bad (f, CABINET_OP_READ_STATEMENT, CABINET_ERROR_PROTOCOL, "bad-answer");
}

static void
test_card (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetCardRequest) card = provider_card_new ("AB00000000007", "00998877");
  g_autoptr (CabinetCardRequest) bare = provider_card_new (NULL, "00998877");
  g_autoptr (CabinetPayment) payment = NULL;
  g_autoptr (CabinetPayment) late = NULL;

  abills_put_change (f, "POST", "user/cards/payment", "{\"serial\":\"AB00000000007\",\"pin\":\"00998877\"}",
                     200, "{\"amount\":100,\"commission\":2,\"paymentId\":8,\"result\":\"Success\"}");
  abills_put (f, "user/payments",
              "[{\"id\":7,\"sum\":1},{\"id\":8,\"datetime\":\"2026-05-20 10:00:00\",\"sum\":98.5,"
              "\"dsc\":\"AB00000000007\",\"extId\":\"AB00000000007\"}]");
  payment = abills_ask (f, CABINET_OP_REDEEM_CARD, card, NULL);
  /* What was credited, not what was announced. */
  g_assert_cmpint (payment->amount.micros, ==, 98500000);
  g_assert_cmpint (payment->fee.micros, ==, 2 * CABINET_MONEY_UNIT);
  g_assert_cmpint (payment->state, ==, CABINET_PAYMENT_STATE_CREDITED);
  g_assert_cmpstr (payment->operation_id, ==, "p8");

  /* No number came back: the row names the card. */
  player_forget (f->player);
  abills_put_change (f, "POST", "user/cards/payment", "{\"serial\":\"AB00000000007\",\"pin\":\"00998877\"}",
                     502, "{\"errno\":20}");
  abills_put (f, "user/payments",
              "[{\"id\":8,\"datetime\":\"2026-05-20 10:00:00\",\"sum\":100,"
              "\"extId\":\"AB00000000007\"}]");
  late = abills_ask (f, CABINET_OP_REDEEM_CARD, card, NULL);
  g_assert_cmpstr (late->id, ==, "p8");

  player_forget (f->player);
  abills_put_change (f, "POST", "user/cards/payment", "{\"pin\":\"00998877\"}", 200,
                     "{\"amount\":100,\"paymentId\":8}");
  abills_put (f, "user/payments", "[]");
  abills_ask_bad (f, CABINET_OP_REDEEM_CARD, bare, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

static void
test_card_refused (Abills *f, gconstpointer data)
{
  static const struct
  {
    int number;
    CabinetError kind;
    const char *code;
  } cases[] = {
    { 1060002, CABINET_ERROR_REFUSED, "bad-value" },
    { 1060003, CABINET_ERROR_REFUSED, "bad-value" },
    { 1060004, CABINET_ERROR_RATE_LIMITED, "rate-limited" },
    { 1060005, CABINET_ERROR_REFUSED, "card-unknown" },
    { 1060008, CABINET_ERROR_REFUSED, "card-unknown" },
    { 1060007, CABINET_ERROR_REFUSED, "card-expired" },
    { 1060011, CABINET_ERROR_REFUSED, "card-used" },
    { 1060012, CABINET_ERROR_REFUSED, "other" },
  };
  g_autoptr (CabinetCardRequest) card = provider_card_new (NULL, "1");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = g_strdup_printf (
        "{\"errmsg\":\"Words of the server\",\"errno\":%d,\"errstr\":\"ERR\"}", cases[i].number);
      g_autoptr (GError) error = NULL;
      const CabinetCall call = { .record = CABINET_RECORD (card), .contract = "4207", .key = ABILLS_KEY };

      player_forget (f->player);
      abills_put_change (f, "POST", "user/cards/payment", "{\"pin\":\"1\"}", 400, answer);
      g_assert_null (provider_call (f->provider, CABINET_OP_REDEEM_CARD, &call, &error));
      net_assert_error (error, cases[i].kind, cases[i].code);
      g_assert_cmpstr (cabinet_error_get_words (error), ==, "Words of the server");
    }
}

static void
test_methods (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetPaymentMethodList) none = NULL;
  g_autoptr (CabinetPaymentMethodList) some = NULL;
  CabinetPaymentMethod *method;

  abills_put_status (f, "user/paysys/systems", 502, "{\"errno\":4,\"errstr\":\"Module not found\"}");
  none = abills_call (f, CABINET_OP_LIST_METHODS);
  g_assert_cmpuint (cabinet_list_length (none->methods), ==, 0);

  player_forget (f->player);
  abills_put (f, "user/paysys/systems",
              "[{\"id\":62,\"name\":\"Payway\",\"request\":{\"method\":\"POST\"}}]");
  some = abills_call (f, CABINET_OP_LIST_METHODS);
  method = cabinet_list_get (some->methods, 0);
  g_assert_cmpstr (method->id, ==, "62");
  g_assert_cmpint (method->kind, ==, CABINET_PAYMENT_KIND_LINK);
  g_assert_nonnull (method->url);
}

#define TICKET(id, state)                                                                                   \
  "{\"id\":" id ",\"subject\":\"Line\",\"message\":\"It is slow\",\"date\":\"2026-05-20\",\"state\":" state \
  "}"

static void
test_threads (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetThreadList) list = NULL;
  g_autoptr (CabinetThreadList) later = NULL;
  CabinetThread *thread;

  abills_put (f, "user/msgs", "[" TICKET ("41", "\"6\"") "," TICKET ("40", "2") "," TICKET ("39", "77") "]");
  abills_put (f, "user/msgs/41",
              "{\"id\":41,\"date\":\"2026-05-20 08:00:00\",\"lastReplieDate\":\"2026-05-20 09:30:00\"}");
  abills_put_status (f, "user/msgs/39", 400, "{\"errno\":2,\"errstr\":\"ERROR_NOT_EXIST\"}");
  list = abills_call (f, CABINET_OP_LIST_THREADS);
  g_assert_cmpuint (cabinet_list_length (list->threads), ==, 3);
  thread = cabinet_list_get (list->threads, 0);
  g_assert_cmpstr (thread->id, ==, "m41");
  g_assert_cmpint (thread->style, ==, CABINET_THREAD_STYLE_TICKET);
  g_assert_cmpint (thread->state, ==, CABINET_THREAD_STATE_WAITING_YOU);
  thread = cabinet_list_get (list->threads, 1);
  g_assert_cmpint (thread->state, ==, CABINET_THREAD_STATE_CLOSED);
  g_assert_true (thread->can_send);
  thread = cabinet_list_get (list->threads, 2);
  g_assert_cmpint (thread->state, ==, CABINET_THREAD_STATE_UNKNOWN);
  g_assert_cmpint (list->support->max_files, ==, 3);
  /* Closed ones are not asked for more. */
  g_assert_cmpuint (abills_count (f, "GET", "user/msgs/40"), ==, 0);

  /* The list is the same when something was answered: only the ticket tells. */
  player_forget (f->player);
  abills_put (f, "user/msgs", "[" TICKET ("41", "6") "]");
  abills_put (f, "user/msgs/41", "{\"id\":41,\"lastReplieDate\":\"2026-05-20 09:31:00\"}");
  later = abills_call (f, CABINET_OP_LIST_THREADS);
  g_assert_cmpint (CABINET_THREAD (cabinet_list_get (later->threads, 0))->revision, !=,
                   CABINET_THREAD (cabinet_list_get (list->threads, 0))->revision);
}

#define FIRST                                                                                           \
  "{\"aid\":\"\",\"datetime\":\"2026-05-20 08:00:00\",\"id\":41,\"mainMsg\":0,\"text\":\"It is slow\"," \
  "\"uid\":4207,\"creatorFio\":\"\"}"
#define STAFF                                                                                         \
  "{\"aid\":3,\"datetime\":\"2026-05-20 08:05:00\",\"id\":41,\"mainMsg\":41,\"creatorFio\":\"Olha\"," \
  "\"text\":\"<p>Restart it, <b>please</b></p>\",\"uid\":0}"

static void
test_messages (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetMessagePage) page = NULL;
  CabinetMessage *message;
  CabinetAttachment *attachment;

  abills_put (f, "user/msgs/41/reply",
              "[" FIRST "," STAFF
              ",{\"aid\":0,\"datetime\":\"2026-05-20 08:09:00\",\"id\":\"52\",\"mainMsg\":41,\"uid\":4207,"
              "\"text\":12345,\"attachments\":[{\"id\":4,\"filename\":\"log.txt\",\"contentSize\":\"9\","
              "\"contentType\":\"text/plain\"}]}]");
  page = abills_ask (f, CABINET_OP_READ_THREAD, NULL, "m41");
  g_assert_cmpuint (cabinet_list_length (page->messages), ==, 3);
  message = cabinet_list_get (page->messages, 0);
  g_assert_cmpstr (message->id, ==, "r52");
  g_assert_cmpint (message->from, ==, CABINET_MESSAGE_AUTHOR_ME);
  g_assert_cmpstr (message->text, ==, "12345");
  attachment = cabinet_list_get (message->attachments, 0);
  g_assert_cmpstr (attachment->id, ==, "d4");
  g_assert_cmpstr (attachment->name, ==, "log.txt");
  g_assert_cmpint (attachment->size, ==, 9);
  /* A reply and a ticket of one number are two messages. */
  message = cabinet_list_get (page->messages, 1);
  g_assert_cmpstr (message->id, ==, "r41");
  g_assert_cmpint (message->from, ==, CABINET_MESSAGE_AUTHOR_SUPPORT);
  g_assert_cmpstr (message->author, ==, "Olha");
  g_assert_cmpstr (message->text, ==, "Restart it, please");
  message = cabinet_list_get (page->messages, 2);
  g_assert_cmpstr (message->id, ==, "m41");

  /* Somebody else's ticket: one row of nothing. */
  abills_put (
    f, "user/msgs/42/reply",
    "[{\"aid\":\"\",\"caption\":\"\",\"creatorFio\":\"\",\"datetime\":\"\",\"id\":\"\",\"mainMsg\":0,"
    "\"text\":\"\",\"uid\":\"\"}]");
  abills_ask_bad (f, CABINET_OP_READ_THREAD, NULL, "m42", CABINET_ERROR_REFUSED, "not-found");
  abills_put (f, "user/msgs/43/reply",
              "[{\"aid\":\"\",\"datetime\":\"\",\"id\":43,\"mainMsg\":0,\"text\":\"\",\"uid\":\"\"}]");
  abills_ask_bad (f, CABINET_OP_READ_THREAD, NULL, "m43", CABINET_ERROR_REFUSED, "not-found");
  abills_ask_bad (f, CABINET_OP_READ_THREAD, NULL, "../user", CABINET_ERROR_REFUSED, "not-found");
}

static void
test_open_thread (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("No line 😀\r\nsince noon", NULL);
  g_autoptr (CabinetMessageRequest) empty = provider_text_new (" \r\n", "Subject");
  g_autoptr (CabinetMessage) message = NULL;

  abills_put (f, "user/msgs/chapters", "[{\"id\":1,\"name\":\"-\"},{\"id\":8,\"name\":\"Support\"}]");
  abills_put_change (f, "POST", "user/msgs",
                     "{\"subject\":\"No line 😀\",\"message\":\"No line 😀\\r\\nsince noon\",\"chapter\":8,"
                     "\"priority\":2}",
                     200, "{\"insertId\":43,\"msgId\":43,\"id\":8}");
  abills_put (f, "user/msgs/43/reply",
              "[{\"aid\":\"\",\"datetime\":\"2026-05-20 08:00:00\",\"id\":43,\"mainMsg\":0,\"uid\":4207,"
              "\"text\":\"No line ????\\nsince noon\"}]");
  message = abills_ask (f, CABINET_OP_OPEN_THREAD, request, NULL);
  g_assert_cmpstr (message->id, ==, "m43");
  g_assert_cmpstr (message->thread, ==, "m43");
  g_assert_cmpstr (message->key, ==, ABILLS_KEY);

  /* The server would take it. */
  abills_ask_bad (f, CABINET_OP_OPEN_THREAD, empty, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (abills_count (f, "POST", NULL), ==, 1);
}

static void
test_send_message (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("Thanks", NULL);
  g_autoptr (CabinetMessage) message = NULL;

  abills_put_change (f, "POST", "user/msgs/41/reply", "{\"replyText\":\"Thanks\",\"state\":0}", 200,
                     "{\"result\":\"OK\"}");
  abills_put (f, "user/msgs/41/reply",
              "[" FIRST
              ",{\"aid\":0,\"datetime\":\"2026-05-20 09:00:00\",\"id\":53,\"mainMsg\":41,\"uid\":4207,"
              "\"text\":\"Thanks\"}]");
  message = abills_ask (f, CABINET_OP_SEND_MESSAGE, request, "m41");
  g_assert_cmpstr (message->id, ==, "r53");

  player_forget (f->player);
  abills_put_change (f, "POST", "user/msgs/41/reply", "{\"replyText\":\"Thanks\",\"state\":0}", 200,
                     "{\"result\":\"OK\"}");
  abills_put (f, "user/msgs/41/reply", "[" FIRST "]");
  abills_ask_bad (f, CABINET_OP_SEND_MESSAGE, request, "m41", CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

/* Files go with the text; the server says "OK" also when it does not keep them. */
static void
test_send_file (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("See the log", NULL);
  g_autoptr (CabinetUploadRequest) file = g_object_new (CABINET_TYPE_UPLOAD_REQUEST, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  const CabinetCall call = {
    .record = CABINET_RECORD (request), .id = "m41", .key = ABILLS_KEY, .files = files
  };
  const PlayerRequest *sent;

  file->name = g_strdup ("a.txt");
  file->type = g_strdup ("text/plain");
  file->content = g_base64_encode ((const guchar *) "hello log", 9);
  g_ptr_array_add (files, file);
  /* No answer is put for a body of parts: it is the request that counts here. */
  provider_call_bad (f->provider, CABINET_OP_SEND_MESSAGE, &call, CABINET_ERROR_UNSUPPORTED, "unsupported");
  sent = player_find (f->player, "POST", "reply");
  g_assert_nonnull (sent);
  g_assert_nonnull (strstr (sent->body, "name=\"FILE1\"; filename=\"a.txt\""));
  g_assert_nonnull (strstr (sent->body, "hello log"));
  g_assert_nonnull (strstr (sent->body, "name=\"replyText\""));
}

static void
test_find_message (Abills *f, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) old = g_date_time_add_hours (now, -20);
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *before = g_date_time_format (old, "%F %T");
  /* The same moment where the server is. */
  g_autoptr (GDateTime) there = g_date_time_add_hours (now, -8);
  g_autofree char *time_there = g_date_time_format (there, "%F %T");
  g_autofree char *list = g_strdup_printf (
    "[{\"id\":45,\"message\":\"other\",\"date\":\"%s\"},{\"id\":44,\"message\":\"Hi ????\",\"date\":\"%s\"}]",
    today, today);
  g_autofree char *replies =
    g_strdup_printf ("[{\"id\":44,\"mainMsg\":0,\"datetime\":\"%s\",\"uid\":4207,\"text\":\"Hi ????\"},"
                     "{\"id\":60,\"mainMsg\":44,\"datetime\":\"%s\",\"uid\":4207,\"text\":\"Again\"}]",
                     time_there, before);
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("Hi 😀\r", NULL);
  g_autoptr (CabinetMessageRequest) again = provider_text_new ("Again", NULL);
  g_autoptr (CabinetMessageRequest) never = provider_text_new ("Never sent", NULL);
  g_autoptr (CabinetMessage) opened = NULL;
  g_autoptr (CabinetMessage) replied = NULL;

  abills_put (f, "user/msgs", list);
  abills_put (f, "user/msgs/44/reply", replies);
  opened = abills_ask (f, CABINET_OP_FIND_MESSAGE, request, NULL);
  g_assert_cmpstr (opened->id, ==, "m44");
  replied = abills_ask (f, CABINET_OP_FIND_MESSAGE, request, "m44");
  g_assert_cmpstr (replied->id, ==, "m44");
  /* Too old to be it, or not there. */
  g_assert_null (abills_ask (f, CABINET_OP_FIND_MESSAGE, again, "m44"));
  g_assert_null (abills_ask (f, CABINET_OP_FIND_MESSAGE, never, "m44"));
  g_assert_null (abills_ask (f, CABINET_OP_FIND_MESSAGE, never, NULL));
}

/* Of two with the same words one is known to be another's: the other is it, wherever it stands. */
static void
test_find_taken (Abills *f, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%F %T");
  g_autofree char *list = g_strdup_printf (
    "[{\"id\":45,\"message\":\"Hi\",\"date\":\"%.10s\"},{\"id\":44,\"message\":\"Hi\",\"date\":\"%.10s\"}]",
    time, time);
  g_autofree char *replies =
    g_strdup_printf ("[{\"id\":44,\"mainMsg\":0,\"datetime\":\"%s\",\"uid\":4207,\"text\":\"Hi\"},"
                     "{\"id\":60,\"mainMsg\":44,\"datetime\":\"%s\",\"uid\":4207,\"text\":\"Hi\"}]",
                     time, time);
  static const char *const taken[][4] = { { NULL }, { "r60" }, { "m45", "r60" }, { "m44", "m45", "r60" } };
  static const char *const found[] = { "r60", "m44", "m44", NULL };
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("Hi", NULL);
  CabinetCall call = { .record = CABINET_RECORD (request), .contract = "4207" };

  call.asked_at = cabinet_instant_now ();
  abills_put (f, "user/msgs", list);
  abills_put (f, "user/msgs/44/reply", replies);
  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr (CabinetReply) reply = NULL;
      CabinetMessage *message;

      call.id = i == 2 ? NULL : "m44";
      call.taken = taken[i];
      reply = provider_call_good (f->provider, CABINET_OP_FIND_MESSAGE, &call);
      message = reply->record;
      g_assert_cmpstr (message != NULL ? message->id : NULL, ==, found[i]);
    }
}

static void
test_attachment (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetAttachmentContent) content = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  player_put (f->player, "GET", "/api.cgi/user/msgs/attachments/4", NULL, 200, "content-type: text/plain",
              "hello log");
  content = abills_ask (f, CABINET_OP_FETCH_ATTACHMENT, NULL, "d4");
  bytes = (char *) g_base64_decode (content->content, &length);
  g_assert_cmpmem (bytes, length, "hello log", 9);
  g_assert_cmpint (content->size, ==, 9);
  abills_put_status (f, "user/msgs/attachments/5", 400,
                     "{\"errmsg\":\"No such file\",\"errno\":1070003,\"errstr\":\"ERR_NO_ATTACHMENT\"}");
  abills_ask_bad (f, CABINET_OP_FETCH_ATTACHMENT, NULL, "d5", CABINET_ERROR_REFUSED, "not-found");
  abills_ask_bad (f, CABINET_OP_FETCH_ATTACHMENT, NULL, "4", CABINET_ERROR_REFUSED, "not-found");
}

static void
test_news (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetNoticeList) list = NULL;
  CabinetNotice *notice;

  abills_put (f, "user/portal/news",
              "{\"news\":[{\"id\":1,\"title\":\"Old\",\"content\":\"\",\"shortDescription\":\"In short\","
              "\"date\":\"2026-01-02\",\"url\":\"javascript:alert(1)\"},"
              "{\"id\":2,\"title\":\"Works &amp; more\",\"content\":\"<p>From 02:00 <b>works</b>.</p>\","
              "\"date\":\"2026-05-20\",\"url\":\"https://polissia.example/works\"}],\"topics\":{}}");
  list = abills_call (f, CABINET_OP_LIST_NOTICES);
  g_assert_cmpuint (cabinet_list_length (list->notices), ==, 2);
  notice = cabinet_list_get (list->notices, 0);
  g_assert_cmpstr (notice->id, ==, "n2");
  g_assert_cmpstr (notice->title, ==, "Works & more");
  g_assert_cmpstr (notice->text, ==, "From 02:00 works.");
  g_assert_cmpstr (notice->url, ==, "https://polissia.example/works");
  notice = cabinet_list_get (list->notices, 1);
  g_assert_cmpstr (notice->text, ==, "In short");
  g_assert_null (notice->url);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  abills_add ("/abills-talk/ledger", test_ledger);
  abills_add ("/abills-talk/ledger-long", test_ledger_long);
  abills_add ("/abills-talk/ledger-broken", test_ledger_broken);
  abills_add ("/abills-talk/card", test_card);
  abills_add ("/abills-talk/card-refused", test_card_refused);
  abills_add ("/abills-talk/methods", test_methods);
  abills_add ("/abills-talk/threads", test_threads);
  abills_add ("/abills-talk/messages", test_messages);
  abills_add ("/abills-talk/open-thread", test_open_thread);
  abills_add ("/abills-talk/send-message", test_send_message);
  abills_add ("/abills-talk/send-file", test_send_file);
  abills_add ("/abills-talk/find-message", test_find_message);
  abills_add ("/abills-talk/find-taken", test_find_taken);
  abills_add ("/abills-talk/attachment", test_attachment);
  abills_add ("/abills-talk/news", test_news);
  return g_test_run ();
}
