/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-desk.h"

#include "cabinet-notice.h"

/* I2-I4, I6: what a provider says to all, and the marks of who has read it. */

#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)

static CabinetNoticeList *
list_notices (Client *client)
{
  g_autoptr (Answer) answer = client_read (client, "notices");

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_NOTICE_LIST);
}

static CabinetNotice *
find_kind (CabinetNoticeList *list, CabinetNoticeKind kind)
{
  for (guint i = 0; i < cabinet_list_length (list->notices); i++)
    {
      CabinetNotice *notice = cabinet_list_get (list->notices, i);

      if (notice->kind == kind)
        return notice;
    }
  return NULL;
}

static Answer *
mark (Client *client, const char *id)
{
  g_autofree char *path = g_strdup_printf ("v1/notices/%s/read", id);

  return client_change (client, "POST", path, NULL);
}

static void
check_current (CabinetNoticeList *list, CabinetInstant now)
{
  CabinetInstant before = G_MAXINT64;

  g_assert_cmpuint (cabinet_list_length (list->notices), >=, 3);
  for (guint i = 0; i < cabinet_list_length (list->notices); i++)
    {
      CabinetNotice *notice = cabinet_list_get (list->notices, i);

      g_assert_cmpint (notice->at, <=, before);
      before = notice->at;
      g_assert_cmpint (notice->at, <=, now);
      g_assert_true (notice->expires_at == 0 || notice->expires_at > now);
      g_assert_false (notice->read);
      if (notice->kind == CABINET_NOTICE_KIND_WORKS)
        {
          g_assert_cmpint (notice->ends_at, >, notice->starts_at);
          g_assert_cmpint (notice->expires_at, ==, notice->ends_at);
        }
    }
}

/* Each tenant has works and a change of price, whatever the day on which the demo is started. */
static void
test_always_some (void)
{
  static const char *const starts[] = { NOW, "2027-02-27T18:30:00Z" };
  static const struct
  {
    const char *tenant;
    const char *category;
  } tenants[] = { { "tomtel" }, { "centra" }, { "telemir" }, { "tctr", "cable" }, { "mts" } };

  for (guint s = 0; s < G_N_ELEMENTS (starts); s++)
    {
      g_autoptr (DemoProcess) demo = demo_process_new ("--now", starts[s], NULL);
      CabinetInstant now = 0;

      g_assert_true (cabinet_instant_parse (starts[s], &now));
      for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
        {
          g_autoptr (Client) client = client_new (demo, tenants[i].tenant);
          g_autoptr (CabinetNoticeList) list = NULL;
          CabinetNotice *price;

          client_enter (client, tenants[i].category, "12345", "demo");
          list = list_notices (client);
          check_current (list, now + HOUR);
          g_assert_nonnull (find_kind (list, CABINET_NOTICE_KIND_WORKS));
          price = find_kind (list, CABINET_NOTICE_KIND_PRICE_CHANGE);
          g_assert_nonnull (price);
          g_assert_cmpuint (price->effective_on, ==, cabinet_date_month_start (price->effective_on));
        }
    }
}

static void
test_read_marks (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (Client) other = NULL;
  g_autoptr (CabinetNoticeList) before = NULL;
  g_autoptr (CabinetNoticeList) after = NULL;
  g_autoptr (CabinetNoticeList) others = NULL;
  g_autoptr (Answer) marked = NULL;
  g_autoptr (Answer) again = NULL;
  g_autoptr (Answer) foreign = NULL;
  g_autoptr (Answer) nothing = NULL;
  const char *id;

  desk_open (&desk, "tomtel", NULL, NOW);
  before = list_notices (desk.client);
  id = ((CabinetNotice *) cabinet_list_get (before->notices, 1))->id;
  marked = mark (desk.client, id);
  g_assert_cmpint (marked->status, ==, 204);
  again = mark (desk.client, id);
  g_assert_cmpint (again->status, ==, 204);
  after = list_notices (desk.client);
  g_assert_false (((CabinetNotice *) cabinet_list_get (after->notices, 0))->read);
  g_assert_true (((CabinetNotice *) cabinet_list_get (after->notices, 1))->read);

  other = client_new (desk.demo, "tomtel");
  client_enter (other, NULL, "104205401", "demo");
  others = list_notices (other);
  g_assert_false (((CabinetNotice *) cabinet_list_get (others->notices, 1))->read);
  foreign = mark (other, id);
  answer_assert_problem (foreign, 404, "not-found");
  nothing = mark (other, "n0");
  answer_assert_problem (nothing, 404, "not-found");
}

/* Works are over when they are over; another notice comes on its day; after weeks there are some again. */
static void
test_as_time_goes_by (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetNoticeList) today = NULL;
  g_autoptr (CabinetNoticeList) later = NULL;
  g_autoptr (CabinetNoticeList) next_round = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  today = list_notices (desk.client);
  g_assert_cmpuint (cabinet_list_length (today->notices), ==, 5);
  desk_pass (&desk, 4 * 24 * 3600);
  client_enter (desk.client, NULL, "12345", "demo");
  later = list_notices (desk.client);
  g_assert_null (find_kind (later, CABINET_NOTICE_KIND_WORKS));
  g_assert_cmpint (((CabinetNotice *) cabinet_list_get (later->notices, 0))->kind, ==,
                   CABINET_NOTICE_KIND_NEWS);
  desk_pass (&desk, 25 * 24 * 3600);
  client_enter (desk.client, NULL, "12345", "demo");
  next_round = list_notices (desk.client);
  g_assert_nonnull (find_kind (next_round, CABINET_NOTICE_KIND_WORKS));
  g_assert_cmpstr (find_kind (next_round, CABINET_NOTICE_KIND_WORKS)->id, !=,
                   find_kind (today, CABINET_NOTICE_KIND_WORKS)->id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/notices/always-some", test_always_some);
  g_test_add_func ("/demo/notices/read-marks", test_read_marks);
  g_test_add_func ("/demo/notices/as-time-goes-by", test_as_time_goes_by);
  return g_test_run ();
}
