package io.retort.magic;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code %env} lists environment variables, {@code %env NAME} shows one, {@code %env NAME=value} sets it for children. */
final class EnvMagic implements Magic<RawText> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern LOGIN = Pattern.compile("://[^/@\\s]*@");
    private static final List<String> SECRET = List.of("TOKEN", "KEY", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL");
    private static final String HIDDEN = "•••";

    private final ChildEnvironment environment;

    EnvMagic(ChildEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "env";
    }

    @Override
    public String help() {
        return "lists environment variables, shows one, or sets one for %%bash (Java's own cannot be changed)";
    }

    @Override
    public Class<RawText> arguments() {
        return RawText.class;
    }

    @Override
    public String usage() {
        return "%env\n%env NAME\n%env NAME=value\n"
                + "  a set value is seen by %env and by programs that %bash and %%bash start, not by System.getenv;\n"
                + "  values whose names look secret are shown as " + HIDDEN;
    }

    @Override
    public Object run(RawText arguments, MagicCall call) {
        String text = arguments.text().strip();
        int equals = text.indexOf('=');
        if (equals >= 0) {
            return set(
                    text.substring(0, equals).strip(),
                    text.substring(equals + 1).strip());
        }
        return text.isEmpty() ? list() : show(text);
    }

    @Override
    public List<String> suggest(String text) {
        String typed = text.stripLeading();
        return environment.all().keySet().stream()
                .flatMap(name -> Stream.of(name, name + "="))
                .filter(name -> name.startsWith(typed) && !name.equals(typed))
                .toList();
    }

    private Object list() {
        Object[][] rows = environment.all().entrySet().stream()
                .map(e -> new Object[] {e.getKey(), shown(e.getKey(), e.getValue())})
                .toArray(Object[][]::new);
        return HtmlTable.of(List.of("name", "value"), rows);
    }

    private Object show(String name) {
        Map<String, String> all = environment.all();
        String value = all.get(name);
        if (value == null) {
            String near = Names.nearest(name, all.keySet())
                    .map(n -> "did you mean \"" + n + "\"?")
                    .orElse("%env lists those that are.");
            throw new UsageException("The environment variable " + name + " is not set; " + near);
        }
        return new PlainText(shown(name, value));
    }

    private Object set(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "%env NAME=value needs a name of letters, digits and underscores, got \"" + name + "\".");
        }
        List<String> words =
                value.startsWith("\"") || value.startsWith("'") ? ArgumentLine.split(value) : List.of(value);
        String plain = words.size() == 1 ? words.get(0) : value;
        if (plain.indexOf('\0') >= 0) {
            throw new UsageException("The value of " + name + " holds a zero byte, which no environment accepts.");
        }
        environment.set(name, plain);
        return new PlainText(name + "=" + shown(name, plain) + " for programs started from cells");
    }

    /** Notebooks are kept and shared: what looks secret is never written into one. */
    private static String shown(String name, String value) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean secret = SECRET.stream().anyMatch(upper::contains);
        return secret ? HIDDEN : LOGIN.matcher(value).replaceAll("://" + HIDDEN + "@");
    }
}
