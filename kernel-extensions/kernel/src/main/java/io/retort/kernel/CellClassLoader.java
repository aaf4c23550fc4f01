package io.retort.kernel;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Defines the classes that cells compile to, and those of jars that a user adds. Safe for use by many threads. */
final class CellClassLoader extends URLClassLoader {
    private final Map<String, byte[]> bytecodes = new ConcurrentHashMap<>();

    CellClassLoader(ClassLoader parent) {
        super("cells", new URL[0], parent);
    }

    void declare(String name, byte[] bytecode) {
        bytecodes.put(name, bytecode);
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
