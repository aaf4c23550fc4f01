# Starts Java: its flags, its memory, and the commands that hand over to a main class.
# shellcheck shell=bash

readonly java_flags=(-XX:+IgnoreUnrecognizedVMOptions --add-opens=java.base/java.nio=ALL-UNNAMED
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true)

readonly mebibyte=$((1024 * 1024))

# Prints a size such as 4g or 512MB in bytes, in the form that the commands themselves accept; fails if it is none.
bytes_of() {
  [[ "$1" =~ ^([0-9]{1,6})([kKmMgGtT])[bB]?$ ]] || return 1
  local number=$((10#${BASH_REMATCH[1]})) power=1
  case "${BASH_REMATCH[2]}" in
    [mM]) power=2 ;;
    [gG]) power=3 ;;
    [tT]) power=4 ;;
  esac
  [ "$number" -gt 0 ] || return 1
  printf '%s' $((number << (10 * power)))
}

# Prints the bytes of memory that this process may use: the machine's, or a smaller limit of its container.
memory_limit() {
  local limit value line folder
  while read -r line value _; do
    if [ "$line" = MemTotal: ]; then limit=$((value * 1024)); fi
  done <"${RETORT_MEMINFO:-/proc/meminfo}"
  folder="${RETORT_CGROUP:-/sys/fs/cgroup}"
  while IFS=: read -r _ line value; do
    if [ -z "$line" ]; then folder="$folder${value%/}"; fi
  done </proc/self/cgroup 2>/dev/null || true
  while :; do
    for line in "$folder/memory.max" "$folder/memory/memory.limit_in_bytes"; do
      value=""
      if [ -r "$line" ]; then read -r value <"$line" || true; fi
      if [[ "$value" =~ ^[0-9]{1,18}$ ]] && [ "$value" -lt "$limit" ]; then limit="$value"; fi
    done
    case "$folder" in */?*) folder="${folder%/*}" ;; *) break ;; esac
    case "$folder" in /sys/fs | /sys | "") break ;; esac
  done
  printf '%s' "$limit"
}

# heap_flag ARGUMENT...: prints -Xmx for the budget in --memory, else in RETORT_MEMORY, else 60 % of what
# there is. Half of the budget is Java's heap; the rest is for DuckDB and native buffers.
heap_flag() {
  local asked="${RETORT_MEMORY:-}" source=RETORT_MEMORY budget
  while [ $# -gt 0 ]; do
    case "$1" in
      --memory=*) asked="${1#*=}" source=--memory ;;
      --memory)
        [ $# -gt 1 ] || usage_error "--memory needs a size such as 4g."
        asked="$2" source=--memory
        ;;
      --) break ;;
    esac
    shift
  done
  if [ -n "$asked" ] || [ "$source" = --memory ]; then
    budget="$(bytes_of "$asked")" || usage_error "$source takes a size such as 512m or 4g, not '$asked'."
  else
    budget=$(($(memory_limit) * 6 / 10))
  fi
  budget=$((budget / 2 / mebibyte))
  if [ "$budget" -lt 512 ]; then budget=512; fi
  printf -- '-Xmx%sm' "$budget"
}

# start_java CLASS ARGUMENT...: becomes the Java process. It stays in the caller's folder, so that the files
# named in its arguments are found from there.
start_java() {
  local class="$1" heap vectors=()
  shift
  find_jdk || need jdk
  # The JDK says on each start that the module is incubating, so it is only added where speed is what is looked at.
  if [ "$class" = io.retort.benchmarks.Main ] && [ "$(jdk_version "$java_home")" -ge 25 ]; then
    vectors=(--add-modules=jdk.incubator.vector)
  fi
  heap="$(heap_flag "$@")"
  if [ -z "${RETORT_COMMIT:-}" ] && [ -e "$root/.git" ]; then
    RETORT_COMMIT="$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null)" && export RETORT_COMMIT
  fi
  # ONNX Runtime tells nobody what it does here.
  export ORT_DISABLE_TELEMETRY=1
  exec "$java_home/bin/java" "${java_flags[@]}" ${vectors[@]+"${vectors[@]}"} "-Dretort.root=$root" "$heap" -cp "$lib/*${more_jars:-}" "$class" "$@"
}

cli() {
  if asks_help "$@" && ! is_fresh; then
    help_for "$1"
    say "(The full list of options comes with the first build: ./retort build)"
    return 0
  fi
  heap_flag "$@" >/dev/null
  ensure_built
  start_java io.retort.cli.Main "$@"
}

bench_command() {
  if asks_help "$@" && ! is_fresh; then
    help_for bench
    return 0
  fi
  heap_flag "$@" >/dev/null
  if [ "${1:-}" = manybody ]; then wish xtb mopac psi4; fi
  ensure_built
  more_jars=":$dist/bench-lib/*" start_java io.retort.benchmarks.Main "$@"
}
