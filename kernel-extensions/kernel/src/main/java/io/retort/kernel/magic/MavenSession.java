package io.retort.kernel.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.transfer.TransferListener;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.ConservativeAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.jspecify.annotations.Nullable;

/** Makes the resolver's session from Maven's settings. A file whose checksum is wrong or missing is refused. */
final class MavenSession {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 60_000;

    private MavenSession() {}

    static DefaultRepositorySystemSession open(
            RepositorySystem system, MavenSettings read, MavenPlaces places, TransferListener listener) {
        Settings settings = read.content();
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setMirrorSelector(mirrors(settings));
        session.setProxySelector(proxies(settings));
        DefaultAuthenticationSelector logins = new DefaultAuthenticationSelector();
        settings.getServers().forEach(server -> logins.add(server.getId(), login(server)));
        session.setAuthenticationSelector(new ConservativeAuthenticationSelector(logins));
        session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        session.setSystemProperties(places.properties()); // poms have profiles for versions of Java
        session.setOffline(settings.isOffline());
        session.setTransferListener(listener);
        session.setConfigProperty(ConfigurationProperties.USER_AGENT, "Retort");
        session.setConfigProperty(ConfigurationProperties.CONNECT_TIMEOUT, CONNECT_MILLIS);
        session.setConfigProperty(ConfigurationProperties.REQUEST_TIMEOUT, REQUEST_MILLIS);
        Path local = places.namedLocalRepository()
                .or(() -> Optional.ofNullable(settings.getLocalRepository()).map(Path::of))
                .orElse(places.localRepository());
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
        return session;
    }

    /** The repositories to ask, mirrors in the place of what they mirror. */
    static List<RemoteRepository> repositories(
            RepositorySystem system, DefaultRepositorySystemSession session, MavenSettings read, List<String> more) {
        List<RemoteRepository> repositories = new ArrayList<>();
        for (int i = 0; i < more.size(); i++) {
            repositories.add(repository("named-" + (i + 1), more.get(i)));
        }
        for (Map.Entry<String, String> entry : read.repositories().entrySet()) {
            repositories.add(repository(entry.getKey(), entry.getValue()));
        }
        return system.newResolutionRepositories(session, repositories);
    }

    private static RemoteRepository repository(String id, String url) {
        return new RemoteRepository.Builder(id, "default", url).build();
    }

    private static DefaultMirrorSelector mirrors(Settings settings) {
        DefaultMirrorSelector selector = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            selector.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        return selector;
    }

    private static DefaultProxySelector proxies(Settings settings) {
        DefaultProxySelector selector = new DefaultProxySelector();
        for (Proxy proxy : settings.getProxies()) {
            if (proxy.isActive()) {
                selector.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(),
                                proxy.getHost(),
                                proxy.getPort(),
                                login(proxy.getUsername(), proxy.getPassword())),
                        proxy.getNonProxyHosts());
            }
        }
        return selector;
    }

    private static Authentication login(Server server) {
        return new AuthenticationBuilder()
                .addUsername(server.getUsername())
                .addPassword(server.getPassword())
                .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
                .build();
    }

    private static @Nullable Authentication login(@Nullable String user, @Nullable String password) {
        return user == null
                ? null
                : new AuthenticationBuilder()
                        .addUsername(user)
                        .addPassword(password)
                        .build();
    }
}
