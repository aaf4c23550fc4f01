#!/usr/bin/env bash
# The embedding benchmark on a machine with an NVIDIA GPU, with all that it needs brought along.
#   run.sh pack FOLDER [--cpu]   where there is a network: builds the jars for CUDA and lays them, a Java runtime,
#                                CUDA's libraries and the molecules into FOLDER; --cpu takes the jars of ./retort build
#                                and no CUDA, to try the rest
#   run.sh FOLDER [ROWS]         on the machine with the GPU: measures, and leaves FOLDER/embed-gpu.json
# FOLDER/run.sh is this script, so that FOLDER is all that has to be carried.
set -euo pipefail

readonly cuda_jar="org.bytedeco:cuda:12.6-9.5-1.5.11:jar:linux-x86_64-redist"
readonly modules="java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,java.net.http,java.prefs,\
java.security.jgss,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs,jdk.crypto.ec,jdk.charsets"
readonly flags=(-XX:+IgnoreUnrecognizedVMOptions --add-opens=java.base/java.nio=ALL-UNNAMED
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true)

fail() {
  echo "run.sh: $*" >&2
  exit 1
}

usage() {
  sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

# Keeps of a jar what Linux on x86 needs: the whole has 740 MB, most of them for others.
slim() {
  python3 - "$1" "$2" <<'PYTHON'
import sys, zipfile
source, target = sys.argv[1:3]
drop = ("native/win-x64", "native/linux-aarch64", "native/osx", "providers_tensorrt")
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
    for item in old.infolist():
        if not any(part in item.filename for part in drop):
            new.writestr(item, old.read(item))
PYTHON
}

# CUDA's libraries out of their jar, under the names by which they are asked for.
unpack_cuda() {
  python3 - "$1" "$2" <<'PYTHON'
import os, re, sys, zipfile
jar, folder = sys.argv[1:3]
wanted = re.compile(r"lib(cudart|cublas|cublasLt|curand|cufft|nvJitLink|cudnn[a-z_]*)\.so\.[0-9]+$")
with zipfile.ZipFile(jar) as file:
    for name in file.namelist():
        if wanted.search(name):
            with open(os.path.join(folder, os.path.basename(name)), "wb") as out:
                out.write(file.read(name))
if not os.listdir(folder):
    sys.exit("run.sh: no CUDA library in " + jar)
PYTHON
}

maven() { mvn -q -B -ntp -f "$root/pom.xml" "$@"; }

pack() {
  local folder="$1" kind="${2:-}" jar root
  root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)"
  mkdir -p -- "$folder/lib" "$folder/cuda" "$folder/data"
  if [ "$kind" = --cpu ]; then
    [ -d "$root/build/dist/lib" ] || fail "there are no jars in build/dist/lib; run ./retort build first"
    cp -- "$root"/build/dist/lib/*.jar "$root"/build/dist/bench-lib/*.jar "$folder/lib/"
  else
    maven -Pgpu -Dretort.dist="$folder/dist" -Dmaven.test.skip=true -Denforcer.skip=true package
    mv -- "$folder"/dist/lib/*.jar "$folder"/dist/bench-lib/*.jar "$folder/lib/"
    rm -rf -- "$folder/dist"
    for jar in "$folder"/lib/onnxruntime_gpu-*.jar; do
      slim "$jar" "$jar.slim"
      mv -- "$jar.slim" "$jar"
    done
    maven -N org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy -Dartifact="$cuda_jar" \
      -DoutputDirectory="$folder" -Dmdep.stripVersion=true
    unpack_cuda "$folder/cuda-linux-x86_64-redist.jar" "$folder/cuda"
    rm -- "$folder/cuda-linux-x86_64-redist.jar"
  fi
  rm -rf -- "$folder/jre"
  "${JAVA_HOME:+$JAVA_HOME/bin/}jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
    --output "$folder/jre"
  for jar in chembl_381k zinc_114k muv_106k; do
    if [ -r "${RETORT_SHARED:-$root/../shared}/data/molecules/$jar.smi.gz" ]; then
      mkdir -p -- "$folder/data/molecules"
      cp -- "${RETORT_SHARED:-$root/../shared}/data/molecules/$jar.smi.gz" "$folder/data/molecules/"
    fi
  done
  git -C "$root" rev-parse --short HEAD >"$folder/commit" 2>/dev/null || echo unknown >"$folder/commit"
  cp -- "${BASH_SOURCE[0]}" "$folder/run.sh"
  du -sh -- "$folder"
}

measure() {
  local folder rows="${2:-500000}" result
  folder="$(cd -- "$1" && pwd)"
  [ -x "$folder/jre/bin/java" ] || fail "$folder was not made by run.sh pack"
  result="$folder/embed-gpu.json"
  if command -v nvidia-smi >/dev/null; then
    nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader
  else
    echo "run.sh: no nvidia-smi here, so this measures the processor" >&2
  fi
  export RETORT_SHARED="$folder" RETORT_COMMIT ORT_DISABLE_TELEMETRY=1 RETORT_CACHE="$folder/cache"
  RETORT_COMMIT="$(cat "$folder/commit")"
  if [ -n "$(ls -A "$folder/cuda")" ]; then
    # Both ways: some libraries are opened by name when they are first needed.
    export RETORT_CUDA="$folder/cuda" LD_LIBRARY_PATH="$folder/cuda${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  fi
  "$folder/jre/bin/java" "${flags[@]}" -Xmx8g -cp "$folder/lib/*" io.retort.benchmarks.Main embed \
    --rows "$rows" --rounds 4 --workers "$(nproc)" --json "$result"
  echo "wrote $result" >&2
}

case "${1:-}" in
  "" | -h | --help) usage ;;
  pack)
    [ $# -ge 2 ] || fail "pack needs a folder"
    pack "${@:2}"
    ;;
  *) measure "$@" ;;
esac
