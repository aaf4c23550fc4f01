# Finds a JDK, Maven and Jupyter, and installs the Debian packages that a command lacks.
# shellcheck shell=bash

java_home=""
python=""

# Prints the major version of the JDK in a folder; fails unless it is a JDK with jshell.
jdk_version() {
  local home="$1" line
  [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] && [ -x "$home/bin/jshell" ] || return 1
  [ -r "$home/release" ] || return 1
  while IFS= read -r line; do
    case "$line" in
      JAVA_VERSION=*)
        line="${line#JAVA_VERSION=}"
        line="${line//\"/}"
        printf '%s' "${line%%[.+-]*}"
        return 0
        ;;
    esac
  done <"$home/release"
  return 1
}

# Sets java_home to JAVA_HOME when that is a JDK of 17 or later, else to the newest one on this machine.
find_jdk() {
  local home version best=0
  if [ -n "$java_home" ]; then return 0; fi
  if [ -n "${JAVA_HOME:-}" ]; then
    if version="$(jdk_version "$JAVA_HOME")" && [ "$version" -ge 17 ]; then
      java_home="$JAVA_HOME"
      return 0
    fi
    say "retort: JAVA_HOME ($JAVA_HOME) holds no JDK of version 17 or later; looking for another."
  fi
  for home in "${RETORT_JVM_DIR:-/usr/lib/jvm}"/* "$(jdk_on_path)"; do
    if version="$(jdk_version "$home")" && [ "$version" -gt "$best" ]; then
      java_home="$home" best="$version"
    fi
  done
  if [ "$best" -ge 17 ]; then return 0; fi
  java_home=""
  return 1
}

jdk_on_path() {
  local javac
  javac="$(command -v javac)" || return 0
  dirname -- "$(dirname -- "$(readlink -f -- "$javac")")"
}

# Sets python to the interpreter that has Jupyter's modules: Debian's own, which another may hide, else PATH's.
find_python() {
  local candidate
  if [ -n "$python" ]; then return 0; fi
  for candidate in ${RETORT_PYTHON:+"$RETORT_PYTHON"} /usr/bin/python3 python3; do
    if has_modules "$candidate" nbconvert nbclient jupyter_client; then
      python="$candidate"
      return 0
    fi
  done
  return 1
}

# has_modules PYTHON MODULE...
has_modules() {
  local interpreter="$1"
  shift
  command -v "$interpreter" >/dev/null || return 1
  clean_python "$interpreter" -c \
    'import importlib.util as u, sys; sys.exit(any(u.find_spec(m) is None for m in sys.argv[1:]))' "$@" 2>/dev/null
}

# Runs an interpreter without the caller's own modules, which could hide those that were tested.
clean_python() { env -u PYTHONPATH -u PYTHONHOME -u PYTHONSTARTUP PYTHONNOUSERSITE=1 "$@"; }

has_font() { compgen -G '/usr/share/fonts/truetype/*/*.ttf' >/dev/null; }

# The tests start a PostgreSQL server of their own; Debian keeps its programs off the PATH.
has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }

has_lab() { has_modules "$python" jupyterlab || has_modules "$python" notebook; }

# need WHAT...: makes sure of each of jdk, maven, jupyter, fonts, lab, kernel-test, postgres, xtb, mopac, psi4.
need() {
  local what
  local -a missing=()
  for what in "$@"; do
    if ! has "$what"; then missing+=("$what"); fi
  done
  if [ ${#missing[@]} -eq 0 ]; then return 0; fi
  install_packages "${missing[@]}"
  hash -r
  for what in "${missing[@]}"; do
    has "$what" || fail "the packages for $what are installed, and yet it is not found; './retort doctor' says more."
  done
}

# wish WHAT...: the same, but goes on without what cannot be had.
wish() {
  local what
  for what in "$@"; do
    if ! (need "$what"); then say "Going on without $what; what needs it is left out."; fi
  done
  hash -r
}

has() {
  case "$1" in
    jdk) find_jdk ;;
    maven) command -v mvn >/dev/null ;;
    jupyter) find_python ;;
    fonts) has_font ;;
    lab) find_python && has_lab ;;
    kernel-test) find_python && has_modules "$python" jupyter_kernel_test ;;
    postgres) has_postgres ;;
    xtb | mopac | psi4) command -v "$1" >/dev/null ;;
  esac
}

