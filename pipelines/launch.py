"""One run from lock to publication: what is new, the pipeline, validation, publication, summary."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pipelines.environment import (
    collecting_seldom,
    finish_regardless,
    is_guarded,
    quiet,
    stoppable,
    temporaries_in,
    use_one_thread,
)
from pipelines.failures import all_refused, explained, no_run_named, not_whole, nothing_extracted, was_interrupted
from pipelines.heartbeat import beating
from pipelines.lock import locked
from pipelines.metrics import metrics_of
from pipelines.options import RunOptions
from pipelines.outcome import Outcome, Phase, Progress, RunFailedError, RunSummary
from pipelines.plan import Plan, Task, make_plan
from pipelines.standing import refuse_broken
from pipelines.stopwatch import Report, Stopwatch
from transforms.elements import Reject
from transforms.formats.reading import UNOPENED
from transforms.storage.manifest import Manifest
from transforms.storage.reports import read_reports
from transforms.storage.runs import (
    InitScript,
    current_run,
    discard,
    last_run,
    new_run_id,
    point_to,
    publish,
    retain,
    stage,
    write_init,
)
from transforms.storage.status import SHOWN_REJECTS, Attempt, Status, read_status, write_status
from transforms.storage.wholeness import Depth


def launch(options: RunOptions, report: Report | None = None, init_sql: InitScript | None = None) -> RunSummary:
    """Make a run and publish it, unless nothing is new.

    Whatever happens, the run that was published before stays published and readable until the new one is whole.

    Args:
        options: What to run on.
        report: Called when a phase begins, and from another thread while the pipeline runs.
        init_sql: Gives the text of `init.sql`, which opens the published run in DuckDB, for the id of the run.

    Raises:
        LockedError: Another run works in the output folder.
        RunFailedError: Nothing was published.
        KeyboardInterrupt: The run was stopped; nothing was published.
    """
    now = datetime.now(UTC)
    try:
        options.output.mkdir(parents=True, exist_ok=True)
        with stoppable(), locked(options.output, now):
            return _Attempt(options, report or _say_nothing, init_sql, now).run()
    except OSError as error:
        raise explained(error, options.output) from error


class _Attempt:
    """One attempt, under the lock."""

    def __init__(self, options: RunOptions, report: Report, init_sql: InitScript | None, now: datetime) -> None:
        self.options = options
        self.init_sql = init_sql
        self.now = now
        self.watch = Stopwatch(report)
        self.counters: Mapping[str, int] = {}
        try:
            self.previous = current_run(options.output)
            self.run_id = new_run_id(now, secrets.token_hex(3), last_run(options.output))
        except ValueError as error:
            raise no_run_named(options.output) from error

    def run(self) -> RunSummary:
        """Make the run, and leave in `status.json` what became of it."""
        output = self.options.output
        left = read_status(output)
        discard(output, left.run_id if left and left.outcome is Attempt.RUNNING else None)
        try:
            summary = self._make()
        except KeyboardInterrupt:
            self._give_up(Attempt.INTERRUPTED, None)
            raise
        except Exception as error:  # the boundary: whatever it was, the user gets one line and the old run
            if was_interrupted(error):
                self._give_up(Attempt.INTERRUPTED, None)
                raise KeyboardInterrupt from error
            failure = explained(error, output)
            self._give_up(Attempt.FAILED, failure)
            raise failure from error
        with suppress(OSError):  # it is published; that this cannot be noted changes nothing
            self._note(Attempt(summary.outcome.value), summary)
        return summary

    def _make(self) -> RunSummary:
        self.watch.enter(Phase.PLANNING)
        refuse_broken(self.options.output, self.previous)
        plan = make_plan(self.options)
        if plan.is_unusable:
            raise all_refused(plan.refused)
        if plan.is_idle:
            return self._idle(plan)
        self._note(Attempt.RUNNING)
        folder = stage(self.options.output, self.run_id)
        self.watch.enter(Phase.RUNNING, len(plan.seeds))
        counters = self.counters = self._execute(plan, folder)
        self.watch.enter(Phase.VALIDATING, len(plan.seeds))
        summary = self._inspect(plan, folder, counters)
        self.watch.enter(Phase.PUBLISHING, len(plan.seeds))
        return self._publish(plan, folder, summary)

    def _idle(self, plan: Plan) -> RunSummary:
        """Return what is published; only what a killed run left undone is done: `init.sql`, and retention."""
        before = plan.before
        assert before is not None, "an idle plan has a run before it"  # noqa: S101  # tells mypy what is_idle means
        write_init(self.options.output, before.run_id, self.init_sql)
        self._retain()
        counts = before.counts
        return RunSummary(
            outcome=Outcome.NOTHING_NEW,
            run_id=before.run_id,
            previous_run=before.previous_run,
            posts=counts.get("posts", 0),
            mentions=counts.get("mentions", 0),
            events=counts.get("events", 0),
            rejected=counts.get("rejects", 0),
            defects=counts.get("defects", 0),
            rejects=plan.refused[:SHOWN_REJECTS],
            model=plan.versions["model"],
            seconds=self.watch.elapsed(),
            counts=counts,
            languages=before.languages,
        )

    def _execute(self, plan: Plan, folder: Path) -> Mapping[str, int]:
        use_one_thread()
        temporary = folder.with_name(f"temporary-{self.run_id}")
        with quiet(verbose=self.options.verbose), temporaries_in(temporary), collecting_seldom():
            from pipelines.execute import execute  # noqa: PLC0415  # Beam and spaCy are only for runs with work to do
            from transforms.storage.published import troubled_files  # noqa: PLC0415  # the same with pyarrow

            refuse_broken(self.options.output, self.previous, Depth.PAGES)
            task = Task(
                run_id=self.run_id,
                staging=str(folder),
                published=str(plan.published) if plan.published else None,
                seeds=plan.seeds,
                turns=plan.turns,
                reading=self.options.reading,
                model=self.options.model,
                carry=plan.carry(troubled_files(plan.published) if plan.published else frozenset()),
                refused=plan.refused,
                pins=plan.pins,
                guard=is_guarded(),
            )
            with beating(self.watch):
                return execute(task, self.options)

    def _inspect(self, plan: Plan, folder: Path, counters: Mapping[str, int]) -> RunSummary:
        """Refuse a run that is not whole, and sum up one that is."""
        from transforms.storage.tally import compare_events, first_rejects, inspect, languages  # noqa: PLC0415  # pyarrow

        counts, problems = inspect(folder, plan.published, counters)
        if problems:
            raise not_whole(problems)
        rejects = first_rejects(folder, self.run_id, SHOWN_REJECTS)
        # Where all posts are read anew, a defect over each is a broken installation, not bad posts.
        reads_anew = plan.retry or plan.before is None
        if reads_anew and 1 < counts.get("posts_extracted", 0) == counters.get("ExtractMentions.defects"):
            raise nothing_extracted(rejects)
        if plan.seeds and not counters.get("SettlePosts.read") and plan.reads_all:
            raise all_refused(rejects)
        summary = self._sum_up(plan, counts, rejects, compare_events(folder, plan.published))
        return replace(summary, languages=languages(folder), files=read_reports(folder))

    def _sum_up(
        self, plan: Plan, counts: Mapping[str, int], rejects: tuple[Reject, ...], changed: tuple[int, int]
    ) -> RunSummary:
        read, seconds = counts.get("posts_read", 0), self.watch.timings()[Phase.RUNNING]
        return RunSummary(
            outcome=Outcome.PUBLISHED,
            run_id=self.run_id,
            previous_run=self.previous,
            posts=counts["posts"],
            posts_read=read,
            posts_extracted=counts.get("posts_extracted", 0),
            mentions=counts["mentions"],
            events=counts["events"],
            new_events=changed[0],
            updated_events=changed[1],
            rejected=counts["rejects"],
            rejects=rejects,
            retried=plan.retry,
            model=plan.versions["model"],
            posts_per_second=read / seconds if seconds else 0.0,
            defects=counts["defects"],
            counts={**counts, "events_new": changed[0], "events_updated": changed[1]},
        )

    def _publish(self, plan: Plan, folder: Path, summary: RunSummary) -> RunSummary:
        from transforms.storage.tally import refused_files  # noqa: PLC0415  # pyarrow

        unread = refused_files(folder, self.run_id, UNOPENED)
        before_lingers = plan.before is not None and plan.before.lingering
        manifest = Manifest(
            run_id=self.run_id,
            created_at=self.now.isoformat(timespec="seconds"),
            inputs=tuple(each for each in plan.inputs if each.name not in unread),  # when they are back they are new
            versions=plan.versions,
            counts=summary.counts,
            languages=summary.languages,
            timings=self.watch.timings(),
            previous_run=self.previous,
            lingering=bool(self.counters.get("SettlePosts.lingering")) or (before_lingers and not plan.reads_all),
        )
        (folder / "manifest.json").write_text(manifest.to_json(), encoding="utf8")
        publish(self.options.output, self.run_id)
        write_init(self.options.output, self.run_id, self.init_sql)
        finish_regardless()
        point_to(self.options.output, self.run_id)
        self._retain()
        return replace(summary, seconds=self.watch.elapsed(), timings=self.watch.timings())

    def _retain(self) -> None:
        with suppress(OSError):  # an old run that cannot be removed is tried again after the next
            retain(self.options.output, self.options.keep)

    def _give_up(self, outcome: Attempt, failure: RunFailedError | None) -> None:
        """Leave no trace but the status; where even that cannot be written, the next run tidies up."""
        with suppress(OSError):
            discard(self.options.output, self.run_id)
        with suppress(OSError):
            self._note(outcome, failure=failure)

    def _note(self, outcome: Attempt, summary: RunSummary | None = None, failure: RunFailedError | None = None) -> None:
        rejects: tuple[Reject, ...] = summary.rejects if summary else failure.rejects if failure else ()
        status = Status(
            outcome=outcome,
            run_id=summary.run_id if summary else self.run_id,
            previous_run=self.previous,
            started_at=self.now.isoformat(timespec="seconds"),
            finished_at=None if outcome is Attempt.RUNNING else datetime.now(UTC).isoformat(timespec="seconds"),
            counts=summary.counts if summary else {},
            timings=self.watch.timings(),
            metrics=metrics_of(self.counters, summary.counts if summary else {}) if self.counters else {},
            error=failure.reason if failure else None,
            hint=failure.hint if failure else None,
            rejects=rejects[:SHOWN_REJECTS],
        )
        write_status(self.options.output, status)


def _say_nothing(_progress: Progress) -> None:
    """Report to nobody."""
