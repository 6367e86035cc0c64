/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-catalogue.h"
#include "cabinet-change.h"
#include "cabinet-connection.h"
#include "cabinet-contract.h"
#include "cabinet-document.h"
#include "cabinet-http.h"
#include "cabinet-message.h"
#include "cabinet-notice.h"
#include "cabinet-offer.h"
#include "cabinet-operation.h"
#include "cabinet-overview.h"
#include "cabinet-payment.h"
#include "cabinet-profile.h"
#include "cabinet-provider-info.h"
#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

/* The operations of a provider (design, section 1): see cabinet-provider-ops.c for the table. */
typedef enum
{
  CABINET_OP_READ_PROVIDER,     /* - -> ProviderInfo; public */
  CABINET_OP_SIGN_IN,           /* SignInRequest -> SignInStep; public */
  CABINET_OP_SIGN_IN_NEXT,      /* SignInAnswer, id -> SignInStep; public */
  CABINET_OP_REFRESH,           /* RefreshRequest -> Session; public */
  CABINET_OP_SIGN_OUT,          /* - -> nothing */
  CABINET_OP_LIST_CONTRACTS,    /* - -> ContractList */
  CABINET_OP_READ_CAPABILITIES, /* contract -> CapabilityList */
  CABINET_OP_READ_OVERVIEW,     /* contract -> Overview */
  CABINET_OP_LIST_MONTHS,       /* contract -> OperationMonths */
  CABINET_OP_READ_STATEMENT,    /* contract, month or since, cursor, limit -> OperationPage */
  CABINET_OP_CONFIRM,           /* ConfirmationRequest -> Confirmation */
  CABINET_OP_LIST_SERVICES,     /* contract -> ServiceList */
  CABINET_OP_LIST_TARIFFS,      /* contract -> TariffList */
  CABINET_OP_PREVIEW_CHANGE,    /* contract, ChangeRequest -> ChangePreview */
  CABINET_OP_APPLY_CHANGE,      /* contract, ChangeRequest, key -> Change */
  CABINET_OP_LIST_CHANGES,      /* contract, cursor, limit -> ChangeList */
  CABINET_OP_CANCEL_CHANGE,     /* id of a change, key -> Change */
  CABINET_OP_LIST_METHODS,      /* contract -> PaymentMethodList */
  CABINET_OP_CREATE_PAYMENT,    /* contract, PaymentRequest, key -> Payment */
  CABINET_OP_READ_PAYMENT,      /* id of a payment -> Payment */
  CABINET_OP_LIST_PAYMENTS,     /* contract, cursor, limit -> PaymentList */
  CABINET_OP_LIST_THREADS,      /* contract -> ThreadList */
  CABINET_OP_READ_THREAD,       /* id of a thread, cursor, limit -> MessagePage */
  CABINET_OP_OPEN_THREAD,       /* contract, MessageRequest, key -> Message */
  CABINET_OP_SEND_MESSAGE,      /* id of a thread, MessageRequest, key -> Message */
  CABINET_OP_MARK_THREAD_READ,  /* id of a thread, ReadRequest, key -> nothing */
  CABINET_OP_UPLOAD,            /* UploadRequest, key -> Attachment */
  CABINET_OP_FETCH_ATTACHMENT,  /* id of an attachment -> AttachmentContent */
  CABINET_OP_LIST_NOTICES,      /* contract -> NoticeList */
  CABINET_OP_MARK_NOTICE_READ,  /* id of a notice, key -> nothing */
  CABINET_OP_WATCH,             /* cursor (NULL = from now on), wait -> EventPage */
  CABINET_OP_READ_PROMISE,      /* contract -> PromiseOffer */
  CABINET_OP_READ_SUSPENSION,   /* contract -> SuspensionOffer */
  CABINET_OP_REDEEM_CARD,       /* contract, CardRequest, key -> Payment */
  CABINET_OP_FIND_CHANGE,       /* contract, ChangeRequest, asked_at -> Change, or nothing */
  CABINET_OP_FIND_MESSAGE,      /* contract, MessageRequest, id of a thread or NULL, asked_at -> Message, or
                                   nothing */
  CABINET_OP_RECOVER,           /* RecoveryRequest -> RecoveryStep; public */
  CABINET_OP_READ_PROFILE,      /* contract -> Profile */
  CABINET_OP_CHANGE_PROFILE,    /* contract, ProfileRequest, key -> Profile */
  CABINET_OP_CHANGE_PASSWORD,   /* contract, PasswordRequest, key -> Session, which the new one has opened */
  CABINET_OP_LIST_DOCUMENTS,    /* contract -> DocumentList */
  CABINET_OP_READ_DOCUMENT,     /* id of a document -> Document */
  CABINET_OP_LIST_QUESTIONS,    /* contract -> QuestionList */
  CABINET_OP_LIST_CONNECTIONS,  /* contract -> ConnectionList */
  CABINET_N_OPS,
} CabinetOp;

