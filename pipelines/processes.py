"""The processes of the direct runner, which Beam itself would let talk on stderr and wait for without end."""

import threading

from apache_beam.portability import python_urns
from apache_beam.runners.portability.fn_api_runner.worker_handlers import SubprocessSdkWorkerHandler, WorkerHandler
from apache_beam.runners.portability.local_job_service import SubprocessSdkWorker

_PATIENCE = 1.0


class Process(SubprocessSdkWorkerHandler):
    """One process, which leaves Ctrl-C to its parent, and is not waited for where it never began to work."""

    silence = b" 2>/dev/null"

    def start_worker(self) -> None:
        """Start the process, and a thread that waits for its end without keeping this process alive."""
        command = b"trap '' INT; exec " + self._worker_command_line + self.silence
        self.worker = SubprocessSdkWorker(command, self.control_address, self.provision_info, self.worker_id)
        self.worker_thread = threading.Thread(name="run_worker", target=self.worker.run, daemon=True)
        self.worker_thread.start()

    def stop_worker(self) -> None:
        """Wait for the process a little; one that is still starting ends when it finds nobody to work for."""
        self.worker_thread.join(_PATIENCE)


class LoudProcess(Process):
    """The same, heard on stderr."""

    silence = b""


def take_over(*, verbose: bool) -> None:
    """Let the direct runner start its processes in this way."""
    WorkerHandler.register_environment(python_urns.SUBPROCESS_SDK, bytes)(LoudProcess if verbose else Process)
