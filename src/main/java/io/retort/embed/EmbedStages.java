package io.retort.embed;

import io.retort.embed.search.Neighbors;
import io.retort.engine.StageProvider;
import java.util.List;

/** The stages of this room. */
public final class EmbedStages implements StageProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public EmbedStages() {}

    @Override
    public List<Class<? extends Record>> stages() {
        return List.of(Embed.class, Neighbors.class);
    }
}
