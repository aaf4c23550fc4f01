"""The checks that Jupyter's own developers wrote for any kernel (Debian's python3-jupyter-kernel-test), all of them."""

import unittest

import jupyter_kernel_test

import kernel_client


def setUpModule():
    kernel_client.install()
    jupyter_kernel_test.TIMEOUT = kernel_client.WAIT


class ConformanceTest(jupyter_kernel_test.KernelTests):
    kernel_name = "retort"
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("to the other stream");'

    completion_samples = [
        {"text": "%he", "matches": {"%help"}},
        {"text": "%help pipel", "matches": {"pipeline"}},
        {"text": '"".isBl', "matches": {"isBlank()"}},
        {"text": "Math.floorM", "matches": {"floorMod("}},
        {"text": "%%pipeline\ngenerate 10\nstand", "matches": {"standardize"}},
    ]

    complete_code_samples = [
        "1", "int a = 1;", "void f() { }", "for (int i = 0; i < 3; i++) { }", "%help", "// done", "", "%%sql\nSELECT 1\n",
    ]
    incomplete_code_samples = ["for (;;) {", "int f(", 'String t = """\n', "/* not yet", "if (true)", "%%sql\nSELECT 1"]
    invalid_code_samples = ["int a = 1 +* 2;", "int 1a = 3;", "class { }"]

    code_page_something = "%help pipeline"
    code_generate_error = 'throw new IllegalStateException("on purpose")'

    code_execute_result = [
        {"code": "1 + 1", "result": "2"},
        {"code": "6 * 7", "result": "42"},
        {"code": '"ä€😀"', "result": "ä€😀"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
        {"code": "new int[] {3, 4}", "result": "[3, 4]"},
        {"code": "%%sql\nSELECT 42 AS answer", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "display(new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB));", "mime": "image/png"},
        {"code": "%help\nint after = 1;", "mime": "text/html"},
        {"code": 'display("plain");', "mime": "text/plain"},
    ]
    code_clear_output = "clearOutput(false);"

    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")

    code_inspect_sample = "Math.max"


