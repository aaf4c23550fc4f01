# The kernel and what runs on it: the demo's report and the notebook server.
# shellcheck shell=bash

readonly jupyter_home="$root/build/jupyter"
readonly reports="$root/build/reports"
readonly render="$root/notebooks/tools/render_report.py"

kernel_command() {
  local argument name=no prefix=no
  case "${1:-}" in
    "" | -h | --help) help_for kernel && return 0 ;;
  esac
  if [ "$1" = install ]; then
    for argument in "$@"; do
      case "$argument" in
        --name | --name=*) name=yes ;;
        --prefix | --prefix=* | --user | --sys-prefix) prefix=yes ;;
      esac
    done
    if asks_help "$@" && ! is_fresh; then help_for kernel && return 0; fi
    if [ "$name" = no ]; then set -- "$@" --name retort; fi
    if [ "$prefix" = no ]; then
      [ -n "${HOME:-}" ] || fail "HOME is not set, so say where the kernel goes with --prefix DIR."
      set -- "$@" --prefix "$HOME/.local"
    fi
  fi
  ensure_built
  start_java io.retort.kernel.Main "$@"
}

# Installs the kernel for Retort's own use under build/, unless it is there for these jars and this JDK. With
# "archive" it takes some seconds more, and each start of the kernel takes less.
own_kernel() {
  local mark kind="${1:-plain}" log="$root/build/logs/kernel-install.log" stamp="$root/build/stamps/kernel"
  local -a more=()
  find_jdk || need jdk
  mark="$java_home $root $(jars_mark)"
  if [ -r "$stamp" ] && [ -f "$jupyter_home/share/jupyter/kernels/retort/kernel.json" ]; then
    case "$(<"$stamp")" in
      "$mark archive" | "$mark $kind") return 0 ;;
    esac
  fi
  if [ "$kind" = plain ]; then more=(--no-archive); fi
  mkdir -p -- "${log%/*}" "${stamp%/*}"
  if ! "$java_home/bin/java" "${java_flags[@]}" -cp "$lib/*" io.retort.kernel.Main \
    install --name retort --prefix "$jupyter_home" "${more[@]}" >"$log" 2>&1; then
    show_log "$log"
    fail "the kernel could not be installed to $jupyter_home."
  fi
  printf '%s\n' "$mark $kind" >"$stamp"
}

# Runs a command with the kernel under build/ and none of the caller's Jupyter settings.
with_own_jupyter() {
  mkdir -p -- "$jupyter_home/runtime" "$jupyter_home/config" "${RETORT_REPORTS:-$reports}"
  clean_python JUPYTER_PATH="$jupyter_home/share/jupyter" JUPYTER_RUNTIME_DIR="$jupyter_home/runtime" \
    JUPYTER_CONFIG_DIR="$jupyter_home/config" IPYTHONDIR="$jupyter_home/ipython" \
    RETORT_ROOT="$root" RETORT_REPORTS="${RETORT_REPORTS:-$reports}" "$@"
}

demo_command() {
  local force="" start=$SECONDS log="$root/build/logs/demo.log" mark
  local notebook="$root/notebooks/01-quickstart.ipynb" stamp="$root/build/stamps/demo"
  while [ $# -gt 0 ]; do
    case "$1" in
      --force) force=yes ;;
      *) unknown "option of demo" "$1" "--force --help" ;;
    esac
    shift
  done
  writable_build
  need jdk maven jupyter fonts
  ensure_built
  own_kernel
  mark="$(demo_mark "$notebook")"
  if [ -z "$force" ] && [ -r "$stamp" ] && [ "$(head -n 1 "$stamp")" = "$mark" ] && [ -s "$reports/quickstart.html" ]; then
    say "Nothing changed since the last demo (run it again with --force)."
    show_report "$(tail -n +2 "$stamp")"
    return 0
  fi
  rm -f -- "$stamp" "$reports/quickstart.json"
  : >"$log"
  if ! quietly "$log" "Running the quickstart notebook" with_own_jupyter "$python" "$render" run "$notebook" \
    --kernel retort --notebook "$reports/quickstart.ipynb" --html "$reports/quickstart.html"; then
    show_log "$log"
    end 1
  fi
  {
    printf '%s\n' "$mark"
    if [ -s "$reports/quickstart.json" ]; then clean_python "$python" "$render" rates "$reports/quickstart.json"; fi
  } >"$stamp.new"
  mv -f -- "$stamp.new" "$stamp"
  show_report "$(tail -n +2 "$stamp")"
  say "The demo took $((SECONDS - start)) s."
}

