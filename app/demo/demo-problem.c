/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-problem.h"

static const struct
{
  const char *word;
  int status;
  DemoText title;
  DemoText detail;
} problems[DEMO_N_PROBLEMS] = {
  [DEMO_PROBLEM_WRONG_CREDENTIALS] = { "wrong-credentials", 401,
                                       DEMO_TEXT ("Wrong login or password", "Неверный логин или пароль"),
                                       DEMO_TEXT ("Check the number, the password and the category",
                                                  "Проверьте номер, пароль и категорию абонента") },
  [DEMO_PROBLEM_SESSION_OVER] = { "session-over", 401, DEMO_TEXT ("The session is over", "Сеанс завершён"),
                                  DEMO_TEXT ("Sign in again", "Войдите снова") },
  [DEMO_PROBLEM_WRONG_CODE] = { "wrong-code", 401, DEMO_TEXT ("Wrong code", "Неверный код"),
                                DEMO_TEXT ("Check the code in the message", "Проверьте код в сообщении") },
  [DEMO_PROBLEM_CODE_EXPIRED] = { "code-expired", 410,
                                  DEMO_TEXT ("The code is no longer valid", "Код больше не действует"),
                                  DEMO_TEXT ("Start signing in again to get a new one",
                                             "Начните вход заново, придёт новый") },
  [DEMO_PROBLEM_LOCKED] = { "locked", 429,
                            DEMO_TEXT ("Signing in is locked for a while", "Вход временно закрыт"),
                            DEMO_TEXT ("There were too many wrong passwords in a row",
                                       "Слишком много неверных паролей подряд") },
  [DEMO_PROBLEM_NOT_OPEN_YET] = { "not-open-yet", 403,
                                  DEMO_TEXT ("The cabinet is not open yet", "Кабинет ещё не открыт"),
                                  DEMO_TEXT (
                                    "For a new contract the cabinet opens on the 1st of the next month",
                                    "По новому договору кабинет откроется 1-го числа следующего месяца") },
  [DEMO_PROBLEM_CLOSED] = { "closed", 403, DEMO_TEXT ("The contract is closed", "Договор расторгнут"),
                            DEMO_TEXT ("Signing in was closed with the contract",
                                       "Вход закрыт вместе с договором") },
  [DEMO_PROBLEM_FORBIDDEN] = { "forbidden", 403, DEMO_TEXT ("Access is switched off", "Доступ отключён"),
                               DEMO_TEXT ("The provider has switched this sign-in off; call support",
                                          "Провайдер отключил этот вход; обратитесь в поддержку") },
  [DEMO_PROBLEM_NOT_FOR_GUESTS] = { "not-for-guests", 403,
                                    DEMO_TEXT ("Not without signing in", "Без входа нельзя"),
                                    DEMO_TEXT ("Sign in with a contract for this",
                                               "Для этого войдите с договором") },
  [DEMO_PROBLEM_NOT_FOUND] = { "not-found", 404, DEMO_TEXT ("Not found", "Не найдено"),
                               DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_BAD_VALUE] = { "bad-value", 400,
                               DEMO_TEXT ("The request cannot be read", "Запрос составлен неверно"),
                               DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_AMOUNT_MIN] = { "amount-min", 422,
                                DEMO_TEXT ("The amount is too small", "Сумма слишком мала"),
                                DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_AMOUNT_MAX] = { "amount-max", 422,
                                DEMO_TEXT ("The amount is too large", "Сумма слишком велика"),
                                DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_TOO_LONG] = { "too-long", 422, DEMO_TEXT ("The text is too long", "Текст слишком длинный"),
                              DEMO_TEXT ("Shorten it, or send it in two parts",
                                         "Сократите его или отправьте двумя частями") },
  [DEMO_PROBLEM_FILE_REFUSED] = { "file-refused", 422,
                                  DEMO_TEXT ("Such a file is not taken", "Такой файл не принимается"),
                                  DEMO_TEXT ("Pictures (JPEG, PNG), PDF and plain text are taken",
                                             "Принимаются изображения (JPEG, PNG), PDF и текст") },
  [DEMO_PROBLEM_NOT_ELIGIBLE] = { "not-eligible", 422,
                                  DEMO_TEXT ("This cannot be done now", "Сейчас так нельзя"),
                                  DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_KEY_REUSED] = { "key-reused", 422,
                                DEMO_TEXT ("The key was used for something else",
                                           "Ключ уже использован для другого"),
                                DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_IN_PROGRESS] = { "in-progress", 409,
                                 DEMO_TEXT ("The first request is still being worked on",
                                            "Первый запрос ещё выполняется"),
                                 DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_PREVIEW_STALE] = { "preview-stale", 409,
                                   DEMO_TEXT ("What was shown is no longer true",
                                              "Показанное больше не действует"),
                                   DEMO_TEXT ("Look at the change again before confirming it",
                                              "Посмотрите условия ещё раз и подтвердите снова") },
  [DEMO_PROBLEM_CONFIRMATION_NEEDED] = { "confirmation-needed", 403,
                                         DEMO_TEXT ("The password is needed once more",
                                                    "Нужно ещё раз ввести пароль"),
                                         DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_ALREADY] = { "already", 409, DEMO_TEXT ("It is so already", "Так уже есть"),
                             DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_GONE] = { "gone", 410,
                          DEMO_TEXT ("This place in the history is gone", "Этого места в истории больше нет"),
                          DEMO_TEXT ("The history was rebuilt; read it anew",
                                     "История перестроена; прочтите её заново") },
  [DEMO_PROBLEM_RATE_LIMITED] = { "rate-limited", 429,
                                  DEMO_TEXT ("Too many requests", "Слишком много запросов"),
                                  DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_TOO_LARGE] = { "too-large", 413,
                               DEMO_TEXT ("The request is too large", "Слишком большой запрос"),
                               DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_METHOD_NOT_ALLOWED] = { "method-not-allowed", 405,
                                        DEMO_TEXT ("This cannot be done here", "Здесь так нельзя"),
                                        DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_SERVER_ERROR] = { "server-error", 500, DEMO_TEXT ("The server has failed", "Сбой на сервере"),
                                  DEMO_TEXT (NULL, NULL) },
  [DEMO_PROBLEM_UNAVAILABLE] = { "unavailable", 503,
                                 DEMO_TEXT ("The server is busy or under repair",
                                            "Сервер занят или на обслуживании"),
                                 DEMO_TEXT (NULL, NULL) },
};

/**
 * demo_problem_new:
 *
 * Returns: (transfer full): the body of a refusal (RFC 9457)
 */
CabinetProblem *
demo_problem_new (DemoProblem problem, DemoLanguage language)
{
  CabinetProblem *record = g_object_new (CABINET_TYPE_PROBLEM, NULL);

  g_assert ((guint) problem < DEMO_N_PROBLEMS);
  record->type = g_strconcat ("urn:cabinet:problem:", problems[problem].word, NULL);
  record->title = g_strdup (demo_text (&problems[problem].title, language));
  record->status = problems[problem].status;
  record->detail = g_strdup (demo_text (&problems[problem].detail, language));
  return record;
}

void
demo_problem_add_field (CabinetProblem *problem, const char *name, const char *detail)
{
  g_autoptr (CabinetProblemField) field = g_object_new (CABINET_TYPE_PROBLEM_FIELD, NULL);

  field->name = g_strdup (name);
  field->detail = g_strdup (detail);
  g_list_store_append (problem->fields, field);
}
