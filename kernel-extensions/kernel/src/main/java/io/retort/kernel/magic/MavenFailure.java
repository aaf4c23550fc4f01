package io.retort.kernel.magic;

import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.version.Version;

/** Says in one sentence why a library could not be had, and what to do. */
final class MavenFailure {
    private static final int VERSION_LIMIT = 5;

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final CollectRequest request;

    MavenFailure(RepositorySystem system, RepositorySystemSession session, CollectRequest request) {
        this.system = system;
        this.session = session;
        this.request = request;
    }

    RuntimeException explain(Exception failure) {
        List<Throwable> causes = MavenResolver.causes(failure).toList();
        Throwable root = causes.get(causes.size() - 1);
        if (causes.stream().anyMatch(TransferCancelledException.class::isInstance)) {
            return new CancellationException("the cell was interrupted");
        }
        ArtifactTransferException transfer = causes.stream()
                .filter(ArtifactTransferException.class::isInstance)
                .map(ArtifactTransferException.class::cast)
                .findFirst()
                .orElse(null);
        if (transfer == null) {
            return new ResourceException("%maven: " + root.getMessage(), failure);
        }
        Artifact artifact = transfer.getArtifact();
        String name = name(artifact);
        if (root instanceof ChecksumFailureException checksum) {
            return new ResourceException(badChecksum(transfer, checksum), failure);
        }
        if (session.isOffline() || causes.stream().anyMatch(RepositoryOfflineException.class::isInstance)) {
            return new ResourceException(
                    "%maven: " + name + " is not in the local repository "
                            + session.getLocalRepository().getBasedir()
                            + " and Maven is offline; take --offline away, or offline from settings.xml, and try again.",
                    failure);
        }
        if (transfer instanceof ArtifactNotFoundException) {
            return new UsageException("%maven: there is no " + name + " in " + asked() + "; " + whatToDo(artifact));
        }
        return new ResourceException(
                "%maven: " + name + " cannot be fetched from " + shown(transfer) + " (" + root.getMessage()
                        + "); check the network, and proxy, mirror and server in settings.xml.",
                failure);
    }

    private static String badChecksum(ArtifactTransferException transfer, ChecksumFailureException checksum) {
        String expected = checksum.getExpected();
        String what = expected == null || expected.isEmpty()
                ? " has no checksum in " + shown(transfer) + ", so it was not added; its owner must publish one."
                : " from " + shown(transfer) + " does not match its checksum (expected " + expected + ", got "
                        + checksum.getActual()
                        + "), so it was not added; try again, or tell the owner of the repository.";
        return "%maven: " + name(transfer.getArtifact()) + what;
    }

    private String whatToDo(Artifact artifact) {
        List<String> versions = versions(artifact);
        if (versions.isEmpty()) {
            return "check the spelling, or name another repository with --repository URL.";
        }
        List<String> last = versions.subList(Math.max(0, versions.size() - VERSION_LIMIT), versions.size());
        return "its latest versions there are " + String.join(", ", last) + ".";
    }

    private List<String> versions(Artifact artifact) {
        Artifact any = new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), "jar", "[0,)");
        try {
            VersionRangeResult range =
                    system.resolveVersionRange(session, new VersionRangeRequest(any, request.getRepositories(), null));
            return range.getVersions().stream().map(Version::toString).toList();
        } catch (VersionRangeResolutionException e) {
            return List.of(); // the first failure is the one to report
        }
    }

    private String asked() {
        return request.getRepositories().stream().map(MavenFailure::shown).collect(Collectors.joining(", "));
    }

    private static String shown(ArtifactTransferException transfer) {
        RemoteRepository repository = transfer.getRepository();
        return repository == null ? "the local repository" : shown(repository);
    }

    /** As the user writes it: the pom that was looked for first is not what they asked for. */
    private static String name(Artifact a) {
        boolean plain = a.getExtension().equals("pom") && a.getClassifier().isEmpty();
        return plain
                ? a.getGroupId() + ":" + a.getArtifactId() + ":" + a.getVersion()
                : MavenResolver.coordinate(a).toString();
    }

    /** Id and URL, without a password in it. */
    private static String shown(RemoteRepository repository) {
        return repository.getId() + " (" + repository.getUrl().replaceAll("://[^/@]*@", "://") + ")";
    }
}