/* How a system tells its ledger. */
typedef enum
{
  CABINET_LEDGER_PAGES,       /* months, pages with a cursor, a feed of changes */
  CABINET_LEDGER_WITH_IDS,    /* all of it in one answer; rows have ids */
  CABINET_LEDGER_WITHOUT_IDS, /* all of it in one answer; ids are made of what a row says (Q2) */
} CabinetLedger;

/* What an operation is asked with. Unused members stay zero. */
typedef struct
{
  CabinetRecord *record; /* body */
  const char *contract;
  const char *id;    /* of a sign-in step, a change, a payment, a thread, an attachment or a notice */
  const char *etag;  /* of the answer that is known */
  CabinetDate month; /* first day of the month wanted */
  gint64 since;      /* changes after this seq, if has_since */
  gboolean has_since;
  const char *epoch; /* that since is of; the server says "gone" if it is another now */
  const char *cursor;
  guint limit;     /* 0 = the server's own */
  const char *key; /* of a change: a UUID that was written down before; repeated, it changes nothing more */
  guint wait;      /* seconds that a long poll may take, at most 25 */
  guint patience;  /* milliseconds for all that is asked; 0 = as long as each request may take */
  CabinetInstant asked_at;  /* of what is looked for in a system without keys: when it was asked for */
  const char *const *taken; /* ids that others are known by, and what is looked for is not; nullable */
  GPtrArray *files;         /* of a message, CabinetUploadRequest, where none are uploaded before; nullable */
  const char *currency;     /* of the contract: an answer in another one is a fault; NULL = not checked */
  gboolean web_forms;       /* the person lets the forms of the provider's web pages be filled in */
} CabinetCall;

CabinetCall *cabinet_call_copy (const CabinetCall *call);
void cabinet_call_free (CabinetCall *call);
gboolean cabinet_call_is_taken (const CabinetCall *call, const char *id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetCall, cabinet_call_free)

#define CABINET_TYPE_REPLY (cabinet_reply_get_type ())
G_DECLARE_FINAL_TYPE (CabinetReply, cabinet_reply, CABINET, REPLY, GObject)

struct _CabinetReply
{
  GObject parent_instance;

  gpointer record; /* a CabinetRecord; NULL if there is nothing to say or not_modified */
  gboolean not_modified;
  char *etag;                 /* nullable */
  CabinetInstant server_time; /* 0 = unknown */
};

#define CABINET_TYPE_PROVIDER (cabinet_provider_get_type ())
G_DECLARE_DERIVABLE_TYPE (CabinetProvider, cabinet_provider, CABINET, PROVIDER, GObject)

struct _CabinetProviderClass
{
  GObjectClass parent_class;

  /* The one virtual call: a connector runs @op or fails with CABINET_ERROR_UNSUPPORTED. */
  void (*call_async) (CabinetProvider *self,
                      CabinetOp op,
                      const CabinetCall *call,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  CabinetReply *(*call_finish) (CabinetProvider *self, GAsyncResult *result, GError **error);

  /* Whether the connector has an entry for @op. */
  gboolean (*supports) (CabinetProvider *self, CabinetOp op);
};

const char *const *cabinet_provider_list_connectors (void);
/* @connector: nullable, as for cabinet_provider_new(). */
CabinetLedger cabinet_provider_get_ledger (const char *connector);
gboolean cabinet_provider_keeps_keys (const char *connector);
gboolean cabinet_provider_takes_uploads (const char *connector);
gboolean cabinet_provider_has_web_forms (const char *connector);
CabinetProvider *cabinet_provider_new (const char *connector,
                                       const char *base_url,
                                       CabinetAuthorizer *authorizer,
                                       GError **error);
CabinetHttp *cabinet_provider_get_http (CabinetProvider *self);
gboolean cabinet_provider_supports (CabinetProvider *self, CabinetOp op);

void cabinet_provider_call_async (CabinetProvider *self,
                                  CabinetOp op,
                                  const CabinetCall *call,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
CabinetReply *cabinet_provider_call_finish (CabinetProvider *self, GAsyncResult *result, GError **error);

G_END_DECLS
