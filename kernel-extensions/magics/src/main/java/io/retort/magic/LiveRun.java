package io.retort.magic;

import io.retort.engine.Pipeline;
import io.retort.engine.RunControl;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import java.io.InputStream;
import java.util.concurrent.CancellationException;

/** Runs a pipeline in the session's workspace, with progress in place and the account at its end. */
final class LiveRun {
    private LiveRun() {}

    static RunReport of(Pipeline pipeline, RunOptions options, MagicCall call) {
        try (LiveDisplay live = call.live()) {
            ProgressView.Follower follower = new ProgressView.Follower(live::update);
            try {
                RunControl control = new RunControl(call.token(), follower, InputStream.nullInputStream());
                RunReport report = pipeline.run(Session.workspace(), options, control);
                live.update(new RunView(report));
                return report;
            } catch (CancellationException e) {
                follower.end("Stopped");
                throw e;
            } catch (RuntimeException | Error e) {
                follower.end("Failed");
                throw e;
            }
        }
    }
}
