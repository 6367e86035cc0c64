/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-process.h"

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <unistd.h>

struct _DemoProcess
{
  GPtrArray *options; /* without program and port; owned, NULL-terminated */
  GSubprocess *process;
  GDataInputStream *output;
  char *url;
  guint port;
};

/**
 * demo_process_is_available:
 *
 * Returns: whether CABINET_DEMO names a program; a test that needs the demo is skipped otherwise
 */
gboolean
demo_process_is_available (void)
{
  const char *program = g_getenv ("CABINET_DEMO");

  return program != NULL && g_file_test (program, G_FILE_TEST_IS_EXECUTABLE);
}

static char *
make_log_name (const char *folder)
{
  static int serial;
  g_autofree char *program = g_path_get_basename (g_get_prgname () != NULL ? g_get_prgname () : "test");
  g_autofree char *name = NULL;

  name = g_strdup_printf ("%s-%d-%d.jsonl", program, (int) getpid (), g_atomic_int_add (&serial, 1));
  return g_build_filename (folder, name, NULL);
}

static void
read_url (DemoProcess *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GUri) uri = NULL;

  line = g_data_input_stream_read_line (self->output, NULL, NULL, &error);
  g_assert_no_error (error);
  if (line == NULL)
    g_error ("cabinet-demo ended before it printed its address");
  uri = g_uri_parse (line, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_uri_get_port (uri), >, 0);

  g_free (self->url);
  self->url = g_strchomp (g_steal_pointer (&line));
  self->port = (guint) g_uri_get_port (uri);
}

/* What libsoup's server loses (see tests/lsan.supp) is known by a frame far from the allocation. */
static void
tell_leak_checker (GSubprocessLauncher *launcher)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *more = NULL;

  if (options == NULL)
    return;
  more = g_strconcat (options, ":fast_unwind_on_malloc=0:malloc_context_size=16", NULL);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", more, TRUE);
}

/**
 * demo_process_start:
 *
 * Starts the program again after demo_process_stop() or demo_process_kill(), on the port it had.
 */
void
demo_process_start (DemoProcess *self)
{
  const char *program = g_getenv ("CABINET_DEMO");
  const char *folder = g_getenv ("CABINET_EXCHANGES");
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (program);
  g_assert_null (self->process);

  g_ptr_array_add (argv, g_strdup (program));
  g_ptr_array_add (argv, g_strdup ("--with-parent"));
  g_ptr_array_add (argv, g_strdup ("--port"));
  g_ptr_array_add (argv, g_strdup_printf ("%u", self->port));
  if (folder != NULL && *folder != '\0')
    {
      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_ptr_array_add (argv, g_strdup ("--log"));
      g_ptr_array_add (argv, make_log_name (folder));
    }
  for (guint i = 0; i + 1 < self->options->len; i++)
    g_ptr_array_add (argv, g_strdup (g_ptr_array_index (self->options, i)));
  g_ptr_array_add (argv, NULL);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  tell_leak_checker (launcher);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_url (self);
}

/**
 * demo_process_newv:
 * @options: (nullable): further options of the demo, NULL-terminated
 *
 * Starts a demo and waits for its address.
 *
 * Returns: (transfer full): a running demo
 */
DemoProcess *
demo_process_newv (const char *const *options)
{
  DemoProcess *self = g_new0 (DemoProcess, 1);

  self->options = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (self->options, g_strdup (options[i]));
  g_ptr_array_add (self->options, NULL);
  demo_process_start (self);
  return self;
}

DemoProcess *
demo_process_new (const char *option, ...)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new ();
  va_list args;

  va_start (args, option);
  for (const char *each = option; each != NULL; each = va_arg (args, const char *))
    g_ptr_array_add (options, (gpointer) each);
  va_end (args);
  g_ptr_array_add (options, NULL);
  return demo_process_newv ((const char *const *) options->pdata);
}

/**
 * demo_process_get_url:
 *
 * Returns: "http://127.0.0.1:PORT", without a slash at its end
 */
const char *
demo_process_get_url (DemoProcess *self)
{
  return self->url;
}

/**
 * demo_process_dup_url:
 * @path: begins with a slash: "/tomtel"
 *
 * Returns: (transfer full): the address of @path
 */
char *
demo_process_dup_url (DemoProcess *self, const char *path)
{
  return g_strconcat (self->url, path, NULL);
}

guint
demo_process_get_port (DemoProcess *self)
{
  return self->port;
}

static void
forget_process (DemoProcess *self)
{
  g_clear_object (&self->output);
  g_clear_object (&self->process);
}

/**
 * demo_process_stop:
 *
 * Ends the demo by SIGTERM and asserts that it leaves with 0.
 */
void
demo_process_stop (DemoProcess *self)
{
  g_autoptr (GError) error = NULL;

  if (self->process == NULL)
    return;
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  forget_process (self);
}

/**
 * demo_process_kill:
 *
 * The server dies as by a power cut.
 */
void
demo_process_kill (DemoProcess *self)
{
  if (self->process == NULL)
    return;
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  forget_process (self);
}

/**
 * demo_process_freeze:
 *
 * The server takes requests and does not answer, until @frozen is FALSE.
 */
void
demo_process_freeze (DemoProcess *self, gboolean frozen)
{
  g_subprocess_send_signal (self->process, frozen ? SIGSTOP : SIGCONT);
}

/**
 * demo_process_control:
 * @verb: "clock", "tokens", "ledger?tenant=tomtel&login=12345" …
 * @json: (nullable): a body to POST; NULL = GET
 *
 * Returns: (transfer full): the answer's body
 */
char *
demo_process_control (DemoProcess *self, const char *verb, const char *json)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = g_strdup_printf ("%s/control/%s", self->url, verb);
  g_autoptr (SoupMessage) message = soup_message_new (json != NULL ? "POST" : "GET", url);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (json != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != 200)
    g_error ("/control/%s: %u %.*s", verb, soup_message_get_status (message), (int) g_bytes_get_size (answer),
             (const char *) g_bytes_get_data (answer, NULL));
  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

void
demo_process_free (DemoProcess *self)
{
  demo_process_stop (self);
  g_ptr_array_unref (self->options);
  g_free (self->url);
  g_free (self);
}
