package io.retort.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A temporary folder that goes when it is closed, or, when its process was killed, as soon as another process makes one
 * beside it. A lock on a file in it tells the living from the dead: the system lets go of it when the process ends,
 * however that happens.
 */
public final class SpillFolder implements AutoCloseable {
    private static final String PREFIX = "retort-spill-";
    private static final String LOCK = "lock";
    /** Folders of this process: to try their lock and close it again would let go of it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private SpillFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes a folder in the temporary folder, and deletes what killed processes left there.
     *
     * @return the folder, owned by the caller
     * @throws ResourceException if none can be made
     */
    public static SpillFolder make() {
        return in(Settings.temporaryFolder());
    }

    /** Makes a folder in another one. */
    static SpillFolder in(Path parent) {
        sweep(parent);
        try {
            Path path = Files.createTempDirectory(parent, PREFIX).toRealPath();
            OWN.add(path);
            FileChannel channel = open(path);
            if (channel.tryLock() == null) {
                throw new IOException("the lock of " + path + " is held by another process");
            }
            return new SpillFolder(path, channel);
        } catch (IOException e) {
            throw new ResourceException("No folder for temporary data can be made in " + parent, e);
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Where the folder is. */
    public Path path() {
        return path;
    }

    /** Deletes folders whose process is gone; what cannot be deleted is left. */
    private static void sweep(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                Path real = folder.toRealPath();
                if (!OWN.contains(real) && Files.exists(real.resolve(LOCK)) && isDead(real)) {
                    delete(real);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Another user's folder, or one that another process is sweeping too: neither is ours to mind.
            assert e != null;
        }
    }

    private static boolean isDead(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            delete(path);
        } catch (IOException e) {
            throw new ResourceException("The temporary folder " + path + " cannot be deleted", e);
        } finally {
            OWN.remove(path);
        }
    }
}
