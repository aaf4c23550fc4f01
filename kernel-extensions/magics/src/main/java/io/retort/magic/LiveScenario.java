package io.retort.magic;

import io.retort.scenario.ScenarioProgress;
import io.retort.scenario.ScenarioReport;
import io.retort.scenario.ScenarioRun;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs scenarios in the session's workspace, with progress in place. */
final class LiveScenario {
    private LiveScenario() {}

    static ScenarioReport run(ScenarioRun run, MagicCall call) {
        AtomicReference<@Nullable ScenarioProgress> last = new AtomicReference<>();
        try (LiveDisplay live = call.live()) {
            try {
                return run.run(Session.workspace(), call.token(), progress -> {
                    last.set(progress);
                    live.update(new ProgressView(
                            progress.line(), (double) progress.yearsDone() / Math.max(1, progress.yearsInAll())));
                });
            } catch (CancellationException e) {
                end(live, last.get(), "Stopped");
                throw e;
            } catch (RuntimeException | Error e) {
                end(live, last.get(), "Failed");
                throw e;
            }
        }
    }

    /** Complete years stay, so the line says what the next run need not do again. */
    private static void end(LiveDisplay live, @Nullable ScenarioProgress progress, String how) {
        if (progress != null) {
            live.update(new PlainText(
                    how + " at " + progress.line() + "; complete years are kept, and the next run goes on from them."));
        }
    }
}
