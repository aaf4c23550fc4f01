package io.retort.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Maven's settings lie on this computer.
 *
 * @param userSettings {@code ~/.m2/settings.xml}; need not exist
 * @param globalSettings {@code conf/settings.xml} of the installation, if there is one
 * @param localRepository the local repository, unless the settings name another
 * @param properties what settings may refer to: system properties, and environment variables as {@code env.NAME}
 */
record MavenPlaces(
        Path userSettings, Optional<Path> globalSettings, Path localRepository, Map<String, String> properties) {

    /** Looks where Maven itself looks. */
    static MavenPlaces find(Map<String, String> environment, Map<String, String> systemProperties) {
        Path home = Path.of(systemProperties.getOrDefault("user.home", "."), ".m2");
        Map<String, String> properties = new HashMap<>(systemProperties);
        environment.forEach((name, value) -> properties.put("env." + name, value));
        Optional<Path> global = Stream.of(
                        Optional.ofNullable(systemProperties.get("maven.home")).map(Path::of),
                        Optional.ofNullable(environment.get("MAVEN_HOME")).map(Path::of),
                        Optional.ofNullable(environment.get("M2_HOME")).map(Path::of),
                        homeOfCommand(environment.getOrDefault("PATH", "")))
                .flatMap(Optional::stream)
                .map(installation -> installation.resolve("conf").resolve("settings.xml"))
                .filter(Files::isReadable)
                .findFirst();
        return new MavenPlaces(
                home.resolve("settings.xml"), global, home.resolve("repository"), Map.copyOf(properties));
    }

    /** What {@code -Dmaven.repo.local} says, which is above the settings. */
    Optional<Path> namedLocalRepository() {
        return Optional.ofNullable(properties.get("maven.repo.local")).map(Path::of);
    }

    private static Optional<Path> homeOfCommand(String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .flatMap(MavenPlaces::installation)
                .findFirst();
    }

    private static Stream<Path> installation(Path command) {
        try {
            Path folder = command.toRealPath().getParent();
            return Stream.ofNullable(folder == null ? null : folder.getParent());
        } catch (IOException e) {
            return Stream.empty(); // a broken link is no installation
        }
    }
}
