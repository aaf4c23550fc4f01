#!/usr/bin/env bash
# Tests of the launcher itself, against a stand-in for Maven that "builds" one small jar in a moment.
#   bash src/test/sh/launcher_test.sh      ends with "N passed, N failed"
set -uo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)"
# shellcheck source=src/test/sh/checks.sh
source "$here/checks.sh"
top="$(cd -- "$here/../../.." && pwd -P)"
box="$(mktemp -d)"
trap 'rm -rf -- "$box"' EXIT
chmod 755 "$box"

# The JDK that compiles the stand-in: the one that the launcher would take.
jdk="$(dirname -- "$(dirname -- "$(readlink -f -- "$(command -v javac)")")")"

# --- A checkout whose path has a space, with stand-ins for Maven and the sources ----------------------------

home="$box/home"
checkout="$box/my retort"
tools="$box/tools"
mkdir -p "$home" "$checkout/src/main/java" "$checkout/src/test/java" "$tools" "$box/away" "$box/jar"
cp -a "$top/retort" "$top/pom.xml" "$checkout/"
cp -a "$top/src/main/sh" "$checkout/src/main/sh"
echo 'class A {}' >"$checkout/src/main/java/A.java"

cat >"$box/jar/Main.java" <<'JAVA'
package io.retort.cli;

public class Main {
  public static void main(String[] arguments) {
    int code = 0;
    if (arguments.length == 2 && arguments[1].equals("--tabs")) {
      System.out.println("duckdb\tok\tanswers \"well\" in C:\\here\t");
      System.out.println("xtb\tnote\tnot found\tinstall it");
      System.out.println("a line that is no finding");
      return;
    }
    for (String argument : arguments) {
      System.out.println("[" + argument + "]");
      if (argument.startsWith("exit=")) code = Integer.parseInt(argument.substring(5));
    }
    System.out.println("folder " + System.getProperty("user.dir"));
    System.out.println("heap " + Runtime.getRuntime().maxMemory() / 1048576);
    System.exit(code);
  }
}
JAVA
sed 's/io.retort.cli/io.retort.kernel/' "$box/jar/Main.java" >"$box/jar/Kernel.java"
mkdir -p "$box/jar/out" "$box/jar/src/k" && mv "$box/jar/Kernel.java" "$box/jar/src/k/Main.java"
"$jdk/bin/javac" -d "$box/jar/out" "$box/jar/Main.java" && "$jdk/bin/javac" -d "$box/jar/out" "$box/jar/src/k/Main.java"
"$jdk/bin/jar" cf "$box/jar/app.jar" -C "$box/jar/out" .

# Maven's stand-in writes down each call, fails as it is told to, and puts the jar where the launcher asks.
cat >"$tools/mvn" <<MVN
#!/usr/bin/env bash
printf '%s\n' "\$*" >>"$box/mvn.calls"
if [ -s "$box/mvn.trouble" ]; then
  head -n 1 "$box/mvn.trouble"
  sed -i 1d "$box/mvn.trouble"
  exit 1
fi
sleep "\$(cat "$box/mvn.seconds" 2>/dev/null || echo 0)"
for argument in "\$@"; do
  case "\$argument" in
    -Dretort.dist=*) mkdir -p "\${argument#*=}/lib" && cp "$box/jar/app.jar" "\${argument#*=}/lib/" ;;
  esac
done
MVN
chmod +x "$tools/mvn"
for tool in awk basename bash cat chmod cp df dirname env find flock grep head id mkdir mktemp mv nproc od python3 readlink \
  rm sed setpriv sha256sum sleep sort tail tr xargs; do
  ln -s "$(command -v "$tool")" "$tools/$tool"
done
ln -sf /usr/bin/python3 "$tools/python3"
chmod -R a+rX "$box"

# retort ARGUMENT...: the launcher of the checkout with a plain environment; more of it in the array `with`.
with=()
retort() {
  (cd -- "$box/away" && env -i HOME="$home" PATH="$tools" JAVA_HOME="$jdk" RETORT_RETRY_SECONDS=0 RETORT_NO_INSTALL=1 \
    "${with[@]}" "$checkout/retort" "$@")
}
builds() { grep -c '' "$box/mvn.calls"; }

# --- Help and bad input -------------------------------------------------------------------------------------

