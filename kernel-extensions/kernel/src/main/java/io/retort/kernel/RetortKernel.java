package io.retort.kernel;

import io.retort.kernel.magic.KernelMagics;
import io.retort.magic.CellScope;
import io.retort.magic.JavaExpressions;
import io.retort.magic.Pager;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.jspecify.annotations.Nullable;

/**
 * The kernel as magics and extensions see it: registry, renderer, displays, and evaluation of Java. It holds no sockets;
 * {@code KernelServer} does. Cells run one at a time.
 */
public final class RetortKernel extends BaseKernel implements JavaExpressions, Pager {
    private final RetortIO cellIo;
    private final CellHistory history;
    private final Publishing publishing;
    private final CellEnvironment environment;
    private final CellClassLoader loader = new CellClassLoader(RetortKernel.class.getClassLoader());
    private final CompletableFuture<JavaEvaluator> java = new CompletableFuture<>();
    private final CellRunner runner = new CellRunner(this, java::join);
    private final KernelJava javaOfMagics;
    private final AtomicInteger nextNumber = new AtomicInteger(1);

    private RetortKernel(RetortIO io, CellHistory history, Publishing publishing, CellEnvironment environment) {
        super(
                "retort",
                version(),
                language(),
                List.of(new HelpLink("Java API", "https://docs.oracle.com/en/java/javase/17/docs/api/")),
                history,
                io,
                new CommManager(),
                new Renderer(),
                new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
                new MagicsRegistry(),
                true,
                new StringStyler.Builder().build());
        this.cellIo = io;
        this.history = history;
        this.publishing = publishing;
        this.environment = environment;
        io.attach(environment);
        javaOfMagics = new KernelJava(java::join, loader);
        KernelMagics.register(getMagicsRegistry(), javaOfMagics);
    }

    static RetortKernel create(Publishing publishing, InputSource input) {
        return new RetortKernel(new RetortIO(), new CellHistory(), publishing, new CellEnvironment(publishing, input));
    }

    /** Starts JShell; cells that come earlier wait for it. */
    void startJava() {
        try {
            java.complete(new JavaEvaluator(loader, DefaultImports.read()));
        } catch (RuntimeException | Error e) {
            java.completeExceptionally(e);
            throw e;
        }
    }

    JavaEvaluator java() {
        return java.join();
    }

    boolean isJavaReady() {
        return java.isDone();
    }

    CellHistory cellHistory() {
        return history;
    }

    /**
     * Makes a cell.
     *
     * @param request the message that asks for it
     * @param counted whether it takes an execution count
     * @param silent whether nothing is to be published
     */
    Cell newCell(@Nullable MessageContext request, boolean counted, boolean silent) {
        int number = counted ? nextNumber.getAndIncrement() : nextNumber.get() - 1;
        return new Cell(number, request, silent, loader, publishing);
    }

    @Nullable
    Object run(String code, Cell cell) throws Throwable {
        Optional<String> asked = Question.in(code);
        if (asked.isPresent()) {
            cell.pages().add(new Inspector(java(), getMagicsRegistry()).explain(asked.get()));
            return null;
        }
        return runner.run(code, cell);
    }

    @Override
    public void page(String text) {
        if (CellScope.current() instanceof Cell cell) {
            cell.pages().add(text);
        }
    }

    @Override
    protected void installExtensions(ClassLoader from) {
        Iterator<Extension> found = ServiceLoader.load(Extension.class, from).iterator();
        boolean more = true;
        while (more) {
            try {
                more = found.hasNext();
                if (more) {
                    installExtension(found.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                System.err.println("An extension was not loaded: " + e);
            }
        }
    }

    /** One extension that fails does not take the kernel with it. */
    @Override
    protected void installExtension(Extension extension) {
        try {
            super.installExtension(extension);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            System.err.println("The extension " + extension.getClass().getName() + " was not installed: " + e);
        }
    }

    void allowInput(boolean allowed) {
        cellIo.allowInput(allowed);
    }

    /** Publishes as an answer to the cell of the calling thread. */
    <T extends ContentType<T>> void publish(T content) {
        environment.publish(content);
    }

    /** Makes a value ready to show; arrays show their elements. */
    DisplayData render(Object value) {
        if (value instanceof DisplayData data) {
            return data;
        }
        if (value.getClass().isArray() && !(value instanceof Object[] items && holdsRecords(items))) {
            return new DisplayData(arrayText(value));
        }
        return getRenderer().render(value);
    }

    @Override
    public @Nullable Object value(String expression) throws Exception {
        return javaOfMagics.value(expression);
    }

    @Override
    public @Nullable Object evalRaw(String source) {
        Cell cell = CellScope.current() instanceof Cell current ? current : newCell(null, false, false);
        try {
            return run(source, cell);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The code failed: " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        return new Inspector(java(), getMagicsRegistry()).inspect(code, at);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        return new Completer(java(), getMagicsRegistry()).complete(code, at);
    }

    @Override
    public String isComplete(String code) {
        if (Question.in(code).isPresent()) {
            return IS_COMPLETE_YES;
        }
        return new Completeness(java().analysis()).of(code);
    }

    private static boolean holdsRecords(Object[] items) {
        return items.length > 0 && Arrays.stream(items).allMatch(Record.class::isInstance);
    }

    private static String arrayText(Object array) {
        int length = Array.getLength(array);
        int shown = Math.min(length, 1000);
        Object[] head = new Object[shown];
        Arrays.setAll(head, i -> Array.get(array, i));
        String text = Arrays.deepToString(head);
        return shown == length ? text : text.substring(0, text.length() - 1) + ", ... " + length + " elements]";
    }

    private static LanguageInfo language() {
        return new LanguageInfo.Builder("java")
                .version(Runtime.version().toString())
                .mimetype("text/x-java-source")
                .fileExtension(".java")
                .pygments("java")
                .codemirror("text/x-java")
                .build();
    }

    private static String version() {
        String version = RetortKernel.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }
}
