package io.retort.kernel.magic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.RepositoryEvent;

/** Remembers libraries whose dependencies are not known, which the resolver itself passes over in silence. */
final class UnreadablePoms extends AbstractRepositoryListener {
    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

    @Override
    public void artifactDescriptorInvalid(RepositoryEvent event) {
        Exception failure = event.getException();
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        reasons.put(
                MavenResolver.coordinate(event.getArtifact()).toString(),
                message.lines().findFirst().orElse(""));
    }

    /** One line each. */
    List<String> notes() {
        return reasons.entrySet().stream()
                .map(e -> "The pom of " + e.getKey() + " cannot be read, so its dependencies were left out: "
                        + e.getValue())
                .toList();
    }
}