check "no argument prints the help" 0 "Usage: ./retort COMMAND" retort
check "--help prints the help" 0 "Usage: ./retort COMMAND" retort --help
check "--version prints the version" 0 "retort 0." retort --version
for command in demo test run stages manybody lab kernel doctor bench build; do
  check "$command --help explains the command" 0 "Usage: ./retort $command" retort "$command" --help
  check "help $command explains the command" 0 "Usage: ./retort $command" retort help "$command"
done
check "no help needs a build" 0 "" test ! -e "$checkout/build"
check "an unknown command names the nearest" 2 "retort: unknown command 'dmeo'; did you mean 'demo'?" retort dmeo
check "a far-off command points to the help" 2 "retort: unknown command 'xyzzy'; './retort --help' lists what there is." retort xyzzy
check "an empty command is refused" 2 "unknown command ''" retort ""
check "an unknown option of demo is refused" 2 "unknown option of demo '--froce'; did you mean '--force'?" retort demo --froce
check "an unknown option of build is refused" 2 "unknown option of build" retort build --all
check "an unknown phase of test is refused" 2 "unknown phase of test 'jvaa'; did you mean 'java'?" retort test jvaa
check "a port that is no number is refused" 2 "--port takes a number from 1 to 65535, not 'http'." retort lab --port http
check "a port out of range is refused" 2 "not '70000'" retort lab --port=70000
check "a memory that is no size is refused" 2 "--memory takes a size such as 512m or 4g, not 'lots'." retort run --memory lots "read a"
check "a memory of nothing is refused" 2 "not '0G'" retort run --memory=0G "read a"
check "--memory without a size is refused" 2 "--memory needs a size such as 4g." retort run "read a" --memory
with=(RETORT_MEMORY=much)
check "RETORT_MEMORY that is no size is refused" 2 "RETORT_MEMORY takes a size" retort run "read a"
with=()
check "a memory without a unit is refused" 2 "not '4096'" retort run --memory 4096 "read a"
check "bad input does not start a build" 0 "" test ! -e "$box/mvn.calls"

# without TEXT COMMAND...: the command's output does not hold TEXT.
without() {
  local text="$1"
  shift
  ! "$@" 2>&1 | grep -F "$text"
}

# --- Missing parts ------------------------------------------------------------------------------------------

# An ordinary user, who may install nothing.
ordinary=()
if [ "$(id -u)" -eq 0 ]; then ordinary=(setpriv --reuid=65534 --regid=65534 --clear-groups); fi
bare() {
  (cd / && env -i HOME=/nonexistent PATH="$box/bare" RETORT_JVM_DIR=/nonexistent "${with[@]}" "${ordinary[@]}" \
    "$checkout/retort" "$@")
}
cp -a "$tools" "$box/bare"
printf '#!/bin/sh\nexit 0\n' >"$box/bare/apt-cache"
printf '#!/bin/sh\necho apt-get must not run; exit 1\n' >"$box/bare/apt-get"
chmod +x "$box/bare/apt-cache" "$box/bare/apt-get"
check "without a JDK it says the one command to run" 1 \
  "retort: a JDK of version 17 or later not found; install it with:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends openjdk-17-jdk-headless" bare run "read a"
rm "$box/bare/mvn"
check "without a JDK and Maven it says one command for both" 1 \
  "retort: a JDK of version 17 or later, Maven not found; install it with:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven" bare build
check "doctor names what is missing and how to mend it" 1 "sudo apt-get install openjdk-17-jdk-headless" bare doctor
check "and every end has a reason" 0 "" without "no reason" bare doctor
with=(JAVA_HOME=/nonexistent)
check "a JAVA_HOME that holds no JDK is named" 1 "JAVA_HOME (/nonexistent) holds no JDK of version 17 or later" bare build
rm "$box/bare/apt-get"
with=()
check "a system without apt is told in words" 1 "install it with this system's own packages" bare build
cp "$tools/mvn" "$box/bare/mvn"
if [ "$(id -u)" -eq 0 ]; then
  with=(JAVA_HOME="$jdk")
  check "a checkout that cannot be written is named" 1 "cannot write to $checkout/build as nobody" bare build
  with=()
fi

