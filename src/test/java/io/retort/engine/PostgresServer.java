package io.retort.engine;

import io.retort.core.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL cluster of the tests' own: in a temporary folder, on a free port of this machine, with a random password.
 * Started by the first test class that needs it, stopped when all tests have ended.
 */
final class PostgresServer implements BeforeAllCallback, ExtensionContext.Store.CloseableResource, AutoCloseable {
    static final String USER = "retort_test";
    private static final long MOST_SECONDS = 60;
    private static PostgresServer running;

    private Path bin;
    private Path home;
    private int port;
    private final String password = UUID.randomUUID().toString();

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(PostgresServer.class, k -> started(), PostgresServer.class);
    }

    /** The server that runs. */
    static PostgresServer get() {
        return running;
    }

    private static PostgresServer started() {
        Optional<Path> bin = binaries();
        boolean required = Settings.environment().containsKey("RETORT_REQUIRE_POSTGRES");
        if (bin.isEmpty() && required) {
            Assertions.fail(
                    "PostgreSQL's server is not installed, and RETORT_REQUIRE_POSTGRES is set: install postgresql");
        }
        Assumptions.assumeTrue(bin.isPresent(), "PostgreSQL's server is not installed (initdb not found)");
        PostgresServer server = new PostgresServer();
        server.bin = bin.orElseThrow();
        try {
            server.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("retort.db.user", USER);
        System.setProperty("retort.db.password", server.password);
        return server;
    }

    private static Optional<Path> binaries() {
        List<Path> places = new ArrayList<>();
        try (Stream<Path> versions = Files.exists(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.of()) {
            versions.sorted(Comparator.reverseOrder())
                    .map(v -> v.resolve("bin"))
                    .forEach(places::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String entry : Settings.environment().getOrDefault("PATH", "").split(":")) {
            places.add(Path.of(entry));
        }
        return places.stream()
                .filter(p -> Files.isExecutable(p.resolve("initdb")) && Files.isExecutable(p.resolve("pg_ctl")))
                .findFirst();
    }

    private void make() throws IOException {
        home = Files.createTempDirectory(Settings.temporaryFolder(), "retort-pg-");
        Path secret = Files.writeString(home.resolve("secret"), password);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        if (isRoot()) {
            run(List.of("chown", "-R", owner(), home.toString()));
        }
        runAsOwner(
                "initdb",
                "-D",
                data(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile",
                secret.toString(),
                "-E",
                "UTF8",
                "--locale=C",
                "-N");
        Files.delete(secret);
        start();
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private String log() {
        return home.resolve("server.log").toString();
    }

    void start() {
        runAsOwner(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-t",
                "50",
                "-l",
                log(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home
                        + " -c fsync=off -c log_statement=all -c max_connections=30",
                "start");
    }

    /** Stops at once, as a crash would. */
    void stop() {
        runAsOwner("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private static String owner() throws IOException {
        return Files.readString(Path.of("/etc/passwd")).contains("\npostgres:") ? "postgres" : "nobody";
    }

    private void runAsOwner(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        try {
            if (isRoot()) {
                command.addAll(List.of("runuser", "-u", owner(), "--"));
            }
            command.add(bin.resolve(program).toString());
            command.addAll(List.of(arguments));
            run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(List<String> command) throws IOException {
        Path output = Files.createTempFile(Settings.temporaryFolder(), "retort-pg-", ".out");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    String password() {
        return password;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, password);
    }

    void sql(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** First column of a query's result, as text. */
    List<String> texts(String query) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
        return texts;
    }

    String text(String query) {
        return texts(query).get(0);
    }

    /** Ends every connection of Retort, as a failover would; returns how many there were. */
    int terminateOthers() {
        return texts("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'retort' AND pid <> pg_backend_pid()")
                .size();
    }

    /** All that clients asked so far. */
    String statements() throws IOException {
        return Files.readString(Path.of(log()));
    }

    @Override
    public void close() throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
