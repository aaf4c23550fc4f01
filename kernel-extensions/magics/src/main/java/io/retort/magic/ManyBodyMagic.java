package io.retort.magic;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.manybody.Cluster;
import io.retort.manybody.ClusterOptions;
import io.retort.manybody.ManyBody;
import io.retort.manybody.ManyBodyOptions;
import io.retort.manybody.ManyBodyProgress;
import io.retort.manybody.ManyBodyResult;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * {@code %%manybody} expands the cluster in the cell, {@code %manybody --in FILE} the one in a file. The options are those
 * of the command line; energies are kept in tables of the session's workspace, and each calculation's result by content,
 * so that to run the cell again costs nothing.
 */
final class ManyBodyMagic implements Magic<RawText> {
    private static final OptionSet<Files> FILES = OptionSet.of(Files.class);
    private static final OptionSet<ManyBodyOptions> OPTIONS = OptionSet.of(ManyBodyOptions.class);
    private static final OptionSet<ClusterOptions> CLUSTER = OptionSet.of(ClusterOptions.class);
    private static final OptionGroups GROUPS = new OptionGroups("%%manybody", List.of(FILES, OPTIONS, CLUSTER));

    /**
     * Where a cluster comes from and its energies go to.
     *
     * @param in file of the cluster; null if it stands in the cell
     * @param out name of the table of energies, and with {@code _components} of that of calculations
     * @param plan whether to say what would be computed, and no more
     */
    record Files(
            @Option(help = "XYZ, extended XYZ or QCSchema molecule file, if the cluster is not in the cell.") @Nullable
            Path in,

            @Option(
                    help = "Table for the energies; one for the calculations has _components after it.",
                    defaultValue = "manybody")
            String out,

            @Option(help = "Say what would be computed, and no more.")
            boolean plan) {}

    @Override
    public String name() {
        return "manybody";
    }

    @Override
    public String help() {
        return "computes the many-body expansion of the cluster in the cell (XYZ, extended XYZ or QCSchema) or in --in FILE";
    }

    @Override
    public Form form() {
        return Form.BOTH;
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        return GROUPS.help();
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        Set<String> found = new LinkedHashSet<>(GROUPS.suggest(text));
        if (!word.startsWith("-")
                && text.substring(0, text.length() - word.length())
                        .stripTrailing()
                        .endsWith("--in")) {
            found.addAll(PathSuggestions.of(text, file -> true));
        }
        return List.copyOf(found);
    }

    @Override
    public @Nullable Object run(RawText line, MagicCall call) {
        Map<OptionSet<?>, List<String>> words = GROUPS.split(JavaValues.words(line.text(), call));
        Files files = read(FILES, words);
        ManyBodyOptions options = read(OPTIONS, words);
        ManyBody expansion = ManyBody.of(cluster(files, read(CLUSTER, words), call), options);
        if (files.plan()) {
            return call.assigned()
                    ? expansion.plan()
                    : new PlainText(expansion.planText().stripTrailing());
        }
        ManyBodyResult result = live(expansion, files.out(), call);
        return call.assigned() ? result : null;
    }

    private static <R extends Record> R read(OptionSet<R> set, Map<OptionSet<?>, List<String>> words) {
        return set.read(GROUPS.command(), words.getOrDefault(set, List.of()));
    }

    private static Cluster cluster(Files files, ClusterOptions options, MagicCall call) {
        String body = call.body().orElse("");
        Path in = files.in();
        if (in == null && body.isBlank()) {
            throw new UsageException("%%manybody needs a cluster: atoms as XYZ below its first line, or --in FILE");
        }
        if (in != null && !body.isBlank()) {
            throw new UsageException("%%manybody has a cluster in the cell and another in --in " + in + "; give one");
        }
        return in == null ? Cluster.parse(body, options) : Cluster.read(in, options);
    }

    private static ManyBodyResult live(ManyBody expansion, String out, MagicCall call) {
        try (LiveDisplay live = call.live()) {
            Follower follower = new Follower(live);
            try {
                ManyBodyResult result = expansion
                        .in(Session.workspace())
                        .telling(follower::update)
                        .run(call.token());
                result.keepIn(Session.workspace(), out);
                live.update(new ManyBodyView(result, List.of(out, out + "_components")));
                return result;
            } catch (CancellationException e) {
                follower.end("Stopped");
                throw e;
            } catch (RuntimeException | Error e) {
                follower.end("Failed");
                throw e;
            }
        }
    }

    /** Shows the progress and remembers the last. */
    private static final class Follower {
        private final LiveDisplay live;
        private @Nullable ManyBodyProgress last;

        Follower(LiveDisplay live) {
            this.live = live;
        }

        void update(ManyBodyProgress progress) {
            last = progress;
            double all = Math.max(1, progress.total());
            live.update(new ProgressView(progress.line(), progress.done() / all));
        }

        void end(String how) {
            ManyBodyProgress progress = last;
            if (progress != null) {
                live.update(new PlainText(how + " at " + progress.line()
                        + ". What was finished is kept: the same cell goes on from here."));
            }
        }
    }
}
