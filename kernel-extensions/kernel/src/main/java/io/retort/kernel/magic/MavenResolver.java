package io.retort.kernel.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.graph.selector.AndDependencySelector;

/**
 * Finds libraries with all that they need at run time. Maven's classes are loaded by the first use of this class and no
 * earlier.
 */
final class MavenResolver {
    private final MavenPlaces places;
    private final PresentLibraries present;

    MavenResolver(MavenPlaces places, PresentLibraries present) {
        this.places = places;
        this.present = present;
    }

    /**
     * What was found.
     *
     * @param libraries files to add, in the order of the class path
     * @param notes remarks on versions, one line each
     */
    record Resolution(List<Library> libraries, List<String> notes) {}

    /**
     * One file.
     *
     * @param coordinate what it is
     * @param file where it lies in the local repository
     */
    record Library(MavenCoordinate coordinate, Path file) {}

    /**
     * Resolves.
     *
     * @param request what is asked for
     * @param progress is told of downloads and may stop them
     * @return files that cells do not see yet
     * @throws RuntimeException in one sentence, if anything cannot be had
     */
    Resolution resolve(MavenRequest request, MavenProgress progress) {
        MavenSettings settings = MavenSettings.read(places);
        RepositorySystem system = new RepositorySystemSupplier().get();
        try {
            DefaultRepositorySystemSession session = MavenSession.open(system, settings, places, progress);
            session.setOffline(session.isOffline() || request.offline());
            List<RemoteRepository> repositories =
                    MavenSession.repositories(system, session, settings, request.repositories());
            UnreadablePoms unreadable = new UnreadablePoms();
            session.setRepositoryListener(unreadable);
            PresentSelector selector = new PresentSelector(present);
            session.setDependencySelector(AndDependencySelector.newInstance(session.getDependencySelector(), selector));
            List<Dependency> wanted = request.coordinates().stream()
                    .map(MavenResolver::dependency)
                    .filter(dependency -> !selector.refuse(dependency.getArtifact()))
                    .toList();
            List<Library> libraries = wanted.isEmpty()
                    ? List.of()
                    : libraries(system, session, new CollectRequest(wanted, null, repositories));
            List<String> notes = new ArrayList<>(present.notes(selector.refused()));
            notes.addAll(unreadable.notes());
            return new Resolution(libraries, notes);
        } finally {
            system.shutdown();
        }
    }

    private static List<Library> libraries(
            RepositorySystem system, DefaultRepositorySystemSession session, CollectRequest request) {
        try {
            List<Library> libraries = new ArrayList<>();
            DependencyRequest dependencies = new DependencyRequest(request, null);
            for (ArtifactResult result :
                    system.resolveDependencies(session, dependencies).getArtifactResults()) {
                Artifact artifact = result.getArtifact();
                if (artifact.getExtension().equals("jar")) {
                    libraries.add(
                            new Library(coordinate(artifact), artifact.getFile().toPath()));
                }
            }
            return libraries;
        } catch (DependencyResolutionException e) {
            throw new MavenFailure(system, session, request).explain(e);
        }
    }

    private static Dependency dependency(MavenCoordinate c) {
        Artifact artifact = new DefaultArtifact(c.group(), c.artifact(), c.classifier(), c.extension(), c.version());
        List<Exclusion> exclusions = c.exclusions().stream()
                .map(e -> e.split(":", 2))
                .map(names -> new Exclusion(names[0], names[1], "*", "*"))
                .toList();
        return new Dependency(artifact, JavaScopes.RUNTIME, false, exclusions);
    }

    static MavenCoordinate coordinate(Artifact a) {
        return new MavenCoordinate(
                a.getGroupId(), a.getArtifactId(), a.getExtension(), a.getClassifier(), a.getVersion(), List.of());
    }

    /** Causes of a failure, outermost first. */
    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause);
    }
}
