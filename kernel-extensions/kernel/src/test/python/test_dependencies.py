"""Libraries and programs from cells, through a real client and without a network."""

import hashlib
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import unittest
import zipfile

import test_kernel
from kernel_client import JAVA, WAIT
from test_kernel import KernelCase

SOURCE = """package shop;
public class Shop implements Runnable {
    public static String sell() { return "sold"; }
    public void run() { System.out.println("ran"); }
}
"""
POM = """<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>{}</artifactId>
<version>1.0</version><dependencies>{}</dependencies></project>"""
NEEDS = "<dependency><groupId>org.example</groupId><artifactId>{}</artifactId><version>1.0</version></dependency>"

_folder = tempfile.TemporaryDirectory(prefix="retort-dependencies-")
FOLDER = pathlib.Path(_folder.name)
_options = os.environ.get("JDK_JAVA_OPTIONS")


def setUpModule():
    test_kernel.setUpModule()
    make_jar(FOLDER / "shop.jar")
    make_library("shop", FOLDER / "shop.jar", "")
    make_library("mall", FOLDER / "shop.jar", NEEDS.format("shop"))
    settings = FOLDER / "home" / ".m2" / "settings.xml"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        "<settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf>"
        f"<url>{(FOLDER / 'remote').as_uri()}</url></mirror></mirrors></settings>")
    os.environ["JDK_JAVA_OPTIONS"] = (
        f"{_options or ''} -Duser.home={FOLDER / 'home'} -Xlog:class+load:file={FOLDER / 'classes.log'}")


def tearDownModule():
    if _options is None:
        del os.environ["JDK_JAVA_OPTIONS"]
    else:
        os.environ["JDK_JAVA_OPTIONS"] = _options
    _folder.cleanup()


def make_jar(jar):
    source = FOLDER / "src" / "shop" / "Shop.java"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    javac = pathlib.Path(JAVA).resolve().with_name("javac")
    subprocess.run([javac, "--release", "17", "-d", FOLDER / "classes", source], check=True, timeout=WAIT)
    with zipfile.ZipFile(jar, "w") as archive:
        archive.write(FOLDER / "classes" / "shop" / "Shop.class", "shop/Shop.class")
        archive.writestr("META-INF/services/java.lang.Runnable", "shop.Shop\n")


def make_library(name, jar, dependencies):
    base = FOLDER / "remote" / "org" / "example" / name / "1.0"
    base.mkdir(parents=True)
    for kind, content in (("jar", jar.read_bytes()), ("pom", POM.format(name, dependencies).encode())):
        base.joinpath(f"{name}-1.0.{kind}").write_bytes(content)
        base.joinpath(f"{name}-1.0.{kind}.sha1").write_text(hashlib.sha1(content).hexdigest())


class JarsTest(KernelCase):
    def test_jar_serves_the_same_and_later_cells(self):
        result = self.run_cell(f"%jars {FOLDER}/*.jar\nshop.Shop.sell()")
        self.assertEqual("sold", result.text(), result.of("error"))
        self.assertIn("Added 1 jar", shown(result))
        self.assertEqual("sold", self.run_cell("import shop.Shop;\nShop.sell()").text())
        self.assertIn("1 was there already", self.run_cell(f"%classpath add {FOLDER}/shop.jar").text())
        self.assertIn("shop.jar", self.run_cell("%classpath").text())
        services = self.run_cell("for (Runnable r : ServiceLoader.load(Runnable.class)) r.run();")
        self.assertEqual("ran\n", services.stream(), services.of("error"))

    def test_paths_are_completed(self):
        code = f"%jars {FOLDER}/sho"
        reply = self.ask(self.client.complete(code, len(code)))
        self.assertEqual([f"{FOLDER}/shop.jar"], reply["matches"])

    def test_missing_jar_names_the_nearest(self):
        self.assertIn('did you mean "shop.jar"?', self.run_cell(f"%jars {FOLDER}/shopp.jar").traceback())


def shown(result):
    """What was displayed, also in place of a download's progress."""
    displays = result.of("display_data") + result.of("update_display_data")
    return "\n".join(content["data"]["text/plain"] for content in displays)


class FirstLibraryTest(KernelCase):
    def test_library_comes_with_what_it_needs_and_loads_the_resolver_late(self):
        self.run_cell("%help")
        self.assertEqual([], self.resolver_classes())
        result = self.run_cell("%maven org.example:mall:1.0\nshop.Shop.sell()")
        self.assertEqual("sold", result.text(), result.of("error"))
        self.assertIn("Added 2 jars", shown(result))
        self.assertEqual("", result.stream("stderr"))
        self.assertNotEqual([], self.resolver_classes())
        self.assertTrue(pathlib.Path(FOLDER, "home/.m2/repository/org/example/shop/1.0/shop-1.0.jar").exists())

    def resolver_classes(self):
        lines = (FOLDER / "classes.log").read_text().splitlines()
        return [line for line in lines if " org.eclipse.aether." in line or " org.apache.maven." in line][:3]


