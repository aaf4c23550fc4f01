package io.retort.kernel.magic;

import io.retort.core.CancelToken;
import io.retort.magic.ArgumentLine;
import io.retort.magic.LiveDisplay;
import io.retort.magic.Magic;
import io.retort.magic.MagicCall;
import io.retort.magic.PlainText;
import io.retort.magic.RawText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** {@code %maven group:artifact:version} puts libraries on the class path of cells. Its state is that of one kernel. */
final class MavenMagic implements Magic<RawText> {
    private final JavaSession java;
    private final Supplier<MavenPlaces> places;
    private final PresentLibraries present;

    MavenMagic(JavaSession java, Supplier<MavenPlaces> places) {
        this.java = java;
        this.places = places;
        this.present = new PresentLibraries(java.ownClassPath());
    }

    @Override
    public String name() {
        return "maven";
    }

    @Override
    public String help() {
        return "puts libraries from Maven repositories on the class path of this and later cells";
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
        return "%maven group:artifact[:extension[:classifier]]:version ... [--repository URL] [--offline]\n"
                + "%%maven with one in each line, or <dependency> blocks\n"
                + "  --repository URL   a repository to ask before those of Maven's settings\n"
                + "  --offline          take all from the local repository";
    }

    @Override
    public List<String> suggest(String text) {
        String typed = text.substring(text.lastIndexOf(' ') + 1);
        return List.of("--offline", "--repository").stream()
                .filter(option -> !typed.isEmpty() && option.startsWith(typed))
                .toList();
    }

    @Override
    public Object run(RawText arguments, MagicCall call) throws Exception {
        MavenRequest request = MavenRequest.read(
                ArgumentLine.split(arguments.text()), call.body().orElse(""));
        MavenResolver.Resolution found = resolve(request, call.live(), call.token());
        List<Path> files = new ArrayList<>();
        found.libraries().forEach(library -> files.add(library.file()));
        List<String> lines = new ArrayList<>();
        if (files.isEmpty()) {
            lines.add("Added nothing; all of it is there already.");
        } else {
            lines.add(AddedLibraries.add(java, files).sentence());
        }
        found.libraries().stream().map(MavenResolver.Library::coordinate).forEach(present::load);
        lines.addAll(found.notes());
        return new PlainText(String.join("\n", lines));
    }

    /** The cell can be given up at any time: a connection that hangs is no reason to wait. */
    @SuppressWarnings("try") // the registration works by being open
    private MavenResolver.Resolution resolve(MavenRequest request, LiveDisplay display, CancelToken token)
            throws Exception {
        CompletableFuture<MavenResolver.Resolution> work = java.start("retort-maven", () -> {
            MavenProgress progress = new MavenProgress(display, token);
            try {
                return new MavenResolver(places.get(), present).resolve(request, progress);
            } finally {
                progress.end();
            }
        });
        Runnable giveUp = () -> work.completeExceptionally(new CancellationException("the cell was interrupted"));
        try (CancelToken.Registration onCancel = token.onCancel(giveUp)) {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