# Prints the Debian packages for what is missing, one a line.
packages_for() {
  local what
  for what in "$@"; do
    case "$what" in
      jdk) first_known openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless ;;
      maven) echo maven ;;
      jupyter) printf '%s\n' jupyter-nbconvert jupyter-client ;;
      fonts) echo fonts-dejavu-core ;;
      lab) first_known jupyterlab jupyter-notebook ;;
      kernel-test) echo python3-jupyter-kernel-test ;;
      postgres) echo postgresql ;;
      xtb | mopac | psi4) echo "$what" ;;
    esac
  done
}

# The first package that apt knows. A new machine has no list of packages yet: then Debian 12's name is taken
# on Debian 12, and the distribution's default JDK elsewhere.
first_known() {
  local package
  for package in "$@"; do
    if apt-cache show "$package" >/dev/null 2>&1; then
      echo "$package"
      return
    fi
  done
  case "$1 $(. /etc/os-release 2>/dev/null && echo "${ID:-}${VERSION_ID:-}")" in
    'openjdk-17-jdk-headless debian12') echo openjdk-17-jdk-headless ;;
    openjdk*) echo default-jdk-headless ;;
    *) echo jupyter-notebook ;;
  esac
}

install_packages() {
  local log="$root/build/logs/apt.log"
  local -a packages as_root=()
  local options=(-y --no-install-recommends -o Dpkg::Options::=--force-unsafe-io -o DPkg::Lock::Timeout=300)
  if ! command -v apt-get >/dev/null; then
    fail "$(missing_words "$@") not found; install it with this system's own packages (a JDK of 17 or later, Maven, Jupyter's nbconvert)."
  fi
  if [ -z "${RETORT_NO_INSTALL:-}" ]; then
    if [ "$(id -u)" -eq 0 ]; then
      as_root=(env)
    elif sudo -n true 2>/dev/null; then
      as_root=(sudo -n env)
    fi
  fi
  if [ ${#as_root[@]} -eq 0 ]; then
    mapfile -t packages < <(packages_for "$@")
    say "retort: $(missing_words "$@") not found; install it with:"
    say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages[*]}"
    end 1
  fi
  writable_build
  steadily "$log" "Reading the list of packages" "${as_root[@]}" DEBIAN_FRONTEND=noninteractive \
    apt-get update --error-on=any || say "Going on with the packages known so far."
  mapfile -t packages < <(packages_for "$@")
  case " $* " in
    *" postgres "*) no_main_cluster "${as_root[@]}" ;;
  esac
  steadily "$log" "Installing ${packages[*]}" "${as_root[@]}" DEBIAN_FRONTEND=noninteractive \
    apt-get install "${options[@]}" "${packages[@]}" || end 1
}

# no_main_cluster AS_ROOT...: only PostgreSQL's programs are wanted, so its package must make and start no database.
# A machine that has the setting keeps its own.
no_main_cluster() {
  local settings="${RETORT_POSTGRES_SETTINGS:-/etc/postgresql-common/createcluster.conf}"
  if [ -e "$settings" ]; then return 0; fi
  # shellcheck disable=SC2016  # expanded by the inner shell
  "$@" sh -c 'mkdir -p -- "$(dirname -- "$1")" && echo "create_main_cluster = false" >"$1"' sh "$settings" || true
}

missing_words() {
  local what words=""
  for what in "$@"; do
    case "$what" in
      jdk) what="a JDK of version 17 or later" ;;
      maven) what="Maven" ;;
      jupyter) what="Jupyter's nbconvert" ;;
      fonts) what="a font for plots" ;;
      lab) what="JupyterLab or Notebook" ;;
      kernel-test) what="jupyter_kernel_test" ;;
      postgres) what="PostgreSQL's server" ;;
    esac
    words="${words:+$words, }$what"
  done
  printf '%s' "$words"
}
