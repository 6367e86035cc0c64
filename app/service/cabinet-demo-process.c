/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-demo-process.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Three deaths within half a minute are no accident: it is not started a fourth time. */
#define MAX_DEATHS 3
#define DEATH_WINDOW (30 * G_TIME_SPAN_SECOND)
#define START_LIMIT_S 15

struct _CabinetDemoProcess
{
  GObject parent_instance;

  char *folder;
  GSubprocess *process;
  GCancellable *starting; /* set while the first line is awaited */
  guint start_timer;
  char *url;
  GPtrArray *waiting; /* of GTask */
  gint64 deaths[MAX_DEATHS];
  guint n_deaths;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (CabinetDemoProcess, cabinet_demo_process, G_TYPE_OBJECT)

static void start (CabinetDemoProcess *self);

/**
 * cabinet_demo_is_address:
 * @base_url: (nullable): an address of a sign-in
 *
 * Returns: TRUE if @base_url means the demo that Cabinet starts itself ("demo:" or "demo:/tenant")
 */
gboolean
cabinet_demo_is_address (const char *base_url)
{
  return base_url != NULL && g_str_has_prefix (base_url, "demo:");
}

/* Beside the running program, or where a build tree has it: some folder above, then app/demo. */
static char *
find_beside_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (int level = 0; folder != NULL && level < 5 && !g_str_equal (folder, "/"); level++)
    {
      g_autofree char *beside = g_build_filename (folder, "cabinet-demo", NULL);
      g_autofree char *built = g_build_filename (folder, "app", "demo", "cabinet-demo", NULL);
      char *parent;

      if (level == 0 && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE)
          && !g_file_test (beside, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&beside);
      if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&built);
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return NULL;
}

/**
 * cabinet_demo_find_program:
 *
 * Returns: (transfer full) (nullable): the path of cabinet-demo: $CABINET_DEMO, beside the running program,
 *   in the build tree, or where it is installed
 */
char *
cabinet_demo_find_program (void)
{
  const char *named = g_getenv ("CABINET_DEMO");
  g_autofree char *installed = g_build_filename (CABINET_BIN_DIR, "cabinet-demo", NULL);
  char *found;

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  found = find_beside_program ();
  if (found != NULL)
    return found;
  return g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&installed) : NULL;
}

static void
answer_waiting (CabinetDemoProcess *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_strdup (self->url), g_free);
    }
}

static void
end_starting (CabinetDemoProcess *self)
{
  g_clear_handle_id (&self->start_timer, g_source_remove);
  g_clear_object (&self->starting);
}

static gboolean
dies_too_often (CabinetDemoProcess *self)
{
  gint64 now = g_get_monotonic_time ();
  guint recent = 0;

  self->deaths[self->n_deaths++ % MAX_DEATHS] = now;
  for (guint i = 0; i < MIN (self->n_deaths, MAX_DEATHS); i++)
    if (now - self->deaths[i] < DEATH_WINDOW)
      recent++;
  return recent >= MAX_DEATHS;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetDemoProcess) self = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  if (self->process != G_SUBPROCESS (source))
    return;
  g_clear_object (&self->process);
  g_clear_pointer (&self->url, g_free);
  end_starting (self);
  if (self->stopped)
    return;
  if (!dies_too_often (self))
    {
      start (self);
      return;
    }
  error = cabinet_error_new (CABINET_ERROR_OFFLINE, "demo", "%s", _ ("The demo ended three times in a row."));
  answer_waiting (self, error);
}

static void
on_first_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetDemoProcess) self = user_data;
  g_autoptr (GSubprocess) process = g_object_steal_data (source, "process");
  g_autofree char *line =
    g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (self->process != process || self->stopped)
    return;
  end_starting (self);
  if (line != NULL && g_str_has_prefix (line, "http://127.0.0.1:"))
    {
      self->url = g_strdup (g_strchomp (line));
      answer_waiting (self, NULL);
      return;
    }
  /* What follows is said in on_ended(): another try, or the error. */
  g_subprocess_force_exit (self->process);
}

static gboolean
on_start_limit (gpointer user_data)
{
  CabinetDemoProcess *self = user_data;

  self->start_timer = 0;
  g_cancellable_cancel (self->starting);
  return G_SOURCE_REMOVE;
}

