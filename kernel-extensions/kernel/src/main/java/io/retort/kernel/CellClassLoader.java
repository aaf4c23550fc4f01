package io.retort.kernel;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;

/** Defines the classes that cells compile to, and those of jars that a user adds. Safe for use by many threads. */
final class CellClassLoader extends URLClassLoader {
    private static final int NEWEST_LIMIT = 64;

    private final Map<String, byte[]> bytecodes = new ConcurrentHashMap<>();

    private final BlockingDeque<String> newest = new LinkedBlockingDeque<>(NEWEST_LIMIT);

    CellClassLoader(ClassLoader parent) {
        super("cells", new URL[0], parent);
    }

    void declare(String name, byte[] bytecode) {
        bytecodes.put(name, bytecode);
        while (!newest.offerFirst(name)) {
            newest.pollLast();
        }
    }

    /** The method of that name in the class that was declared last among those that have one. */
    Method newestMethod(String name) {
        for (String declared : newest) {
            Class<?> type = findLoadedClass(declared);
            Method[] methods = type == null ? new Method[0] : type.getDeclaredMethods();
            Method found = Arrays.stream(methods)
                    .filter(m -> m.getName().equals(name))
                    .findFirst()
                    .orElse(null);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("The method " + name + " was not compiled");
    }

    void add(URL url) {
        addURL(url);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytecode = bytecodes.remove(name);
        return bytecode == null ? super.findClass(name) : defineClass(name, bytecode, 0, bytecode.length);
    }
}
