package io.retort.manybody;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.DataException;
import io.retort.core.UsageException;

/**
 * The name of one calculation, as the field writes it: {@code ["mp2", [1], [1, 2]]}, which is fragment 1 at MP2 in the
 * basis of fragments 1 and 2, counted from 1.
 *
 * @param model name of the model chemistry
 * @param subsystem real fragments and their basis
 */
public record Label(String model, Subsystem subsystem) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a label.
     *
     * @param text JSON: model, real fragments, basis fragments
     * @return the label
     * @throws DataException if it is none
     */
    public static Label parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.size() == 3 && node.get(0).isTextual()) {
                return new Label(node.get(0).asText(), new Subsystem(set(node.get(1)), set(node.get(2))));
            }
        } catch (JsonProcessingException | UsageException e) {
            throw new DataException(refusal(text), e);
        }
        throw new DataException(refusal(text));
    }

    private static String refusal(String text) {
        return "the label " + text + " is none; it must be like [\"mp2\", [1], [1, 2]]: a model, the real fragments and"
                + " those of the basis, counted from 1";
    }

    private static FragmentSet set(JsonNode node) {
        int[] members = new int[node.size()];
        for (int i = 0; i < members.length; i++) {
            JsonNode member = node.get(i);
            if (!member.isInt() || member.asInt() < 1) {
                throw new UsageException("fragments count from 1, got " + member);
            }
            members[i] = member.asInt() - 1;
        }
        return FragmentSet.of(members);
    }

    /** As the field writes it: JSON with letters outside ASCII escaped. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[\"");
        for (char c : model.toCharArray()) {
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append("\", ")
                .append(subsystem.real())
                .append(", ")
                .append(subsystem.basis())
                .append(']')
                .toString();
    }
}
