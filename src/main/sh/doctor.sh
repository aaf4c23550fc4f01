# `doctor`: what this machine has and lacks, and how to mend it.
# shellcheck shell=bash

doctor_names=()
doctor_states=()
doctor_details=()
doctor_mends=()

doctor_command() {
  local json="" state worst=0
  while [ $# -gt 0 ]; do
    case "$1" in
      --json) json=yes ;;
      *) unknown "option of doctor" "$1" "--json --help" ;;
    esac
    shift
  done
  check_jdk
  check_maven
  check_jupyter
  check_built
  check_kernel
  check_disk
  check_memory
  check_inside_java
  for state in "${doctor_states[@]}"; do
    if [ "$state" = bad ]; then worst=1; fi
  done
  if [ -n "$json" ]; then doctor_json "$worst"; else doctor_text; fi
  end "$worst"
}

# finding NAME ok|note|bad DETAIL [HOW TO MEND]
finding() {
  doctor_names+=("$1")
  doctor_states+=("$2")
  doctor_details+=("$3")
  doctor_mends+=("${4:-}")
}

check_jdk() {
  if find_jdk 2>/dev/null; then
    finding jdk ok "$(jdk_version "$java_home") in $java_home"
  else
    finding jdk bad "no JDK of version 17 or later" "install one: sudo apt-get install $(packages_for jdk)"
  fi
}

check_maven() {
  local word
  if word="$(command -v mvn)"; then
    finding maven ok "$word"
  elif is_fresh; then
    finding maven note "not found, and not needed until a source changes" "sudo apt-get install maven"
  else
    finding maven bad "not found" "sudo apt-get install maven"
  fi
}

check_jupyter() {
  if ! find_python; then
    finding jupyter bad "no Python with nbconvert and jupyter_client" "sudo apt-get install jupyter-nbconvert jupyter-client"
    return
  fi
  if has_lab; then
    finding jupyter ok "$python"
  else
    finding jupyter note "$python, without JupyterLab or Notebook" "'./retort lab' brings one"
  fi
}

check_built() {
  if is_fresh; then
    finding build ok "$lib"
  else
    finding build note "not built, or sources have changed since" "./retort build"
  fi
}

# The kernelspec that Jupyter takes, and whether what it names is still there.
check_kernel() {
  local place spec folder="" broken
  if find_python && folder="$(clean_python "$python" -c \
    'from jupyter_client.kernelspec import KernelSpecManager as M; print(M().find_kernel_specs().get("retort", ""))' 2>/dev/null)"; then
    spec="$folder/kernel.json"
  else
    for place in "${HOME:-}/.local/share/jupyter" /usr/local/share/jupyter /usr/share/jupyter; do
      spec="$place/kernels/retort/kernel.json"
      if [ -f "$spec" ]; then folder="${spec%/*}" && break; fi
    done
  fi
  if [ -z "$folder" ]; then
    finding kernel note "not installed for Jupyter; './retort lab' and 'demo' bring their own" "./retort kernel install"
  elif broken="$(missing_of_spec "$spec")"; then
    finding kernel ok "$spec"
  else
    finding kernel bad "$spec names $broken, which is not there" "./retort kernel install"
  fi
}

# Prints the first thing that a kernelspec needs and that is not there, and fails; else succeeds.
missing_of_spec() {
  local java arguments line entry
  java="$(sed -n '/"argv"/,/]/ s/^ *"\(.*java\(\.exe\)\{0,1\}\)",$/\1/p' "$1" | head -n 1)"
  arguments="$(sed -n '/"argv"/,/]/ s/^ *"@\(.*\)",$/\1/p' "$1" | head -n 1)"
  if [ ! -x "$java" ]; then printf '%s' "${java:-no java}" && return 1; fi
  if [ ! -r "$arguments" ]; then printf '%s' "${arguments:-no file of arguments}" && return 1; fi
  line="$(sed -n '/^-cp$/ { n; s/^"\(.*\)"$/\1/; p; }' "$arguments")"
  while IFS= read -r -d : entry; do
    if [ ! -e "$entry" ]; then printf '%s' "$entry" && return 1; fi
  done <<<"$line:"
}

check_disk() {
  local place="$root/build" free
  if [ ! -e "$place" ]; then place="$root"; fi
  free="$(df -Pm -- "$place" | awk 'NR == 2 { print $4 }')"
  if [ "$free" -lt 1024 ]; then
    finding disk bad "$free MiB free at $place" "make room: a build needs 1 GiB"
  elif [ ! -w "$place" ]; then
    finding disk note "$place cannot be written" "use a checkout of your own to build"
  else
    finding disk ok "$((free / 1024)) GiB free at $place"
  fi
}

check_memory() {
  local limit
  limit=$(($(memory_limit) / mebibyte))
  if [ "$limit" -lt 2048 ]; then
    finding memory note "$limit MiB for this process" "give the container or the machine 2 GiB or more"
  else
    finding memory ok "$limit MiB for this process; a run takes 60 % unless --memory says otherwise"
  fi
}

# What only Java can check: its libraries, and what they meet on this machine. One finding a line, between tabs.
check_inside_java() {
  local answer name state detail mend heap count=0
  if [ -z "$java_home" ] || ! is_fresh; then
    finding java note "not checked inside Java: it needs a JDK and a build" "./retort build"
    return
  fi
  heap="$(heap_flag)" || heap=-Xmx512m
  answer="$("$java_home/bin/java" "${java_flags[@]}" "$heap" -cp "$lib/*" io.retort.cli.Main doctor --tabs 2>&1)" || true
  while IFS=$'\t' read -r name state detail mend; do
    case "$state" in
      ok | note | bad)
        finding "$name" "$state" "$detail" "$mend"
        count=$((count + 1))
        ;;
    esac
  done <<<"$answer"
  if [ "$count" -eq 0 ]; then
    finding java bad "the check inside Java did not run: $(tail -n 2 <<<"$answer" | tr -s ' \n' ' ')" \
      "./retort build --force, or another JDK in JAVA_HOME"
  fi
}

doctor_text() {
  local i
  for i in "${!doctor_names[@]}"; do
    printf '%-4s  %-10s %s\n' "${doctor_states[i]}" "${doctor_names[i]}" "${doctor_details[i]}"
    if [ -n "${doctor_mends[i]}" ]; then printf '%-16s mend: %s\n' "" "${doctor_mends[i]}"; fi
  done
}

# doctor_json WORST: one object; each check is a line of its own.
doctor_json() {
  local i comma="" ok=true number
  if [ "$1" -ne 0 ]; then ok=false; fi
  number="$(version)"
  printf '{"retort": %s, "ok": %s, "checks": [' "$(quoted "${number#retort }")" "$ok"
  for i in "${!doctor_names[@]}"; do
    printf '%s\n  {"name": %s, "state": %s, "detail": %s, "mend": %s}' "$comma" "$(quoted "${doctor_names[i]}")" \
      "$(quoted "${doctor_states[i]}")" "$(quoted "${doctor_details[i]}")" "$(quoted "${doctor_mends[i]}")"
    comma=,
  done
  printf '\n]}\n'
}

# A JSON string.
quoted() {
  local text="$1"
  text="${text//\\/\\\\}"
  text="${text//\"/\\\"}"
  text="${text//$'\n'/\\n}"
  text="${text//$'\t'/ }"
  printf '"%s"' "$(LC_ALL=C tr -d '\000-\037' <<<"$text")"
}