# What the report is made of: the jars, the notebook, the data.
demo_mark() {
  (
    cd -- "$root" || return
    {
      slow_mark
      { find notebooks/tools "notebooks/${1##*/}" datasets -type f ! -name '*.pyc' -print0 2>/dev/null || true; } |
        LC_ALL=C sort -z | xargs -0 sha256sum
      printf '%s\n' "${RETORT_SCALE:-}"
    } | sha256sum
  )
}

show_report() {
  if [ -n "$1" ]; then printf '%s\n' "$1"; fi
  printf 'Report: %s\n' "$reports/quickstart.html"
}

lab_command() {
  local port="" browser=yes token kind app
  local -a options
  if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then browser=no; fi
  while [ $# -gt 0 ]; do
    case "$1" in
      --port | --port=*)
        if [ "$1" = --port ]; then
          [ $# -gt 1 ] || usage_error "--port needs a number."
          shift
        fi
        port="${1#--port=}"
        ;;
      --no-browser) browser=no ;;
      *) unknown "option of lab" "$1" "--port --no-browser --help" ;;
    esac
    shift
  done
  if [ -n "$port" ] && ! { [[ "$port" =~ ^[0-9]{1,5}$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ]; }; then
    usage_error "--port takes a number from 1 to 65535, not '$port'."
  fi
  writable_build
  need jdk maven jupyter lab fonts
  ensure_built
  own_kernel archive
  port="$(free_port "$port")" || end 1
  token="${JUPYTER_TOKEN:-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')}"
  if has_modules "$python" jupyterlab; then kind=jupyterlab app=lab; else kind=notebook app=tree; fi
  options=(--ip=127.0.0.1 --port="$port" --log-level=WARN --MultiKernelManager.default_kernel_name=retort)
  case "$kind" in
    jupyterlab) options+=(--ServerApp.port_retries=0 --ServerApp.root_dir="$root/notebooks") ;;
    notebook) options+=(--NotebookApp.port_retries=0 --notebook-dir="$root/notebooks") ;;
  esac
  if [ "$browser" = no ]; then options+=(--no-browser); fi
  if [ "$(id -u)" -eq 0 ]; then
    say "You are root: the server starts with --allow-root."
    options+=(--allow-root)
  fi
  printf 'Notebooks: http://127.0.0.1:%s/%s?token=%s\n' "$port" "$app" "$token"
  say "End with Ctrl-C."
  # The token goes through the environment: other users can read a command line.
  exec env -u PYTHONPATH -u PYTHONHOME JUPYTER_TOKEN="$token" JUPYTER_PATH="$jupyter_home/share/jupyter" \
    RETORT_ROOT="$root" RETORT_REPORTS="$reports" "$python" -m "$kind" "${options[@]}"
}

# Prints the port asked for when it is free, or the first free one from 8888.
free_port() {
  local port
  if [ -n "$1" ]; then
    if port_taken "$1"; then fail "port $1 is taken; choose another with --port."; fi
    printf '%s' "$1"
    return 0
  fi
  for ((port = 8888; port < 8988; port++)); do
    if ! port_taken "$port"; then
      printf '%s' "$port"
      return 0
    fi
  done
  fail "the ports 8888 to 8987 are all taken; choose another with --port."
}

port_taken() { (: </dev/tcp/127.0.0.1/"$1") 2>/dev/null; }
