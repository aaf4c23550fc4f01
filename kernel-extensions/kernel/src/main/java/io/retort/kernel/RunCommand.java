package io.retort.kernel;

import io.retort.core.DataException;
import io.retort.core.Option;
import io.retort.core.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Runs the kernel until it is told to shut down. */
final class RunCommand {
    private RunCommand() {}

    /**
     * Arguments.
     *
     * @param connectionFile what Jupyter wrote
     */
    record RunOptions(
            @Option(help = "file with the ports and the key, written by Jupyter", positional = true, required = true)
            Path connectionFile) {}

    static void run(RunOptions options, Map<String, String> environment) throws IOException {
        Path file = options.connectionFile();
        if (!Files.isReadable(file)) {
            throw new DataException("The connection file " + file + " cannot be read.");
        }
        try {
            new KernelServer(KernelConnectionProperties.parse(Files.readString(file))).start();
        } catch (GeneralSecurityException e) {
            throw new ResourceException("The signature scheme in " + file + " is not supported.", e);
        }
        String parent = environment.getOrDefault("JPY_PARENT_PID", "");
        if (parent.matches("\\d+")) {
            ProcessExit.withParent(Long.parseLong(parent));
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
