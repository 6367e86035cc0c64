/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

#include <string.h>

/**
 * abills_dup_id:
 * @kind: a letter
 * @member: of the number
 *
 * Returns: (transfer full) (nullable): the id, such as "p4"; %NULL if @row has no number there
 */
char *
abills_dup_id (char kind, JsonObject *row, const char *member)
{
  g_autofree char *number = cabinet_loose_dup_text (row, member);

  if (number == NULL || strspn (number, "0123456789") != strlen (number))
    return NULL;
  return g_strdup_printf ("%c%s", kind, number);
}

/**
 * abills_parse_id:
 * @id: (nullable): what abills_dup_id() made, or anything else
 *
 * Returns: (transfer none) (nullable): the number in it, digits only; %NULL if it is no id of that kind
 */
const char *
abills_parse_id (const char *id, char kind)
{
  if (id == NULL || *id != kind || id[1] == '\0' || strspn (id + 1, "0123456789") != strlen (id + 1))
    return NULL;
  return id + 1;
}

/* Whether @row is what @id names. */
gboolean
abills_has_id (JsonObject *row, const char *member, const char *id, char kind)
{
  g_autofree char *own = abills_dup_id (kind, row, member);

  return own != NULL && g_strcmp0 (own, id) == 0;
}

/**
 * abills_find_row:
 * @rows: (nullable): a list
 *
 * Returns: (transfer none) (nullable): the row that @id names
 */
JsonObject *
abills_find_row (JsonArray *rows, const char *member, const char *id, char kind)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);

      if (row != NULL && abills_has_id (row, member, id, kind))
        return row;
    }
  return NULL;
}

/**
 * abills_dup_tariff_id:
 * @internet: (nullable): rows of /user/internet
 * @service: (nullable): the one of them whose tariff it is or can become
 * @row: that has its number
 *
 * Returns: (transfer full) (nullable): the id, such as "t103"; of one of several services "t103-i7"
 */
char *
abills_dup_tariff_id (JsonArray *internet, JsonObject *service, JsonObject *row)
{
  g_autofree char *id = abills_dup_id (ABILLS_ID_TARIFF, row, "tpId");
  g_autofree char *own = abills_dup_id (ABILLS_ID_INTERNET, service, "id");

  if (id == NULL || own == NULL || internet == NULL || json_array_get_length (internet) < 2)
    return g_steal_pointer (&id);
  return g_strconcat (id, "-", own, NULL);
}

/**
 * abills_parse_tariff_id:
 * @id: (nullable): what abills_dup_tariff_id() made, or anything else
 *
 * Returns: (transfer full) (nullable): the number of the tariff, digits only
 */
char *
abills_parse_tariff_id (const char *id)
{
  g_autofree char *tariff = id != NULL ? g_strndup (id, strcspn (id, "-")) : NULL;

  return g_strdup (abills_parse_id (tariff, ABILLS_ID_TARIFF));
}

/* Whether @row has the tariff that @id names, whatever service that is of. */
gboolean
abills_is_tariff (JsonObject *row, const char *id)
{
  g_autofree char *number = abills_parse_tariff_id (id);
  g_autofree char *own = cabinet_loose_dup_text (row, "tpId");

  return number != NULL && g_strcmp0 (own, number) == 0;
}

/**
 * abills_find_tariff:
 * @rows: (nullable): a list of tariffs
 *
 * Returns: (transfer none) (nullable): the one that @id names
 */
JsonObject *
abills_find_tariff (JsonArray *rows, const char *id)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);

      if (row != NULL && abills_is_tariff (row, id))
        return row;
    }
  return NULL;
}

/**
 * abills_find_service:
 * @internet: (nullable): rows of /user/internet
 * @id: (nullable): of a tariff
 *
 * Returns: (transfer none) (nullable): the service that it is of; where it does not say, the first whose
 *   tariff can be changed
 */
JsonObject *
abills_find_service (JsonArray *internet, const char *id)
{
  const char *service = id != NULL ? strchr (id, '-') : NULL;

  if (service != NULL)
    return abills_find_row (internet, "id", service + 1, ABILLS_ID_INTERNET);
  for (guint i = 0; internet != NULL && i < json_array_get_length (internet); i++)
    {
      JsonObject *row = cabinet_loose_get_element (internet, i);

      if (cabinet_loose_get_bool (row, "canChangeTp"))
        return row;
    }
  return cabinet_loose_get_element (internet, 0);
}

/* A body is an object, also where it says nothing: an empty one is a failure of the server's (502). */
JsonBuilder *
abills_body_new (void)
{
  return json_builder_begin_object (json_builder_new ());
}

void
abills_body_add (JsonBuilder *body, const char *member, const char *text)
{
  json_builder_set_member_name (body, member);
  json_builder_add_string_value (body, text != NULL ? text : "");
}

