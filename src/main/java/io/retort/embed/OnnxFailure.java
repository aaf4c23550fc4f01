package io.retort.embed;

import ai.onnxruntime.OrtException;
import io.retort.core.ModelException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one sentence what ONNX Runtime failed of. */
final class OnnxFailure {
    private static final Pattern LIBRARY = Pattern.compile("(lib[A-Za-z0-9_]+\\.so[.0-9]*): cannot open");
    private static final int MOST_CHARACTERS = 300;

    private OnnxFailure() {}

    static ModelException loading(String where, OrtException e) {
        return new ModelException(
                "the graph " + where + " cannot be loaded by ONNX Runtime: " + said(e)
                        + "; fetch or export the ONNX file again",
                e);
    }

    /** Why the GPU cannot be used although it was asked for. */
    static String cuda(OrtException e) {
        String text = String.valueOf(e.getMessage());
        Matcher library = LIBRARY.matcher(text);
        if (library.find()) {
            return "the CUDA library " + library.group(1)
                    + " is missing or of another version: install CUDA 12's runtime libraries (cudart, cublas, cublasLt,"
                    + " curand, cufft and cuDNN 9), or name the folder that holds them with RETORT_CUDA";
        }
        if (text.contains("driver version is insufficient")) {
            return "the NVIDIA driver is too old for CUDA 12: update it to version 525 or later";
        }
        return "ONNX Runtime cannot start CUDA: " + said(e);
    }

    static boolean isOutOfMemory(Throwable e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return e instanceof OutOfMemoryError
                || text.contains("failed to allocate memory")
                || text.contains("out of memory")
                || text.contains("cudaerrormemoryallocation")
                || text.contains("cublas_status_alloc_failed")
                || text.contains("std::bad_alloc");
    }

    static String said(Throwable e) {
        String text = String.valueOf(e.getMessage())
                .replaceAll("Error code - \\w+ - message: ", "")
                .replaceAll("/[^ ]*/onnxruntime/[^ ]* ", "")
                .replaceAll("\\s+", " ")
                .strip();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
