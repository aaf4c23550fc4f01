"""Runs the installed kernel through a real Jupyter client. Every wait is bounded.

Usage: python3 test_kernel.py [unittest arguments]; kernel_client.py says which jars and which JDK are tested.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import unittest
import zipfile

import kernel_client
from kernel_client import WAIT, start


def setUpModule():
    kernel_client.install()


class Result:
    """What one cell gave."""

    def __init__(self, reply, messages):
        self.reply = reply["content"]
        self.messages = messages

    def of(self, kind):
        return [content for type_, content in self.messages if type_ == kind]

    def text(self):
        return self.of("execute_result")[0]["data"]["text/plain"]

    def stream(self, name="stdout"):
        return "".join(c["text"] for c in self.of("stream") if c["name"] == name)

    def traceback(self):
        return "\n".join(self.of("error")[0]["traceback"])


class KernelCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start()

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=False)

    def run_cell(self, code, timeout=WAIT, **options):
        return self.collect(self.client.execute(code, **options), timeout)

    def collect(self, request, timeout=WAIT):
        reply, messages = None, []
        end = time.monotonic() + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
            messages.append((message["msg_type"], message["content"]))
        while reply is None or reply["parent_header"]["msg_id"] != request:
            reply = self.client.get_shell_msg(timeout=max(0.01, end - time.monotonic()))
        return Result(reply, messages)

    def ask(self, request, timeout=WAIT):
        """Waits for the reply to a request that runs no cell."""
        end = time.monotonic() + timeout
        while True:
            reply = self.client.get_shell_msg(timeout=max(0.01, end - time.monotonic()))
            if reply["parent_header"]["msg_id"] == request:
                return reply["content"]


class CellsTest(KernelCase):
    def test_expression_is_shown(self):
        self.assertEqual("2", self.run_cell("1+1").text())

    def test_statement_shows_nothing(self):
        self.assertEqual([], self.run_cell("int one = 1;").of("execute_result"))

    def test_streams(self):
        result = self.run_cell('System.out.println("to out"); System.err.println("to err");')
        self.assertEqual("to out\n", result.stream())
        self.assertEqual("to err\n", result.stream("stderr"))

    def test_non_ascii_text(self):
        text = "Ångström ✓ 漢字 😀"
        result = self.run_cell(f'System.out.println("{text}"); "{text}"')
        self.assertEqual(text + "\n", result.stream())
        self.assertEqual(text, result.text())

    def test_big_output_is_whole(self):
        result = self.run_cell('for (int i = 0; i < 200_000; i++) System.out.println("zeile é " + i);')
        lines = result.stream().splitlines()
        self.assertEqual(200_000, len(lines))
        self.assertEqual("zeile é 199999", lines[-1])
        self.assertLess(len(result.of("stream")), 2000)

    def test_compile_error_has_a_caret(self):
        result = self.run_cell("int ok = 1;\nint y = nothing(3);")
        self.assertEqual("error", result.reply["status"])
        self.assertIn("line 2: cannot find symbol", result.traceback())
        self.assertIn("            ^^^^^^^", result.traceback())

    def test_exception_has_type_causes_and_place(self):
        result = self.run_cell('void boom() {\n  throw new RuntimeException("outer", new java.io.IOException("inner"));\n}\nboom();')
        self.assertEqual("RuntimeException", result.of("error")[0]["ename"])
        self.assertEqual("outer", result.of("error")[0]["evalue"])
        self.assertIn("Caused by: java.io.IOException: inner", result.traceback())
        self.assertIn("line 2", result.traceback())
        self.assertNotIn("io.retort.kernel", result.traceback())

    def test_line_of_the_cell_is_marked(self):
        result = self.run_cell('int half(int n) {\n  if (n == 0)\n    throw new RuntimeException("zero");\n  return n / 2;\n}\nhalf(0)')
        plain = re.sub("\x1b\\[[0-9;]*m", "", result.traceback())
        self.assertIn('        2 |   if (n == 0)\n    --> 3 |     throw new RuntimeException("zero");\n        4 |   return n / 2;\n    at cell ', plain)

    def test_line_of_an_earlier_cell_is_marked(self):
        self.run_cell('void later() {\n  Object nothing = null;\n  nothing.toString();\n}')
        plain = re.sub("\x1b\\[[0-9;]*m", "", self.run_cell("later()").traceback())
        self.assertIn("--> 3 |   nothing.toString();", plain)

    def test_deep_library_frames_are_folded_and_the_cell_is_kept(self):
        result = self.run_cell('IntStream.range(0, 3).boxed().map(i -> List.of(i)).flatMap(List::stream).map(i -> 1 / (i - i)).sorted().toList()')
        lines = result.traceback().splitlines()
        self.assertIn("frames", "\n".join(lines))
        self.assertLess(len(lines), 30)
        self.assertRegex(result.traceback(), r"at .*cell \d+, line 1")

    def test_causes_in_a_ring_end(self):
        code = 'var a = new RuntimeException("a"); var b = new RuntimeException("b", a); a.initCause(b); throw a;'
        result = self.run_cell(code)
        self.assertEqual("RuntimeException", result.reply["ename"])
        self.assertIn("Caused by: java.lang.RuntimeException: b", result.traceback())
        self.assertIn("which is named above", result.traceback())

    def test_illegal_argument_of_java_keeps_its_place(self):
        result = self.run_cell('int a = 1;\nInteger.parseInt("x")')
        plain = re.sub("\x1b\\[[0-9;]*m", "", result.traceback())
        self.assertIn("java.lang.NumberFormatException", plain)
        self.assertIn('--> 2 | Integer.parseInt("x")', plain)

    def test_line_below_many_library_frames_is_marked(self):
        self.run_cell("int down(int n, Supplier<Integer> last) { return n == 0 ? last.get() : Optional.of(n).map(x -> down(n - 1, last)).get(); }")
        result = self.run_cell('IntStream.range(0, 2).boxed().sorted().map(i -> 1 / (i - i)).flatMap(i -> Stream.of(i).flatMap(Stream::of).flatMap(Stream::of)).toList()')
        self.assertIn("-->", result.traceback())

    def test_method_that_waited_for_a_later_cell_keeps_its_own(self):
        first = self.run_cell("int waits() {\n  return comes() / 0;\n}")
        self.run_cell("int comes() { return 1; }")
        result = self.run_cell("waits()")
        self.assertIn(f"cell {first.reply['execution_count']}, line 2", result.traceback())

    def test_suppressed_exceptions_are_named(self):
        result = self.run_cell('var outer = new IllegalStateException("outer"); outer.addSuppressed(new IOException("closing")); throw outer;')
        self.assertIn("Suppressed: java.io.IOException: closing", result.traceback())

    def test_array_of_records_is_a_table(self):
        result = self.run_cell("record Pair(int a, int b) {}\nnew Pair[] {new Pair(1, 2), new Pair(3, 4)}")
        self.assertIn("<table", result.of("execute_result")[0]["data"]["text/html"])
        self.assertEqual("[1, 2]", self.run_cell("new Integer[] {1, 2}").text())

    def test_question_goes_to_the_pager_and_leaves_no_output(self):
        self.run_cell("int asked = 1;")
        for cell, expected in (("?pipeline", "%%pipeline"), ("?%sql", "--param"), ("asked?", "int asked"), ("String.format?", "format(")):
            result = self.run_cell(cell)
            self.assertIn(expected, result.reply["payload"][0]["data"]["text/plain"], cell)
            self.assertEqual("page", result.reply["payload"][0]["source"])
            self.assertEqual([], result.of("execute_result") + result.of("stream"))
        self.assertIn("Nothing is known of noSuchThing", self.run_cell("?noSuchThing").reply["evalue"])

    def test_errors_of_the_jvm_are_reported(self):
        self.assertEqual("StackOverflowError", self.run_cell("int deep(int n) { return 1 + deep(n + 1); }\ndeep(0)").reply["ename"])
        self.assertEqual("OutOfMemoryError", self.run_cell("long[] much = new long[Integer.MAX_VALUE - 8];").reply["ename"])
        self.assertEqual("2", self.run_cell("1+1").text())

    def test_users_mistake_is_one_sentence(self):
        result = self.run_cell('throw new io.retort.core.UsageException("No such thing.")')
        self.assertEqual(1, len(result.of("error")[0]["traceback"]))

    def test_thread_of_earlier_cell_still_prints(self):
        code = 'new Thread(() -> { try { Thread.sleep(700); } catch (InterruptedException e) { } System.out.println("late"); }).start();'
        request = self.client.execute(code)
        self.collect(request)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            message = self.client.get_iopub_msg(timeout=10)
            if message["msg_type"] == "stream" and "late" in message["content"]["text"]:
                self.assertEqual(request, message["parent_header"]["msg_id"])
                return
        self.fail("nothing was printed")

    def test_standard_input(self):
        request = self.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        asked = self.client.get_stdin_msg(timeout=WAIT)
        self.assertEqual("input_request", asked["msg_type"])
        self.client.input("the answer")
        self.assertEqual("the answer", self.collect(request).text())


class MagicsTest(KernelCase):
    def test_line_magic(self):
        self.assertIn("%help", self.run_cell("%help").text())

    def test_mixed_cell_runs_in_order(self):
        result = self.run_cell('int n = 41;\n%help\nn + 1')
        self.assertEqual("42", result.text())
        self.assertIn("%help", result.of("display_data")[0]["data"]["text/html"])

    def test_magic_sign_in_text_block_is_text(self):
        self.assertEqual("%help\n", self.run_cell('String t = """\n%help\n""";\nt').text())

    def test_unknown_magic_names_the_nearest(self):
        result = self.run_cell("%helpp")
        self.assertEqual("UsageException", result.of("error")[0]["ename"])
        self.assertIn('did you mean "help"', result.traceback())
        self.assertEqual(1, len(result.of("error")[0]["traceback"]))

    def test_unknown_option_is_refused(self):
        self.assertIn("unknown option --bogus", self.run_cell("%help --bogus").traceback())


class ProtocolTest(KernelCase):
    def test_kernel_info_has_status(self):
        info = self.ask(self.client.kernel_info())
        self.assertEqual("ok", info["status"])
        self.assertEqual("java", info["language_info"]["name"])

    def test_stop_on_error_aborts_what_is_queued_and_no_more(self):
        requests = [self.client.execute(c) for c in ("nothing()", "1", "2")]
        statuses = [self.ask(r)["status"] for r in requests]
        self.assertEqual(["error", "aborted", "aborted"], statuses)
        self.assertEqual("ok", self.run_cell("3").reply["status"])

    def test_without_stop_on_error_the_queue_runs(self):
        requests = [self.client.execute(c, stop_on_error=False) for c in ("nothing()", "1")]
        self.assertEqual(["error", "ok"], [self.ask(r)["status"] for r in requests])

    def test_silent_does_not_count(self):
        before = self.run_cell("1").reply["execution_count"]
        silent = self.run_cell("System.out.println(1); 5", silent=True)
        self.assertEqual([], silent.of("execute_result"))
        self.assertEqual(before + 1, self.run_cell("1").reply["execution_count"])

    def test_user_expressions(self):
        reply = self.run_cell("int u = 6;", user_expressions={"good": "u * 7", "bad": "nothing()"}).reply
        self.assertEqual("42", reply["user_expressions"]["good"]["data"]["text/plain"])
        self.assertEqual("error", reply["user_expressions"]["bad"]["status"])

    def test_is_complete(self):
        for code, status in (("int a = 1;", "complete"), ("1 + 1", "complete"), ("for (;;) {", "incomplete"),
                             ("int a = 1 +* 2;", "invalid"), ("%help", "complete")):
            self.assertEqual(status, self.ask(self.client.is_complete(code))["status"], code)

    def test_history(self):
        self.run_cell("int remembered = 1;", store_history=True)
        reply = self.ask(self.client.history(hist_access_type="search", pattern="*remembered*", n=5))
        self.assertEqual("ok", reply["status"])
        self.assertIn("remembered", reply["history"][-1][2])

    def test_complete_counts_characters(self):
        self.run_cell("int abcdefgh = 1;")
        code = '"😀".length(); abcde'
        reply = self.ask(self.client.complete(code, len(code)))
        self.assertIn("abcdefgh", reply["matches"])
        self.assertEqual("abcde", code[reply["cursor_start"]:reply["cursor_end"]])

    def test_complete_magics_and_their_arguments(self):
        self.assertIn("%help", self.ask(self.client.complete("%he", 3))["matches"])
        self.assertIn("help", self.ask(self.client.complete("%help he", 8))["matches"])

    def test_inspect_at_end_of_text(self):
        self.assertTrue(self.ask(self.client.inspect("Math.max", 8))["found"])
        self.run_cell("long counted = 1;")
        reply = self.ask(self.client.inspect("counted", 7))
        self.assertIn("long counted", reply["data"]["text/plain"])
        self.assertFalse(self.ask(self.client.inspect("", 0))["found"])


class WorkspaceTest(KernelCase):
    """Magics that reach the library: runs, queries, plots."""

    LIBRARY = "%%pipeline --out mols --workers 2\ngenerate {count} --seed 5\nstandardize\ndedup\nproperties"

    def make_library(self):
        result = self.run_cell("int count = 300;")
        result = self.run_cell(self.LIBRARY)
        self.assertEqual("ok", result.reply["status"], result.of("error"))
        return result

    def test_pipeline_shows_progress_in_place_and_ends_with_its_account(self):
        result = self.make_library()
        first = result.of("display_data")
        self.assertEqual(1, len(first))
        last = (first + result.of("update_display_data"))[-1]
        self.assertIn("300 rows in = 300 out + 0 rejected + 0 duplicates", last["data"]["text/plain"])
        self.assertIn("<table", last["data"]["text/html"])

    def test_sql_keeps_its_result_and_shows_it_escaped(self):
        self.make_library()
        result = self.run_cell("%%sql --out small\nSELECT \"row\", smiles, '<b>' AS note FROM mols ORDER BY 1 LIMIT 3")
        html = result.of("execute_result")[0]["data"]["text/html"]
        self.assertIn("&lt;b&gt;", html)
        self.assertNotIn("<b>", html)
        self.assertEqual("3", self.run_cell('table("small").rowCount()').text())

    def test_sql_mistake_is_a_sentence_with_the_position(self):
        result = self.run_cell("%%sql\nSELECT nothing FROM nowhere")
        self.assertIn("nowhere", result.traceback())
        self.assertNotIn("\tat ", result.traceback())

    def test_plots_are_pictures(self):
        self.make_library()
        for magic in ("histogram mols mol_weight_da", "scatter mols mol_weight_da tpsa_a2", "line mols row mol_weight_da"):
            data = self.run_cell("%plot " + magic).of("execute_result")[0]["data"]
            self.assertTrue(data["image/png"].startswith("iVBOR"), magic)
        self.assertIn("no column", self.run_cell("%plot histogram mols weight").traceback())

    def test_lists_and_resources(self):
        self.assertIn("standardize", self.run_cell("%stages").text())
        self.assertIn("--kind", self.run_cell("%stages fingerprint").text())
        self.assertIn("Java heap", self.run_cell("%resources").text())

    def test_unknown_stage_names_the_nearest(self):
        traceback = self.run_cell("%%pipeline\ngenerate 10\nstandardise").traceback()
        self.assertIn('line 2: unknown stage "standardise"; did you mean "standardize"?', traceback)

    def test_pipeline_cell_completes_stages_and_options(self):
        code = "%%pipeline\nread a.smi\nstan"
        reply = self.ask(self.client.complete(code, len(code)))
        self.assertEqual(["standardize"], reply["matches"])
        code = "%%pipeline\nfingerprint --ki"
        reply = self.ask(self.client.complete(code, len(code)))
        self.assertEqual("--kind", reply["matches"][0])
        self.assertEqual("--ki", code[reply["cursor_start"]:reply["cursor_end"]])


class ValuesTest(KernelCase):
    """Java values in magics, and values of magics in Java."""

    def test_variable_takes_the_rows_of_a_query(self):
        result = self.run_cell("var few = %sql SELECT range AS n FROM range(5);\nfew.rowCount()")
        self.assertEqual("5", result.text())
        self.assertEqual("4", self.run_cell("few.head(9).get(4)[0].toString()").text().strip('"'))

    def test_declared_type_and_later_assignment(self):
        self.assertEqual("1", self.run_cell("Table one = %sql SELECT 1 AS a\none.rowCount()").text())
        self.assertEqual("2", self.run_cell("one = %sql FROM range(2)\none.rowCount()").text())

    def test_wrong_type_is_a_compile_error_at_the_line(self):
        result = self.run_cell("int a = 1;\nint b = %sql SELECT 1")
        self.assertIn("line 2: incompatible types", result.traceback())
        self.assertIn("    int b = %sql SELECT 1\n            ^^^^^^^^^^^^^\x1b"[:-1], result.traceback() + "\n")
        self.assertNotIn("assigned", result.traceback())

    def test_statement_has_nothing_to_assign(self):
        result = self.run_cell("var t = %sql CREATE TABLE made (a INT)")
        self.assertEqual("UsageException", result.reply["ename"])
        self.assertIn("Only a query has rows", result.reply["evalue"])

    def test_expressions_are_bound_in_sql(self):
        self.run_cell('String evil = "x\'; DROP TABLE t; --"; int limit = 3; var ids = List.of(1, 7);')
        result = self.run_cell("%%sql\nSELECT {evil} AS a, {limit * 2} AS b, 7 IN {ids} AS c, {'k': 1} AS d")
        text = result.of("execute_result")[0]["data"]["text/plain"]
        self.assertIn("x'; DROP TABLE t; --", text)
        self.assertIn("6", text)
        self.assertIn("true", text)

    def test_parameters_are_typed(self):
        result = self.run_cell(
            "%sql --param a=5 --param b=007 --param 'c=x, y' --param d=2024-02-29 "
            "SELECT typeof($a) AS a, typeof($b) AS b, $c AS c, typeof($d) AS d"
        )
        text = result.of("execute_result")[0]["data"]["text/plain"]
        for expected in ("BIGINT", "VARCHAR", "x, y", "DATE"):
            self.assertIn(expected, text)

    def test_missing_and_unused_parameters_are_named(self):
        self.assertIn("give it with --param limit=VALUE", self.run_cell("%sql SELECT $limit").reply["evalue"])
        self.assertIn("does not use --param x", self.run_cell("%sql --param x=1 SELECT 1").reply["evalue"])

    def test_expression_in_the_arguments_of_a_magic(self):
        self.run_cell('%sql --out "odd name" SELECT 1 AS a\nString which = "odd name";')
        self.assertIn("1 row", self.run_cell("%show {which}").of("execute_result")[0]["data"]["text/plain"])
        self.assertIn("1 row", self.run_cell("%show {which.replace('-', ' ')}").of("execute_result")[0]["data"]["text/plain"])

    def test_wrong_expression_is_named(self):
        result = self.run_cell("%show {nothing}")
        self.assertEqual("UsageException", result.reply["ename"])
        self.assertIn("{nothing}: cannot find", result.reply["evalue"])

    def test_expression_in_a_pipeline_stays_one_word(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "two words.smi")
            path.write_text("CCO ethanol\nC methane\n", encoding="utf-8")
            self.run_cell(f'String file = "{path}";')
            result = self.run_cell("%%pipeline --out fromFile\nread {file}\nstandardize")
            self.assertEqual("ok", result.reply["status"], result.reply)
            self.assertEqual("2", self.run_cell('table("fromFile").rowCount()').text())

    def test_sql_mistake_has_a_caret(self):
        result = self.run_cell("%%sql\nSELECT 1 AS a,\n  nope\nFROM range(3)")
        self.assertIn("line 2:\n      nope\n      ^^^^", re.sub("\x1b\\[[0-9;]*m", "", result.traceback()))

    def test_sql_completes_tables_and_columns(self):
        self.run_cell("%sql --out complete_me SELECT 1 AS first_column")
        cell = "%%sql\nSELECT first_ FROM complete_me"
        reply = self.ask(self.client.complete(cell, cell.index("first_") + 6))
        self.assertEqual(["first_column"], reply["matches"])
        self.assertEqual(cell.index("first_"), reply["cursor_start"])
        reply = self.ask(self.client.complete("var t = %sql SELECT * FROM compl"))
        self.assertEqual(["complete_me"], reply["matches"])
        self.assertIn("complete_me", self.ask(self.client.complete("%show comp"))["matches"])

    def test_variable_is_shown_without_a_compile(self):
        self.run_cell("var kept = List.of(1, 2);")
        self.assertEqual("[1, 2]", self.run_cell("kept").text())
        self.assertEqual("3", self.run_cell("kept = List.of(3);\nkept").text().strip("[]"))


class ArchiveTest(unittest.TestCase):
    def test_start_takes_its_classes_from_the_archive(self):
        folder = kernel_client.install()
        archives = [f.name for f in folder.iterdir() if f.name.startswith("classes.")]
        self.assertEqual(1, len(archives), list(folder.iterdir()))
        self.assertEqual([], [f.name for f in folder.iterdir() if "partial" in f.name or "log" in f.name[-4:]])
        with tempfile.TemporaryDirectory() as scratch:
            log = pathlib.Path(scratch, "loaded.log")
            command = [kernel_client.JAVA, f"@{folder / 'java.args'}", f"-Xlog:class+load:file={log}"]
            subprocess.run(
                command + ["io.retort.kernel.Main", "help"], check=True, timeout=WAIT, stdout=subprocess.DEVNULL
            )
            loaded = log.read_text("utf-8").splitlines()
            shared = [line for line in loaded if "shared objects file" in line]
            if " " not in str(kernel_client.LIB):
                self.assertTrue(any("io.retort.kernel.Main " in line for line in shared), shared[-3:])
            else:  # older JDKs archive only their own classes when a jar's path holds a blank
                self.assertGreater(len(shared), len(loaded) // 3)

    def test_archive_of_other_jars_is_passed_over(self):
        folder = kernel_client.install()
        with tempfile.TemporaryDirectory() as scratch:
            arguments = pathlib.Path(scratch, "java.args")
            text = (folder / "java.args").read_text("utf-8")
            empty = pathlib.Path(scratch, "empty.jar")
            with zipfile.ZipFile(empty, "w") as jar:
                jar.writestr("nothing.txt", "")
            arguments.write_text(text.replace('-cp\n"', f'-cp\n"{empty}:'), "utf-8")
            command = [kernel_client.JAVA, f"@{arguments}", "io.retort.kernel.Main", "help"]
            done = subprocess.run(command, check=True, timeout=WAIT, capture_output=True, text=True)
            self.assertIn("install", done.stdout)
            self.assertNotIn("warning", (done.stdout + done.stderr).lower())


class InterruptTest(KernelCase):
    def wait_for(self, request, kind):
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            message = self.client.get_iopub_msg(timeout=WAIT)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == kind:
                return
        self.fail("the cell did not start")

    def interrupt_as_soon_as_it_is_there(self):
        """An interrupt that comes before the code runs is not lost."""
        request = self.client.execute("while (true) { }")
        self.wait_for(request, "execute_input")
        self.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.collect(request).reply["ename"])

    def test_early_interrupt_is_not_lost(self):
        for _ in range(5):
            self.interrupt_as_soon_as_it_is_there()

    def test_pipeline_stops_and_leaves_nothing(self):
        self.interrupt("%%pipeline --out never\ngenerate 50000000\nstandardize\nproperties")
        self.assertIn("no table", self.run_cell("%show never").traceback())
        threads = 'Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("retort-worker")).count()'
        self.assertEqual("0", self.run_cell(threads).text())

    def test_query_stops(self):
        self.interrupt("%%sql\nSELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3")

    def interrupt(self, code, limit=5):
        java = not code.startswith("%")
        if java and "begun" not in code:
            code = 'System.out.println("begun"); ' + code
        request = self.client.execute(code)
        self.wait_for(request, "stream" if java else "display_data" if code.startswith("%%pipeline") else "execute_input")
        started = time.monotonic()
        self.manager.interrupt_kernel()
        result = self.collect(request)
        self.assertLess(time.monotonic() - started, limit)
        self.assertEqual("error", result.reply["status"])
        self.assertEqual("Interrupted", result.reply["ename"])
        self.assertEqual("2", self.run_cell("1+1").text())
        return result

    def processor_seconds(self):
        stat = pathlib.Path(f"/proc/{self.manager.provisioner.process.pid}/stat").read_text("ascii")
        fields = stat.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def test_processor_rests_within_two_seconds(self):
        """Of a busy loop, a query and a pipeline, in a kernel of its own: survivors of other tests would disturb."""
        manager, client = start()
        own = InterruptTest()
        own.manager, own.client = manager, client
        try:
            own.run_cell("1+1")
            manager.interrupt_kernel()  # ends the kernel's warm-up; what is left of its start is waited for
            own.await_rest(WAIT)
            for code in (
                "while (true) { }",
                "%%sql\nSELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 3",
                "%%pipeline --out never\ngenerate --count 50000000\nstandardize\nproperties",
            ):
                own.interrupt_and_watch(code)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=False)

    def interrupt_and_watch(self, code):
        request = self.client.execute(code)
        self.wait_for(request, "display_data" if code.startswith("%%pipeline") else "execute_input")
        before = self.processor_seconds()
        end = time.monotonic() + WAIT
        while self.processor_seconds() - before < 0.3:  # it really works
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)
        self.manager.interrupt_kernel()
        interrupted = time.monotonic()
        self.assertEqual("Interrupted", self.collect(request).reply["ename"])
        self.await_rest(2 - (time.monotonic() - interrupted), code)

    def await_rest(self, limit, code=""):
        """Waits until the process takes less than a tenth of a processor."""
        end = time.monotonic() + limit
        while True:
            spent, start = self.processor_seconds(), time.monotonic()
            time.sleep(0.4)
            share = (self.processor_seconds() - spent) / (time.monotonic() - start)
            if share < 0.1:
                return
            self.assertLess(start, end, f"{share:.0%} of a processor, too long after the interrupt of {code}")

    def test_busy_loop_stops(self):
        self.run_cell("static volatile long turns = 0;")
        self.interrupt("while (true) { turns++; }")
        before = self.run_cell("turns").text()
        time.sleep(0.3)
        self.assertEqual(before, self.run_cell("turns").text())

    def test_busy_loop_that_catches_exceptions_stops(self):
        self.interrupt("while (true) { try { Math.sqrt(2); } catch (Exception e) { } }")

    def test_sleep_stops(self):
        self.interrupt("Thread.sleep(60_000);")

    def test_token_is_cancelled(self):
        result = self.interrupt(
            'var token = cancelToken();\n'
            'token.onCancel(() -> System.out.println("cancelled"));\n'
            'for (System.out.println("begun"); !token.isCancelled();) { Thread.onSpinWait(); }')
        self.assertIn("cancelled", result.stream())

    def test_child_threads_stop(self):
        self.run_cell("static volatile long beats = 0;")
        self.interrupt("Thread t = new Thread(() -> { while (true) beats++; }); t.start(); t.join();")
        before = self.run_cell("beats").text()
        time.sleep(0.3)
        self.assertEqual(before, self.run_cell("beats").text())

    def test_survivor_is_named(self):
        # A busy loop inside the JDK, which carries no checks.
        # In one block: the cell prints and loops in the same piece of compiled code.
        result = self.interrupt(
            '{ System.out.println("begun"); java.util.stream.LongStream.generate(() -> 1).sum(); }', limit=10)
        self.assertIn("retort-cell-", result.traceback())
        self.assertIn("restart the kernel", result.traceback())


class NotebookTest(unittest.TestCase):
    def test_nbconvert_keeps_the_last_state_of_live_output(self):
        import nbformat

        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell("int a = 40;\na + 2"), nbformat.v4.new_code_cell("%help"),
                   nbformat.v4.new_code_cell(
                       'var l = live(); for (int i = 0; i <= 100; i++) { l.update(i + " %"); Thread.sleep(5); } l.close();')],
            metadata={"kernelspec": {"name": "retort", "display_name": "Retort (Java)", "language": "java"}})
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "small.ipynb")
            nbformat.write(notebook, path)
            subprocess.run(
                [shutil.which("jupyter", path="/usr/bin") or "jupyter", "nbconvert", "--to", "notebook", "--execute",
                 "--output", "done.ipynb", str(path)],
                check=True, timeout=2 * WAIT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            cells = nbformat.read(path.with_name("done.ipynb"), 4).cells
        self.assertEqual("42", cells[0].outputs[0].data["text/plain"])
        self.assertEqual(["100 %"], [o.data["text/plain"] for o in cells[2].outputs])


class ShutdownTest(unittest.TestCase):
    def shut_down(self, code):
        manager, client = start()
        try:
            client.execute_interactive("1+1", timeout=WAIT, output_hook=lambda m: None)
            if code:
                client.execute(code)
                time.sleep(0.7)
            process = manager.provisioner.process
            started = time.monotonic()
            client.shutdown()
            process.wait(timeout=2)
            return time.monotonic() - started
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_idle_kernel_ends_in_time(self):
        self.assertLess(self.shut_down(""), 2)

    def test_busy_kernel_ends_in_time(self):
        self.assertLess(self.shut_down("while (true) { }"), 2)

    def test_kernel_with_foreign_threads_ends_in_time(self):
        self.assertLess(self.shut_down("new Thread(() -> { while (true) { try { Thread.sleep(9999); } catch (Exception e) { } } }).start();"), 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
