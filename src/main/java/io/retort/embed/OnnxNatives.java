package io.retort.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.retort.core.ModelException;
import io.retort.core.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's native libraries, unpacked once for all processes of this user, not by each into a folder of its own
 * (600 MB with CUDA). Nothing is sent anywhere: telemetry is switched off.
 */
final class OnnxNatives {
    private static final List<String> LIBRARIES =
            List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared", "onnxruntime_providers_cuda");
    /** In the order in which they need one another. */
    private static final List<String> CUDA_LIBRARIES = List.of(
            "libcudart.so.12",
            "libnvJitLink.so.12",
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcurand.so.10",
            "libcufft.so.11",
            "libcudnn.so.9");

    private OnnxNatives() {}

    /** The one environment of the process; made at first use. */
    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = open();

        private static OrtEnvironment open() {
            Path unpacked = unpack();
            if (unpacked != null) {
                Settings.propose("onnxruntime.native.path", unpacked.toString());
            }
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try {
                environment.setTelemetry(false);
            } catch (OrtException e) {
                throw new ModelException("ONNX Runtime does not let its telemetry be switched off", e);
            }
            return environment;
        }
    }

    static OrtEnvironment environment() {
        try {
            return Holder.ENVIRONMENT;
        } catch (LinkageError e) {
            throw new ModelException(
                    "ONNX Runtime's native library cannot be loaded on this machine: " + e
                            + "; it needs 64-bit Linux with glibc, macOS on Apple silicon, or Windows",
                    e);
        }
    }

    /** Whether the jar is the one that also runs on CUDA. */
    static boolean hasCuda() {
        return resource("onnxruntime_providers_cuda") != null;
    }

    private static @Nullable String resource(String library) {
        String name = "/ai/onnxruntime/native/" + platform() + "/" + System.mapLibraryName(library);
        return OrtEnvironment.class.getResource(name) == null ? null : name;
    }

    private static String platform() {
        Map<String, String> properties = Settings.properties();
        String system = properties.getOrDefault("os.name", "").toLowerCase(Locale.ROOT);
        String machine = properties.getOrDefault("os.arch", "");
        return (system.contains("linux") ? "linux" : system.contains("mac") ? "osx" : "win") + "-"
                + (machine.equals("aarch64") ? "aarch64" : "x64");
    }

    /** Returns null where nothing can be kept: then the library unpacks for itself. */
    private static @Nullable Path unpack() {
        String main = resource("onnxruntime");
        if (main == null) {
            return null;
        }
        try {
            // The jar does not tell its version; its size tells it from others.
            Path folder = Settings.cacheFolder()
                    .resolve("onnxruntime-" + platform() + (hasCuda() ? "-cuda-" : "-") + size(main));
            for (String library : LIBRARIES) {
                String resource = resource(library);
                if (resource != null) {
                    unpack(resource, folder.resolve(System.mapLibraryName(library)));
                }
            }
            return folder;
        } catch (IOException e) {
            return null;
        }
    }

    private static long size(String resource) throws IOException {
        URL url = OrtEnvironment.class.getResource(resource);
        if (url == null) {
            throw new IOException("no " + resource);
        }
        return url.openConnection().getContentLengthLong();
    }

    private static void unpack(String resource, Path to) throws IOException {
        try (InputStream in = OrtEnvironment.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no " + resource);
            }
            if (Files.exists(to) && Files.size(to) == size(resource)) {
                return;
            }
            Files.createDirectories(to.getParent());
            Path partial = Files.createTempFile(to.getParent(), "partial-", ".tmp");
            try {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(partial, to, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        }
    }

    /**
     * Loads CUDA's libraries from a folder of the user's, so that they are found although the system does not know it.
     *
     * @return what was wrong, empty if nothing
     */
    static String loadCuda(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "RETORT_CUDA names " + folder + ", which is no folder";
        }
        for (String library : CUDA_LIBRARIES) {
            Path file = folder.resolve(library);
            if (Files.exists(file)) {
                try {
                    System.load(file.toAbsolutePath().toString());
                } catch (UnsatisfiedLinkError e) {
                    return file + " cannot be loaded: " + e.getMessage();
                }
            }
        }
        return "";
    }

    /** Keeps the tokenizers' library from looking for a GPU, downloading anything or telling anybody. */
    static void prepareTokenizers() {
        Settings.propose("RUST_FLAVOR", "cpu");
        Settings.propose("ai.djl.offline", "true");
        Settings.propose("OPT_OUT_TRACKING", "true");
        Settings.propose(
                "DJL_CACHE_DIR", Settings.cacheFolder().resolve("tokenizers").toString());
    }
}
