package io.retort.engine;

import java.util.List;

/** The stages that know nothing of a domain. */
public final class EngineStages implements StageProvider {
    @Override
    public List<Class<? extends Record>> stages() {
        return List.of(Read.class, ReadSql.class, Dedup.class, Write.class, WriteSql.class);
    }
}
