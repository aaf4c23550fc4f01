package io.retort.embed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model in Hugging Face's layout, small enough to know its vectors by heart: token {@code t} has the vector {@code [t, t*t,
 * 1]}, and a token of type 1 would add 1000. Written as protocol buffers by hand (the numbers of fields are those of
 * onnx.proto), so that no other tool is needed.
 */
final class TinyGraph {
    static final int DIMENSION = 3;
    private static final int TOKENS = 10;

    private TinyGraph() {}

    /** Writes model.onnx, tokenizer.json and config.json; words are a to f, tokens 4 to 9, within [CLS] 2 and [SEP] 3. */
    static Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("model.onnx"), graph());
            Files.writeString(folder.resolve("config.json"), "{\"hidden_size\": 3, \"max_position_embeddings\": 8}");
            Files.writeString(folder.resolve("tokenizer.json"), """
                    {"version": "1.0", "truncation": null, "padding": null, "normalizer": null, "decoder": null,
                     "added_tokens": [{"id": 0, "content": "[PAD]", "single_word": false, "lstrip": false,
                       "rstrip": false, "normalized": false, "special": true}],
                     "pre_tokenizer": {"type": "Whitespace"},
                     "post_processor": {"type": "TemplateProcessing",
                       "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                         {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                       "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
                       "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                         "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
                     "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[PAD]": 0, "[UNK]": 1,
                       "[CLS]": 2, "[SEP]": 3, "a": 4, "b": 5, "c": 6, "d": 7, "e": 8, "f": 9}}}
                    """);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] graph() {
        float[] words = new float[TOKENS * DIMENSION];
        for (int t = 0; t < TOKENS; t++) {
            words[t * DIMENSION] = t;
            words[t * DIMENSION + 1] = t * t;
            words[t * DIMENSION + 2] = 1;
        }
        Message graph = new Message()
                .message(1, node("Gather", "word", "words", "input_ids"))
                .message(1, node("Gather", "type", "types", "token_type_ids"))
                .message(1, node("Add", "last_hidden_state", "word", "type"))
                .text(2, "tiny")
                .message(5, tensor("words", words))
                .message(5, tensor("types", new float[] {0, 0, 0, 1000, 1000, 1000}))
                .message(11, value("input_ids", 7, "batch", "sequence"))
                .message(11, value("attention_mask", 7, "batch", "sequence"))
                .message(11, value("token_type_ids", 7, "batch", "sequence"))
                .message(12, value("last_hidden_state", 1, "batch", "sequence", "3"));
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 17))
                .bytes();
    }

    private static Message node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    private static Message tensor(String name, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return new Message()
                .number(1, values.length / DIMENSION)
                .number(1, DIMENSION)
                .number(2, 1)
                .text(8, name)
                .field(9, raw.array());
    }

    /** An input or output of a type: 1 is float, 7 is int64. */
    private static Message value(String name, int type, String... axes) {
        Message shape = new Message();
        for (String axis : axes) {
            boolean fixed = Character.isDigit(axis.charAt(0));
            shape.message(1, fixed ? new Message().number(1, Integer.parseInt(axis)) : new Message().text(2, axis));
        }
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A message of protocol buffers. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message field(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return field(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return field(field, value.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long left = value;
            while (left >= 128) {
                out.write((int) (left & 127 | 128));
                left >>>= 7;
            }
            out.write((int) left);
        }
    }
}
