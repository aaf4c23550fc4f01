package io.retort.scenario.graph;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The text of a model ({@code .sql}) or of a seed ({@code .csv}), and where it came from.
 *
 * @param path path, for messages; the model is called after its last part unless its header says otherwise
 * @param text the whole text
 */
public record ModelFile(String path, String text) {
    /** Checks the ending. */
    public ModelFile {
        String lower = path.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".sql") && !lower.endsWith(".csv")) {
            throw new UsageException("model file \"" + path + "\": accepted are .sql for a model and .csv for a seed");
        }
    }

    /**
     * Reads a file.
     *
     * @param file UTF-8 text
     * @return the file under the path as given
     * @throws DataException if it cannot be read
     */
    public static ModelFile read(Path file) {
        try {
            return new ModelFile(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read as UTF-8 text", e);
        }
    }

    /**
     * Reads a resource of the class path.
     *
     * @param owner class beside which the resource lies
     * @param name name of the resource, relative to the class's package
     * @return the file under the name as given
     * @throws DataException if there is no such resource
     */
    public static ModelFile resource(Class<?> owner, String name) {
        try (InputStream stream = owner.getResourceAsStream(name)) {
            if (stream == null) {
                throw new DataException("no resource " + name + " beside " + owner.getName());
            }
            return new ModelFile(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isSeed() {
        return path.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /** Last part of the path without its ending. */
    String baseName() {
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return last.substring(0, last.length() - 4);
    }
}