class MavenTest(KernelCase):
    def test_missing_library_is_one_sentence(self):
        error = self.run_cell("%maven org.example:none:1.0").of("error")[0]
        self.assertEqual(1, len(error["traceback"]))
        self.assertIn("there is no org.example:none:1.0 in here", error["evalue"])

    def test_interrupt_leaves_a_repository_that_does_not_answer(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            settings = FOLDER / "home" / ".m2" / "settings.xml"
            before = settings.read_text()
            settings.write_text("<settings/>")
            try:
                port = server.getsockname()[1]
                request = self.client.execute(f"%maven --repository http://127.0.0.1:{port}/ org.example:slow:1.0")
                server.settimeout(WAIT)
                connection, _ = server.accept()
                started = time.monotonic()
                self.manager.interrupt_kernel()
                self.assertEqual("Interrupted", self.collect(request).reply["ename"])
                self.assertLess(time.monotonic() - started, 2)
                connection.close()
            finally:
                settings.write_text(before)


class ProgramsTest(KernelCase):
    def test_output_comes_while_the_program_runs(self):
        request = self.client.execute("%%bash\necho first; echo problem >&2; sleep 600")
        self.assertIn("first", self.printed(request))
        self.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.collect(request).reply["ename"])

    def test_interrupt_leaves_no_child(self):
        request = self.client.execute("%%bash\n(sleep 600 & echo $!; wait) &\nsleep 600")
        child = int(self.printed(request))
        started = time.monotonic()
        self.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.collect(request).reply["ename"])
        self.assertLess(time.monotonic() - started, 3)
        self.assert_ended(child)

    def test_shutdown_leaves_no_child(self):
        manager, client = test_kernel.start()
        try:
            request = client.execute("%%bash\nsleep 600 & echo $!; wait")
            child = int(self.printed(request, client))
            process = manager.provisioner.process
            client.shutdown()
            process.wait(timeout=3)
            self.assert_ended(child)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_exit_code_is_an_error(self):
        self.assertIn("exit code 3", self.run_cell("%bash exit 3").traceback())

    def test_variable_reaches_programs(self):
        self.run_cell("%env RETORT_TEST_WORD=plain words")
        self.assertEqual("plain words\n", self.run_cell("%%bash\necho $RETORT_TEST_WORD").stream())
        self.run_cell("%env RETORT_TEST_TOKEN=hush")
        self.assertNotIn("hush", self.run_cell("%env").text())

    def printed(self, request, client=None):
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            message = (client or self.client).get_iopub_msg(timeout=WAIT)
            content = message["content"]
            if message["parent_header"].get("msg_id") == request and content.get("name") == "stdout":
                return content["text"]
        self.fail("nothing was printed")

    def assert_ended(self, pid):
        end = time.monotonic() + 3
        while time.monotonic() < end:
            status = pathlib.Path("/proc", str(pid), "stat")
            try:
                os.kill(pid, 0)
                if status.exists() and ") Z " in status.read_text():
                    return
            except ProcessLookupError:
                return
            time.sleep(0.05)
        self.fail(f"process {pid} still runs")


class ForbiddenTest(KernelCase):
    @classmethod
    def setUpClass(cls):
        os.environ["RETORT_ALLOW_SHELL"] = "no"
        try:
            super().setUpClass()
        finally:
            del os.environ["RETORT_ALLOW_SHELL"]

    def test_programs_are_refused(self):
        self.assertIn("RETORT_ALLOW_SHELL=no", self.run_cell("%%bash\necho a").traceback())


class TimeitTest(KernelCase):
    def test_expression_in_the_scope_of_cells(self):
        self.run_cell("int[] data = new Random(1).ints(1000).toArray();")
        text = self.run_cell("%timeit --runs 2 --warmup 1 Arrays.stream(data).sum()").text()
        self.assertRegex(text, r"^median [\d.]+ (ns|us|ms) per call, min .*, max .* \(2 runs of [\d,]+ loops")

    def test_sleep_takes_its_time(self):
        text = self.run_cell("%%timeit --runs 2 --warmup 0\nlong ms = 20;\nThread.sleep(ms);").text()
        self.assertRegex(text, r"^median 2\d\.\d ms per call")

    def test_mistake_has_a_caret(self):
        self.assertIn("^^^", self.run_cell('%timeit 1 + "a".nothing()').traceback())

    def test_interrupt_stops(self):
        request = self.client.execute("%%timeit\nwhile (true) { }")
        time.sleep(1)
        self.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.collect(request).reply["ename"])
        self.assertEqual("2", self.run_cell("1+1").text())


if __name__ == "__main__":
    unittest.main(verbosity=2)
