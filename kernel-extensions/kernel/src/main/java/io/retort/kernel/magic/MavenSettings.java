package io.retort.kernel.magic;

import io.retort.core.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.settings.Activation;
import org.apache.maven.settings.ActivationProperty;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;

/** Reads the user's and the installation's {@code settings.xml}, as Maven does: the user's come first. */
final class MavenSettings {
    private static final String CENTRAL = "https://repo.maven.apache.org/maven2";

    private final Settings settings;
    private final Map<String, String> properties;

    private MavenSettings(Settings settings, Map<String, String> properties) {
        this.settings = settings;
        this.properties = properties;
    }

    static MavenSettings read(MavenPlaces places) {
        Properties system = new Properties();
        system.putAll(places.properties());
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(places.userSettings().toFile());
        places.globalSettings().ifPresent(file -> request.setGlobalSettingsFile(file.toFile()));
        request.setSystemProperties(system);
        try {
            Settings read = new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
            return new MavenSettings(read, places.properties());
        } catch (SettingsBuildingException e) {
            throw new DataException(
                    "Maven's settings " + places.userSettings() + " cannot be read: " + e.getMessage(), e);
        }
    }

    Settings content() {
        return settings;
    }

    /** URLs of repositories by id, in the order to ask them: those of active profiles, then Maven Central. */
    Map<String, String> repositories() {
        Map<String, String> urls = new LinkedHashMap<>();
        for (Profile profile : activeProfiles()) {
            for (Repository repository : profile.getRepositories()) {
                urls.putIfAbsent(repository.getId(), repository.getUrl());
            }
        }
        urls.putIfAbsent("central", CENTRAL);
        return urls;
    }

    /** Profiles that are named active or whose condition holds; without any, those that are active by default. */
    private List<Profile> activeProfiles() {
        List<Profile> active = new ArrayList<>();
        List<Profile> byDefault = new ArrayList<>();
        for (Profile profile : settings.getProfiles()) {
            Activation activation = profile.getActivation();
            if (settings.getActiveProfiles().contains(profile.getId())
                    || (activation != null && isActive(activation))) {
                active.add(profile);
            } else if (activation != null && activation.isActiveByDefault()) {
                byDefault.add(profile);
            }
        }
        return active.isEmpty() ? byDefault : active;
    }

    private boolean isActive(Activation activation) {
        ActivationProperty property = activation.getProperty();
        if (property != null) {
            return holds(property);
        }
        String jdk = activation.getJdk();
        if (jdk == null || jdk.startsWith("[") || jdk.startsWith("(")) {
            return false;
        }
        String running = properties.getOrDefault("java.version", "");
        return jdk.startsWith("!") ? !running.startsWith(jdk.substring(1)) : running.startsWith(jdk);
    }

    private boolean holds(ActivationProperty property) {
        boolean negated = property.getName().startsWith("!");
        String value = properties.get(negated ? property.getName().substring(1) : property.getName());
        String wanted = property.getValue();
        if (wanted == null || wanted.isEmpty()) {
            return negated == (value == null);
        }
        return wanted.startsWith("!") ? !wanted.substring(1).equals(value) : wanted.equals(value);
    }
}
