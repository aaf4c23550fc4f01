package io.retort.embed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import io.retort.core.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** Any tokenizer in Hugging Face's format, through their own library. Safe for use by many threads. */
final class PretrainedTokenizer implements Tokenizer {
    private final HuggingFaceTokenizer tokenizer;
    private final int pad;

    private PretrainedTokenizer(HuggingFaceTokenizer tokenizer, int pad) {
        this.tokenizer = tokenizer;
        this.pad = pad;
    }

    static PretrainedTokenizer of(byte[] file, JsonNode json, int maxTokens, String where) {
        OnnxNatives.prepareTokenizers();
        Map<String, String> options = Map.of(
                "truncation",
                "true",
                "padding",
                "false",
                "maxLength",
                Integer.toString(maxTokens),
                "modelMaxLength",
                Integer.toString(maxTokens));
        try {
            return new PretrainedTokenizer(
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(file), options), padding(json));
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    where + " cannot be used as a tokenizer: " + e.getMessage()
                            + "; it must be a tokenizer.json in Hugging Face's format",
                    e);
        }
    }

    /** The number of the padding token; masked tokens have no influence, so 0 serves where the file names none. */
    private static int padding(JsonNode json) {
        JsonNode declared = json.path("padding").path("pad_id");
        if (declared.isInt()) {
            return declared.asInt();
        }
        for (JsonNode token : json.path("added_tokens")) {
            String text = token.path("content").asText();
            if (text.equals("[PAD]") || text.equals("<pad>") || text.equals("<|endoftext|>")) {
                return token.path("id").asInt();
            }
        }
        return 0;
    }

    @Override
    public int padding() {
        return pad;
    }

    @Override
    public boolean encode(String text, TokenRows to) {
        Encoding encoding = tokenizer.encode(text);
        for (long id : encoding.getIds()) {
            to.add((int) id);
        }
        to.endRow();
        return encoding.exceedMaxLength();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
