package io.retort.embed;

import io.retort.core.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a model's files lie: in a folder, or in Retort's own jar. */
sealed interface ModelFiles {
    /** Whether there is such a file. */
    boolean has(String file);

    /** The contents of a file that must be there. */
    byte[] read(String file);

    /** The place of a file for messages. */
    String where(String file);

    /** The contents of a file, which must have this hash. */
    default byte[] read(String file, String sha256) {
        byte[] bytes = read(file);
        String found = Sha256.of(bytes);
        if (!found.equalsIgnoreCase(sha256)) {
            throw new ModelException(where(file) + " is not the file that its model.json describes (SHA-256 " + found
                    + ", expected " + sha256 + "); fetch it again, or correct model.json");
        }
        return bytes;
    }

    /**
     * Files in a folder.
     *
     * @param path the folder
     */
    record Folder(Path path) implements ModelFiles {
        @Override
        public boolean has(String file) {
            return Files.isRegularFile(path.resolve(file));
        }

        @Override
        public byte[] read(String file) {
            try {
                return Files.readAllBytes(path.resolve(file));
            } catch (IOException e) {
                throw new ModelException("the model file " + path.resolve(file) + " cannot be read: " + e, e);
            }
        }

        @Override
        public String where(String file) {
            return path.resolve(file).toString();
        }
    }

    /**
     * Files in the jar.
     *
     * @param name the model's folder beside this class
     */
    record Embedded(String name) implements ModelFiles {
        @Override
        public boolean has(String file) {
            return ModelFiles.class.getResource(name + "/" + file) != null;
        }

        @Override
        public byte[] read(String file) {
            try (InputStream in = ModelFiles.class.getResourceAsStream(name + "/" + file)) {
                if (in == null) {
                    throw new ModelException("Retort's jar lacks " + where(file) + "; build or install it again");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ModelException("Retort's jar is damaged at " + where(file) + "; build it again", e);
            }
        }

        @Override
        public String where(String file) {
            return name + "/" + file;
        }
    }
}