void
abills_body_add_number (JsonBuilder *body, const char *member, const char *digits)
{
  json_builder_set_member_name (body, member);
  json_builder_add_int_value (body, g_ascii_strtoll (digits, NULL, 10));
}

/**
 * abills_request:
 * @path: below the base URL
 * @body: (nullable): made by abills_body_new(); ended here
 *
 * Returns: (transfer full): a signed request
 */
CabinetRequest *
abills_request (const char *method, const char *path, JsonBuilder *body)
{
  CabinetRequest *request = cabinet_request_new (method, path, CABINET_REQUEST_SIGNED);
  g_autoptr (JsonNode) node = NULL;

  if (body != NULL)
    {
      node = json_builder_get_root (json_builder_end_object (body));
      cabinet_request_set_body (request, node);
    }
  return request;
}

CabinetRequest *
abills_get (const char *path)
{
  return abills_request ("GET", path, NULL);
}

/**
 * abills_public:
 * @body: made by abills_body_new(); ended here
 *
 * Returns: (transfer full): a POST without a session
 */
CabinetRequest *
abills_public (const char *path, JsonBuilder *body)
{
  CabinetRequest *request = cabinet_request_new ("POST", path, CABINET_REQUEST_PUBLIC);
  g_autoptr (JsonNode) node = json_builder_get_root (json_builder_end_object (body));

  cabinet_request_set_body (request, node);
  return request;
}

gboolean
abills_is_blank (const char *text)
{
  while (text != NULL && g_ascii_isspace (*text))
    text++;
  return text == NULL || *text == '\0';
}

/**
 * abills_dup_digits:
 * @phone: (nullable): as a person writes it
 *
 * Returns: (transfer full): as ABillS keeps it: digits
 */
char *
abills_dup_digits (const char *phone)
{
  GString *digits = g_string_new (NULL);

  for (const char *c = phone != NULL ? phone : ""; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  return g_string_free (digits, FALSE);
}

/**
 * abills_mask_phone:
 * @phone: (nullable)
 *
 * Returns: (transfer full) (nullable): its last four digits; %NULL if it has no more
 */
char *
abills_mask_phone (const char *phone)
{
  gsize length = phone != NULL ? strlen (phone) : 0;

  return length > 4 ? g_strdup_printf ("•••%s", phone + length - 4) : NULL;
}

/**
 * abills_get_currency:
 *
 * Returns: (transfer none): of the contract; the code for none if the caller does not know it
 */
const char *
abills_get_currency (CabinetSequence *sequence)
{
  return sequence->call->currency != NULL ? sequence->call->currency : "XXX";
}

/**
 * abills_dup_zone:
 *
 * The server tells its local time and no zone: a subscriber lives where the provider is (Q11).
 *
 * Returns: (transfer full): this computer's zone, as an IANA name
 */
char *
abills_dup_zone (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);
  g_autoptr (GTimeZone) known = g_time_zone_new_identifier (name);

  return g_strdup (known != NULL ? name : "UTC");
}

/**
 * abills_get_now:
 *
 * Returns: when the newest answer was given, by the server's clock if it tells it
 */
CabinetInstant
abills_get_now (CabinetSequence *sequence)
{
  CabinetResponse *newest =
    sequence->answers->len > 0 ? cabinet_sequence_get_answer (sequence, sequence->answers->len - 1) : NULL;

  return newest != NULL && newest->server_time != 0 ? newest->server_time : cabinet_instant_now ();
}

CabinetDate
abills_get_today (CabinetSequence *sequence)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return cabinet_date_of_instant (abills_get_now (sequence), zone);
}

/**
 * abills_get_time:
 * @day: (out) (optional): the plain day, as it was told
 *
 * Returns: as cabinet_loose_get_time()
 */
CabinetInstant
abills_get_time (JsonObject *object, const char *member, CabinetDate *day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return cabinet_loose_get_time (object, member, zone, day);
}

/**
 * abills_dup_web:
 *
 * Returns: (transfer full): the web cabinet that stands beside the interface
 */
char *
abills_dup_web (CabinetSequence *sequence)
{
  const char *end = strstr (sequence->base_url, "/api.cgi");

  return end != NULL ? g_strndup (sequence->base_url, (gsize) (end - sequence->base_url) + 1)
                     : g_strdup (sequence->base_url);
}

/**
 * abills_get_start:
 *
 * Returns: when @day begins
 */
CabinetInstant
abills_get_start (CabinetDate day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) start = NULL;
  int year, month, number;

  if (day == CABINET_DATE_NONE)
    return 0;
  cabinet_date_split (day, &year, &month, &number);
  start = g_date_time_new (zone, year, month, number, 0, 0, 0);
  return start != NULL ? g_date_time_to_unix (start) * G_TIME_SPAN_SECOND : 0;
}
