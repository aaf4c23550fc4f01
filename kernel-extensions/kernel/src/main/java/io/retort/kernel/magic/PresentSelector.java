package io.retort.kernel.magic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.DependencySelector;
import org.eclipse.aether.graph.Dependency;

/** Leaves out what cells see already, with all that it would bring along, and remembers the versions that were asked. */
final class PresentSelector implements DependencySelector {
    private final PresentLibraries present;
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    PresentSelector(PresentLibraries present) {
        this.present = present;
    }

    @Override
    public boolean selectDependency(Dependency dependency) {
        return !refuse(dependency.getArtifact());
    }

    @Override
    public DependencySelector deriveChildSelector(DependencyCollectionContext context) {
        return this;
    }

    boolean refuse(Artifact artifact) {
        boolean here = present.version(artifact.getGroupId(), artifact.getArtifactId(), artifact.getClassifier())
                .isPresent();
        if (here) {
            String name = artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getClassifier();
            refused.put(name, artifact.getVersion());
        }
        return here;
    }

    Map<String, String> refused() {
        return refused;
    }
}