# Where it may, it installs what is missing, and only that.
cp -a "$tools" "$box/root"
mv "$box/root/mvn" "$box/mvn.later"
cat >"$box/root/apt-get" <<APT
#!/usr/bin/env bash
printf '%s\n' "\$*" >>"$box/apt.calls"
if [ "\$1" = install ]; then cp "$box/mvn.later" "$box/root/mvn"; fi
APT
printf '#!/bin/sh\nexit 0\n' >"$box/root/apt-cache"
# shellcheck disable=SC2016
printf '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n' >"$box/root/sudo"
ln -s "$(type -P true)" "$box/root/true"
chmod +x "$box/root/apt-get" "$box/root/apt-cache" "$box/root/sudo"
with=(PATH="$box/root" RETORT_NO_INSTALL=)
check "where it may, it installs what is missing" 0 "Installing maven" retort build
check "it installs nothing else" 0 "" grep -qE '^install .* maven$' "$box/apt.calls"
check "it reads the package lists once" 0 "1" grep -c '^update' "$box/apt.calls"
with=()
# shellcheck disable=SC2016
check "PostgreSQL is installed for the tests without a database" 0 "create_main_cluster = false" \
  env RETORT_POSTGRES_SETTINGS="$box/pg/createcluster.conf" \
  bash -c 'source "$1" && no_main_cluster env && cat "$RETORT_POSTGRES_SETTINGS"' bash "$checkout/src/main/sh/setup.sh"

# --- Building -----------------------------------------------------------------------------------------------

rm -rf "$checkout/build" "$box/mvn.calls"
check "the first run builds, in a path with a space" 0 "[read a.smi | write \"b c.tsv\"]" retort run 'read a.smi | write "b c.tsv"'
same "it builds once" 1 "$(builds)"
check "the second run does not build" 0 "[again]" retort run again
same "nothing was built again" 1 "$(builds)"
check "manybody is handed over" 0 "[manybody]
[run]
[--plan]" retort manybody run --plan
check "what a measurement can do without is no reason to end" 1 "Going on without psi4; what needs it is left out." \
  retort bench manybody
