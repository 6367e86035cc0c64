/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider-info.h"

G_BEGIN_DECLS

/* What the server wants next, or a session. */
typedef enum
{
  CABINET_STEP_KIND_UNKNOWN,
  CABINET_STEP_KIND_SESSION,
  CABINET_STEP_KIND_CODE,
  CABINET_STEP_KIND_CHOOSE,
  CABINET_STEP_KIND_BROWSER,
} CabinetStepKind;

#define CABINET_TYPE_STEP_KIND (cabinet_step_kind_get_type ())
GType cabinet_step_kind_get_type (void);

#define CABINET_TYPE_SIGN_IN_REQUEST (cabinet_sign_in_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSignInRequest, cabinet_sign_in_request, CABINET, SIGN_IN_REQUEST, CabinetRecord)

/* Opens a session. */
struct _CabinetSignInRequest
{
  CabinetRecord parent_instance;

  CabinetLoginKind kind;
  char *category;
  char *login;
  char *secret;  /* never logged */
  char *name;    /* of a guest: how to address him */
  char *contact; /* of a guest: a phone or an e-mail, if he likes */
};

#define CABINET_TYPE_SIGN_IN_ANSWER (cabinet_sign_in_answer_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSignInAnswer, cabinet_sign_in_answer, CABINET, SIGN_IN_ANSWER, CabinetRecord)

/* Answers a step. */
struct _CabinetSignInAnswer
{
  CabinetRecord parent_instance;

  char *code;
  char *choice;
};

#define CABINET_TYPE_REFRESH_REQUEST (cabinet_refresh_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetRefreshRequest, cabinet_refresh_request, CABINET, REFRESH_REQUEST, CabinetRecord)

/* Trades a refresh token for a new pair. */
struct _CabinetRefreshRequest
{
  CabinetRecord parent_instance;

  char *refresh_token;
};

#define CABINET_TYPE_SESSION (cabinet_session_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSession, cabinet_session, CABINET, SESSION, CabinetRecord)

/* A pair of tokens; or one alone, of a system that does not renew it and does not say when it ends. */
struct _CabinetSession
{
  CabinetRecord parent_instance;

  char *access_token;
  char *refresh_token;
  CabinetInstant expires_at;
  gboolean password_temporary; /* B12 */
  gboolean guest;              /* H5: it opens a conversation and nothing else */
};

#define CABINET_TYPE_SIGN_IN_CHOICE (cabinet_sign_in_choice_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSignInChoice, cabinet_sign_in_choice, CABINET, SIGN_IN_CHOICE, CabinetRecord)

/* One thing to choose. */
struct _CabinetSignInChoice
{
  CabinetRecord parent_instance;

  char *id;
  char *label;
};

#define CABINET_TYPE_SIGN_IN_STEP (cabinet_sign_in_step_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSignInStep, cabinet_sign_in_step, CABINET, SIGN_IN_STEP, CabinetRecord)

/* A session, or what is missing for one. */
struct _CabinetSignInStep
{
  CabinetRecord parent_instance;

  CabinetStepKind step;
  char *id; /* where the answer goes */
  CabinetSession *session;
  char *masked_target; /* where the code went */
  CabinetInstant expires_at;
  gint64 attempts_left;
  GListStore *choices;
  char *url; /* of a browser step */
};

G_END_DECLS
