# Builds the jars when, and only when, what they are made of has changed.
#
# build/stamps/jars holds three lines: a quick mark of the sources (names, sizes, times), a slow one (contents)
# and a mark of the jars. The quick one spares reading the files; the slow one spares a build after a checkout
# that only touched times. The JDK is not in it: the classes are those
# of release 17, and a JDK from 25 on adds some for itself: after a change of JDK, ./retort build --force takes them in or leaves them out.
# shellcheck shell=bash

readonly dist="$root/build/dist"
readonly lib="$dist/lib"
readonly jar_stamp="$root/build/stamps/jars"

# Prints the files below the current folder, the root, that the jars are made of, each followed by a NUL.
# Tests are not among them.
# Further arguments are find's: what to print in place of the names.
source_files() {
  local place
  local -a places=()
  for place in pom.xml .mvn src/pom.xml src/main/java src/main/java25 src/main/resources kernel-extensions benchmarks; do
    if [ -e "$place" ]; then places+=("$place"); fi
  done
  find "${places[@]}" \( -path '*/src/test' -o -path benchmarks/results -o -path benchmarks/peers \
    -o -name __pycache__ -o -name '.*.sw?' -o -name '*~' -o -name README.md \) -prune \
    -o -type f "${@:--print0}"
}

hash_of() { LC_ALL=C sort -z | sha256sum; }
quick_mark() (cd -- "$root" && source_files -printf '%p %s %T@\0' | hash_of)
slow_mark() (cd -- "$root" && source_files | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
jars_mark() { find "$lib" -name '*.jar' -printf '%f %s\0' 2>/dev/null | hash_of; }

# An image or an archive carries the jars and no sources: there is nothing to build.
has_sources() { [ -f "$root/pom.xml" ]; }

is_fresh() {
  local quick slow jars
  if ! has_sources; then return 0; fi
  [ -r "$jar_stamp" ] || return 1
  { read -r quick && read -r slow && read -r jars; } <"$jar_stamp" || return 1
  compgen -G "$lib/*.jar" >/dev/null && [ "$jars" = "$(jars_mark)" ] || return 1
  [ "$quick" = "$(quick_mark)" ] && return 0
  [ "$slow" = "$(slow_mark)" ] || return 1
  if [ -w "$jar_stamp" ]; then stamp "$(quick_mark)" "$slow"; fi
}

stamp() {
  mkdir -p -- "${jar_stamp%/*}"
  printf '%s\n' "$1" "$2" "$(jars_mark)" >"$jar_stamp.new"
  mv -f -- "$jar_stamp.new" "$jar_stamp"
}

writable_build() {
  if ! { mkdir -p -- "$root/build" && [ -w "$root/build" ]; } 2>/dev/null; then
    fail "cannot write to $root/build as $(id -un 2>/dev/null || id -u); Retort keeps everything it makes there."
  fi
}

# Makes sure of the jars.
ensure_built() {
  if is_fresh; then return 0; fi
  need jdk maven
  locked build_if_stale
}

build_if_stale() {
  if is_fresh; then return 0; fi
  build_jars "Building Retort (some minutes the first time)" "$root/build/logs/build.log" \
    -Dmaven.test.skip=true -Denforcer.skip=true package || end 1
}

# One build at a time: a second caller waits for the first and then finds the jars there.
locked() {
  local code=0
  writable_build
  exec 9>"$root/build/.lock"
  if ! flock -n 9; then
    say "Another build is under way; waiting for it."
    flock 9
  fi
  "$@" || code=$?
  exec 9>&-
  return "$code"
}

# build_jars "What is done" LOG MAVEN-ARGUMENT...: the jars are made beside the old ones and then take their
# place, so that a process that runs keeps its own and a failed build changes nothing.
build_jars() {
  local what="$1" log="$2" quick slow next="$root/build/dist.next" old="$root/build/dist.old"
  shift 2
  quick="$(quick_mark)" slow="$(slow_mark)"
  rm -rf -- "$next" "$old"
  steadily "$log" "$what" maven -Dretort.dist="$next" "$@" || return 1
  if ! compgen -G "$next/lib/*.jar" >/dev/null; then
    say "retort: the build left no jars in $next/lib; its log is $log"
    return 1
  fi
  version >"$next/version"
  if [ -e "$dist" ]; then mv -- "$dist" "$old"; fi
  mv -- "$next" "$dist"
  rm -rf -- "$old"
  stamp "$quick" "$slow"
}

maven() {
  local -a options=(-B -ntp -Dmaven.wagon.http.retryHandler.count=5 -Daether.connector.http.retryHandler.count=5)
  if ! { mkdir -p -- "${HOME:-/nonexistent}/.m2" && [ -w "$HOME/.m2" ]; } 2>/dev/null; then
    options+=("-Dmaven.repo.local=$root/build/m2")
  fi
  (cd -- "$root" && JAVA_HOME="$java_home" exec mvn "${options[@]}" "$@")
}

build_command() {
  local force=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --force) force=yes ;;
      *) unknown "option of build" "$1" "--force --help" ;;
    esac
    shift
  done
  if [ -n "$force" ]; then rm -f -- "$jar_stamp"; fi
  if is_fresh; then
    say "Nothing changed since the last build."
  else
    ensure_built
  fi
  printf '%s\n' "$lib"
}

version() {
  if has_sources; then
    sed -n '/<artifactId>retort-parent</,/<version>/ s|.*<version>\(.*\)</version>.*|retort \1|p' "$root/pom.xml"
  else
    cat -- "$dist/version"
  fi
}
