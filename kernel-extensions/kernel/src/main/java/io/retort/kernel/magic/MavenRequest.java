package io.retort.kernel.magic;

import io.retort.core.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one call of {@code %maven} asks for.
 *
 * @param coordinates at least one
 * @param repositories URLs of repositories beyond those of the settings
 * @param offline whether the network may not be used
 */
record MavenRequest(List<MavenCoordinate> coordinates, List<String> repositories, boolean offline) {
    private static final Pattern BLOCK = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
    private static final Pattern AROUND = Pattern.compile("<!--.*?-->|</?dependencies>", Pattern.DOTALL);

    /**
     * Reads a call.
     *
     * @param words words of the line: coordinates, {@code --repository URL}, {@code --offline}
     * @param body lines with coordinates, or {@code <dependency>} blocks; empty for none
     */
    static MavenRequest read(List<String> words, String body) {
        List<String> coordinates = new ArrayList<>();
        List<String> repositories = new ArrayList<>();
        boolean offline = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--offline")) {
                offline = true;
            } else if (word.equals("--repository")) {
                repositories.add(url(i + 1 < words.size() ? words.get(++i) : ""));
            } else if (word.startsWith("--repository=")) {
                repositories.add(url(word.substring("--repository=".length())));
            } else if (word.startsWith("-")) {
                throw new UsageException("%maven: unknown option " + word + "; accepted: --repository URL, --offline.");
            } else {
                coordinates.add(word);
            }
        }
        List<MavenCoordinate> found = new ArrayList<>();
        coordinates.forEach(c -> found.add(MavenCoordinate.parse(c)));
        found.addAll(inBody(body));
        if (found.isEmpty()) {
            throw new UsageException("%maven needs a library, such as org.apache.commons:commons-csv:1.14.0.");
        }
        return new MavenRequest(List.copyOf(found), List.copyOf(repositories), offline);
    }

    private static List<MavenCoordinate> inBody(String body) {
        List<MavenCoordinate> found = new ArrayList<>();
        String text = AROUND.matcher(body).replaceAll(" ");
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            found.add(DependencyBlock.read(blocks.group()));
        }
        blocks.replaceAll(" ")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("//"))
                .forEach(line -> found.add(MavenCoordinate.parse(line)));
        return found;
    }

    private static String url(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null && uri.getScheme().matches("https?|file")) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Refused below, like a URL of another kind.
        }
        throw new UsageException("%maven: --repository needs a URL with https, http or file, got \"" + text + "\".");
    }
}