check "Java starts in the caller's folder" 0 "folder $box/away" retort run x
check "the exit code is Java's" 7 "" retort run exit=7
check "build says that nothing changed" 0 "Nothing changed since the last build." retort build
mkdir "$box/links" && ln -s "$checkout/retort" "$box/links/rt"
check "it runs through a symbolic link" 0 "[linked]" env -i HOME="$home" PATH="$tools" JAVA_HOME="$jdk" "$box/links/rt" run linked
same "the link shares the build" 1 "$(builds)"
touch "$checkout/src/main/java/A.java"
retort run x >/dev/null 2>&1
same "a new time alone builds nothing" 1 "$(builds)"
echo 'class T {}' >"$checkout/src/test/java/T.java"
retort run x >/dev/null 2>&1
same "a new test builds nothing" 1 "$(builds)"
echo 'class A { }' >"$checkout/src/main/java/A.java"
retort run x >/dev/null 2>&1
same "a changed source builds" 2 "$(builds)"
mv "$checkout/src/main/java/A.java" "$checkout/src/main/java/B.java"
retort run x >/dev/null 2>&1
same "a renamed source builds" 3 "$(builds)"
rm "$checkout"/build/dist/lib/*.jar
retort run x >/dev/null 2>&1
same "missing jars build" 4 "$(builds)"
retort build --force >/dev/null 2>&1
same "build --force builds" 5 "$(builds)"

echo '[ERROR] A.java:[1,7] no such thing' >"$box/mvn.trouble"
echo 'class A { int a; }' >"$checkout/src/main/java/B.java"
check "a failed build shows the error and ends with 1" 1 "no such thing" retort run x
same "a compiler's error is not tried again" 6 "$(builds)"
check "a failed build keeps the jars of before" 0 "" test -s "$checkout/build/dist/lib/app.jar"
printf '[ERROR] Could not transfer artifact a:b\n%.0s' 1 2 >"$box/mvn.trouble"
check "a network's hiccup is tried again" 0 "trying again (3 of 3)" retort run x
same "three tries in all" 9 "$(builds)"
printf '[ERROR] Could not transfer artifact a:b\n%.0s' 1 2 3 >"$box/mvn.trouble"
check "a network that stays away ends with 1 and the log's place" 1 "The whole log is in $checkout/build/logs/build.log" retort build --force
: >"$box/mvn.trouble"

rm "$box/mvn.calls" && echo 1 >"$box/mvn.seconds"
rm -rf "$checkout/build"
retort run one >"$box/one" 2>&1 &
retort run two >"$box/two" 2>&1 &
wait
same "two at a time build once" 1 "$(builds)"
same "and both run" "[one][two]" "$(grep -hE '^\[(one|two)' "$box/one" "$box/two" | sort | tr -d '\n')"
rm "$box/mvn.seconds"

with=(HOME=/proc/none)
retort build --force >/dev/null 2>&1
check "without a home Maven's files go under build" 0 "-Dmaven.repo.local=$checkout/build/m2" tail -n 1 "$box/mvn.calls"
with=()

# --- Memory -------------------------------------------------------------------------------------------------

heap_of() { retort run "$@" 2>/dev/null | sed -n 's/^heap //p'; }
between "half of --memory is Java's" 1900 2048 "$(heap_of --memory 4G)"
between "--memory=SIZE works too" 1900 2048 "$(heap_of --memory=4GB)"
between "a small budget leaves Java 512 MiB" 480 512 "$(heap_of --memory 100m)"
check "--memory is passed on" 0 "[--memory]
[4G]" retort run --memory 4G
check "what follows -- is not read" 0 "[lots]" retort run -- --memory lots
with=(RETORT_MEMORY=2g)
check "and gives it to Java as well" 0 "[--memory=3g]" retort run --memory=3g
between "RETORT_MEMORY sets the budget" 950 1024 "$(heap_of x)"
between "--memory goes before RETORT_MEMORY" 1900 2048 "$(heap_of --memory 4G)"
mkdir -p "$box/cgroup" && echo $((5 * 1024 * 1024 * 1024)) >"$box/cgroup/memory.max"
printf 'MemTotal: 16777216 kB\n' >"$box/meminfo"
with=(RETORT_CGROUP="$box/cgroup" RETORT_MEMINFO="$box/meminfo")
between "the default is 60 % of the container's limit, half of it Java's" 1450 1536 "$(heap_of x)"
with=(RETORT_CGROUP=/nonexistent RETORT_MEMINFO="$box/meminfo")
between "without a limit it is 60 % of the machine's" 4700 4916 "$(heap_of x)"
with=()

# --- Kernel and doctor --------------------------------------------------------------------------------------

check "kernel install goes to the user's folder as retort" 0 "[install]
[--name]
[retort]
[--prefix]
[$home/.local]" retort kernel install
check "kernel install keeps a name and a place" 0 "[install]
[--name]
[mine]
[--prefix=/there]" retort kernel install --name mine --prefix=/there
read_json() { retort doctor --json | python3 -c "import json,sys; d=json.load(sys.stdin); print($1)"; }
check "doctor --json is one object" 0 "['retort', 'ok', 'checks']" read_json 'list(d)'
check "each check has the same fields" 0 "{('name', 'state', 'detail', 'mend')}" read_json '{tuple(c) for c in d["checks"]}'
check "it holds the launcher's checks and those inside Java" 0 "True" \
  read_json '{"jdk", "maven", "build", "kernel", "disk", "memory", "duckdb", "xtb"} <= {c["name"] for c in d["checks"]}'
check "quotes and backslashes survive" 0 'answers "well" in C:\here' \
  read_json '[c["detail"] for c in d["checks"] if c["name"] == "duckdb"][0]'
check "ok says whether none is bad" 0 "True" read_json 'd["ok"] == all(c["state"] != "bad" for c in d["checks"])'
check "doctor's text has the state first" 0 "note  xtb        not found
                 mend: install it" retort doctor
spec="$home/.local/share/jupyter/kernels/retort"
kernelspec() { # JAVA JARS
  mkdir -p "$spec"
  printf '{\n  "argv": [\n    "%s",\n    "@%s/java.args",\n    "M",\n    "{connection_file}"\n  ],\n' "$1" "$spec" >"$spec/kernel.json"
  printf '  "display_name": "R",\n  "language": "java"\n}\n' >>"$spec/kernel.json"
  printf -- '-Xmx1g\n-cp\n"%s"\n' "$2" >"$spec/java.args"
}
kernelspec "$jdk/bin/java" "$box/jar/app.jar:$checkout"
check "an installed kernel is well" 0 "ok    kernel     $spec/kernel.json" retort doctor
kernelspec "$jdk/bin/java" "$box/jar/app.jar:$box/gone.jar"
check "a kernel whose jars are gone is bad" 1 "bad   kernel     $spec/kernel.json names $box/gone.jar, which is not there
                 mend: ./retort kernel install" retort doctor
kernelspec /gone/bin/java "$box/jar/app.jar"
check "a kernel whose Java is gone is bad" 1 "names /gone/bin/java, which is not there" retort doctor
rm -rf "$home/.local"
check "doctor refuses what it does not know" 2 "unknown option of doctor '--jsn'; did you mean '--json'?" retort doctor --jsn

summary
