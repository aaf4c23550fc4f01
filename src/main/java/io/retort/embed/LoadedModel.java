package io.retort.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.ModelException;
import io.retort.core.Settings;
import io.retort.core.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model and where its files lie.
 *
 * @param model what it is
 * @param files its files
 */
record LoadedModel(EmbeddingModel model, ModelFiles files) {
    /** The model that comes with Retort. */
    static final String OWN = "molecule-encoder";

    static final String DESCRIPTOR = "model.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Finds a model by what {@link #find(String)} takes, or by the URL of its {@code model.json}.
     *
     * @param sha256 hash of the file behind the URL, which is not read without it
     */
    static LoadedModel find(String model, @Nullable String sha256) {
        if (!model.matches("(?i)https?://.*")) {
            if (sha256 != null) {
                throw new UsageException("--sha256 goes with a --model that is a URL, not with \"" + model + "\"");
            }
            return find(model);
        }
        if (sha256 == null) {
            throw new UsageException(
                    "--model " + model + " is fetched only when its contents are known: give the SHA-256"
                            + " of that model.json with --sha256");
        }
        return find(ModelDownload.fetch(
                        URI.create(model), sha256, Settings.cacheFolder().resolve("models"))
                .toString());
    }

    /** Finds a model by the name of Retort's own, or by the path of a folder or an ONNX file. */
    static LoadedModel find(String nameOrPath) {
        if (nameOrPath.equals(OWN)) {
            return described(new ModelFiles.Embedded(OWN));
        }
        Path path = Path.of(nameOrPath);
        if (Files.isDirectory(path)) {
            ModelFiles.Folder folder = new ModelFiles.Folder(path);
            return folder.has(DESCRIPTOR) ? described(folder) : HuggingFaceFolder.read(path, null);
        }
        if (Files.isRegularFile(path)) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder == null) {
                throw new ModelException(path + " is no file in a folder");
            }
            return HuggingFaceFolder.read(folder, path.toAbsolutePath());
        }
        throw new ModelException("there is no model \"" + nameOrPath + "\": name " + OWN
                + ", a folder with an ONNX file and its tokenizer.json, or an ONNX file beside one");
    }

    private static LoadedModel described(ModelFiles files) {
        try {
            return new LoadedModel(JSON.readValue(files.read(DESCRIPTOR), EmbeddingModel.class), files);
        } catch (IOException e) {
            if (e.getCause() instanceof ModelException own) {
                throw own;
            }
            String said = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new ModelException(
                    files.where(DESCRIPTOR) + " does not describe a model: "
                            + said.lines().findFirst().orElse(said) + "; see docs/embed.md",
                    e);
        }
    }

    /** A JSON file of the model. */
    static JsonNode json(byte[] bytes, String where) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new ModelException(where + " is no JSON: " + e.getMessage(), e);
        }
    }

    /** The tokenizer: our own where it is of a kind that we know. */
    Tokenizer openTokenizer() {
        EmbeddingModel.HashedFile file = model.tokenizer();
        if (!files.has(file.file())) {
            throw missingTokenizer(files.where(file.file()));
        }
        byte[] bytes = files.read(file.file(), file.sha256());
        String where = files.where(file.file());
        JsonNode json = json(bytes, where);
        return SmilesTokenizer.of(json, model.maxTokens())
                .map(Tokenizer.class::cast)
                .orElseGet(() -> PretrainedTokenizer.of(bytes, json, model.maxTokens(), where));
    }

    static ModelException missingTokenizer(String where) {
        return new ModelException("the model has no tokenizer: put its tokenizer.json at " + where);
    }
}