/* Runs between fork and exec: nothing but system calls. */
static void
end_with_parent (gpointer user_data)
{
  pid_t parent = GPOINTER_TO_INT (user_data);

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != parent)
    _exit (1);
}

static void
start (CabinetDemoProcess *self)
{
  g_autofree char *program = cabinet_demo_find_program ();
  g_autofree char *data = g_build_filename (self->folder, "demo.db", NULL);
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, GINT_TO_POINTER (getpid ()), NULL);
  if (program != NULL)
    self->process = g_subprocess_launcher_spawn (launcher, &failure, program, "--port", "0", "--data", data,
                                                 "--with-parent", NULL);
  if (self->process == NULL)
    {
      error = cabinet_error_new (CABINET_ERROR_OFFLINE, "demo", _ ("The demo could not be started: %s"),
                                 failure != NULL ? failure->message : _ ("cabinet-demo was not found"));
      answer_waiting (self, error);
      return;
    }
  self->starting = g_cancellable_new ();
  self->start_timer = g_timeout_add_seconds (START_LIMIT_S, on_start_limit, self);
  g_subprocess_wait_async (self->process, NULL, on_ended, g_object_ref (self));
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_object_set_data_full (G_OBJECT (lines), "process", g_object_ref (self->process), g_object_unref);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->starting, on_first_line,
                                       g_object_ref (self));
}

/**
 * cabinet_demo_process_ensure_async:
 * @self: a demo process
 * @cancellable: (nullable): ends the waiting, not the demo
 * @callback: called when the demo answers
 * @user_data: for @callback
 *
 * Starts the demo unless it runs.
 */
void
cabinet_demo_process_ensure_async (CabinetDemoProcess *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CABINET_IS_DEMO_PROCESS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_demo_process_ensure_async);
  if (self->stopped)
    {
      g_task_return_new_error (task, CABINET_ERROR, CABINET_ERROR_OFFLINE, "%s", _ ("The demo has ended."));
      return;
    }
  if (self->url != NULL)
    {
      g_task_return_pointer (task, g_strdup (self->url), g_free);
      return;
    }
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->process == NULL)
    start (self);
}

/**
 * cabinet_demo_process_ensure_finish:
 * @self: a demo process
 * @result: what the callback was given
 * @error: (optional): CABINET_ERROR_OFFLINE with the code "demo"
 *
 * Returns: (transfer full): its base URL without a tenant, "http://127.0.0.1:PORT"
 */
char *
cabinet_demo_process_ensure_finish (CabinetDemoProcess *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cabinet_demo_process_get_identifier:
 * @self: a demo process
 *
 * Returns: (nullable): the process id in digits, NULL if it does not run
 */
const char *
cabinet_demo_process_get_identifier (CabinetDemoProcess *self)
{
  g_return_val_if_fail (CABINET_IS_DEMO_PROCESS (self), NULL);

  return self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;
}

/**
 * cabinet_demo_process_stop:
 * @self: a demo process
 *
 * Ends the demo, for good.
 */
void
cabinet_demo_process_stop (CabinetDemoProcess *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (CABINET_IS_DEMO_PROCESS (self));

  if (self->stopped)
    return;
  self->stopped = TRUE;
  if (self->starting != NULL)
    g_cancellable_cancel (self->starting);
  end_starting (self);
  if (self->process != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
      g_subprocess_send_signal (self->process, SIGTERM);
    }
  error = cabinet_error_new (CABINET_ERROR_OFFLINE, "demo", "%s", _ ("The demo has ended."));
  answer_waiting (self, error);
}

static void
cabinet_demo_process_finalize (GObject *object)
{
  CabinetDemoProcess *self = CABINET_DEMO_PROCESS (object);

  end_starting (self);
  g_clear_object (&self->process);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self->url);
  G_OBJECT_CLASS (cabinet_demo_process_parent_class)->finalize (object);
}

static void
cabinet_demo_process_class_init (CabinetDemoProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_demo_process_finalize;
}

static void
cabinet_demo_process_init (CabinetDemoProcess *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * cabinet_demo_process_new:
 * @folder: where its data are kept
 *
 * Returns: (transfer full): a demo that is not started yet
 */
CabinetDemoProcess *
cabinet_demo_process_new (const char *folder)
{
  CabinetDemoProcess *self = g_object_new (CABINET_TYPE_DEMO_PROCESS, NULL);

  self->folder = g_strdup (folder);
  return self;
}
