package io.retort.embed;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.core.ModelException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fetches a model: its {@code model.json}, whose hash the user gives, and the files that it names beside it, whose hashes it
 * holds. So one hash vouches for everything, wherever it comes from. What was fetched is kept and not fetched again.
 */
final class ModelDownload {
    private static final int TIMEOUT_MILLIS = 30_000;

    private ModelDownload() {}

    /** Returns the folder that holds the model. */
    static Path fetch(URI descriptor, String sha256, Path cache) {
        String hash = sha256.toLowerCase(java.util.Locale.ROOT);
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new UsageException("--sha256 got \"" + sha256 + "\"; accepted are 64 hexadecimal digits");
        }
        Path folder = cache.resolve(hash);
        if (Files.exists(folder.resolve(LoadedModel.DESCRIPTOR))) {
            return folder;
        }
        byte[] json = checked(descriptor, hash);
        Map<String, String> files = files(LoadedModel.json(json, descriptor.toString()), descriptor);
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : files.entrySet()) {
                write(folder, file.getKey(), checked(descriptor.resolve(file.getKey()), file.getValue()));
            }
            // Last, so that a folder that has it is complete.
            write(folder, LoadedModel.DESCRIPTOR, json);
        } catch (IOException e) {
            throw new ModelException("the model cannot be kept in " + folder + ": " + e, e);
        }
        return folder;
    }

    private static Map<String, String> files(JsonNode json, URI descriptor) {
        Map<String, String> files = new LinkedHashMap<>();
        for (JsonNode file : json.path("files")) {
            files.put(file.path("file").asText(), file.path("sha256").asText());
        }
        files.put(
                json.path("tokenizer").path("file").asText(),
                json.path("tokenizer").path("sha256").asText());
        for (String name : files.keySet()) {
            if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*")) {
                throw new ModelException(
                        descriptor + " names the file \"" + name + "\"; accepted are plain names of files beside it");
            }
        }
        return files;
    }

    private static byte[] checked(URI address, String sha256) {
        byte[] bytes;
        try {
            URLConnection connection = address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                bytes = in.readAllBytes();
            }
        } catch (IOException e) {
            throw new ModelException(address + " cannot be fetched: " + e, e);
        }
        String found = Sha256.of(bytes);
        if (!found.equalsIgnoreCase(sha256)) {
            throw new ModelException(address + " holds something else than expected (SHA-256 " + found + ", not "
                    + sha256 + "); nothing of it was kept");
        }
        return bytes;
    }

    private static void write(Path folder, String name, byte[] bytes) throws IOException {
        Path partial = Files.createTempFile(folder, "partial-", ".tmp");
        Files.write(partial, bytes);
        Files.move(partial, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
