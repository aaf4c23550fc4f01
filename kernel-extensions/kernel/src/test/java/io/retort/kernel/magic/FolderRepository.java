package io.retort.kernel.magic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Maven repository in a folder, which a test fills. */
final class FolderRepository {
    private final Path folder;

    FolderRepository(Path folder) {
        this.folder = folder;
    }

    /** Puts a library with one class-less jar there; each dependency is {@code group:artifact:version:scope}. */
    void put(String group, String artifact, String version, String... dependencies) {
        StringBuilder pom = new StringBuilder(
                "<project><modelVersion>4.0.0</modelVersion><groupId>" + group + "</groupId><artifactId>" + artifact
                        + "</artifactId><version>" + version + "</version><dependencies>");
        for (String dependency : dependencies) {
            String[] parts = dependency.split(":");
            pom.append("<dependency><groupId>" + parts[0] + "</groupId><artifactId>" + parts[1]
                    + "</artifactId><version>" + parts[2] + "</version><scope>" + parts[3] + "</scope></dependency>");
        }
        pom.append("</dependencies></project>");
        Path base = folder.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
        String name = artifact + "-" + version;
        write(base.resolve(name + ".pom"), pom.toString().getBytes(StandardCharsets.UTF_8));
        write(base.resolve(name + ".jar"), jar());
    }

    /** Overwrites a library's published checksum. */
    void spoilChecksum(String group, String artifact, String version) throws IOException {
        Path base = folder.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
        Files.writeString(base.resolve(artifact + "-" + version + ".jar.sha1"), "0".repeat(40));
    }

    /** Publishes the list of a library's versions. */
    void putVersions(String group, String artifact, String... versions) {
        StringBuilder list = new StringBuilder("<metadata><groupId>" + group + "</groupId><artifactId>" + artifact
                + "</artifactId><versioning><versions>");
        for (String version : versions) {
            list.append("<version>" + version + "</version>");
        }
        list.append("</versions></versioning></metadata>");
        Path file = folder.resolve(group.replace('.', '/')).resolve(artifact).resolve("maven-metadata.xml");
        write(file, list.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(content);
            Files.writeString(
                    file.resolveSibling(file.getFileName() + ".sha1"), String.format("%040x", new BigInteger(1, hash)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] jar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("content.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
