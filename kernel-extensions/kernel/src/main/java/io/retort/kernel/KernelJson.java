package io.retort.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code kernel.json}. */
final class KernelJson {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private KernelJson() {}

    static String of(InstallOptions options, Path jdk, Path arguments) {
        JsonObject json = new JsonObject();
        json.add(
                "argv",
                Messages.strings(List.of(
                        jdk.resolve("bin").resolve("java").toString(),
                        "@" + arguments,
                        Main.class.getName(),
                        "run",
                        "{connection_file}")));
        json.addProperty("display_name", options.displayName());
        json.addProperty("language", "java");
        json.addProperty("interrupt_mode", "message");
        json.add("env", new JsonObject());
        JsonObject metadata = new JsonObject();
        metadata.addProperty("debugger", false);
        json.add("metadata", metadata);
        return GSON.toJson(json) + "\n";
    }
}
