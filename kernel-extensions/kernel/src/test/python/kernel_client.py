"""What the kernel's tests share: the kernelspec, installed once into a temporary folder, and starting kernels from it.

RETORT_LIB names the folder of jars (build/dist/lib by default) and JAVA_HOME the JDK to test (the java of the path by
default).
"""

import atexit
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[5]
LIB = pathlib.Path(os.environ.get("RETORT_LIB", ROOT / "build" / "dist" / "lib"))
JAVA_HOME = os.environ.get("JAVA_HOME", "")
JAVA = str(pathlib.Path(JAVA_HOME, "bin", "java")) if JAVA_HOME else shutil.which("java")
WAIT = 60

_prefix = None


def install():
    """Installs the kernelspec, once per process, where Jupyter's clients in this process find it, and gives its folder."""
    global _prefix
    if _prefix is not None:
        return pathlib.Path(_prefix.name, "share", "jupyter", "kernels", "retort")
    _prefix = tempfile.TemporaryDirectory(prefix="retort kernel ")
    atexit.register(_prefix.cleanup)
    command = [JAVA, "-cp", f"{LIB}/*", "io.retort.kernel.Main", "install", "--prefix", _prefix.name, "--heap", "1g"]
    subprocess.run(command, check=True, timeout=4 * WAIT, stdout=subprocess.DEVNULL)
    os.environ["JUPYTER_PATH"] = str(pathlib.Path(_prefix.name, "share", "jupyter"))
    return install()


def start(**options):
    from jupyter_client.manager import start_new_kernel

    return start_new_kernel(kernel_name="retort", startup_timeout=WAIT, **options)
