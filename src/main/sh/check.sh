# `test`: every check, phase by phase. `doctor`: what this machine has and lacks.
# shellcheck shell=bash

readonly phases="format java kernel notebooks scripts"
declare -A phase_seconds=() phase_result=() phase_count=()
passed=0
failed=0

test_command() {
  local phase chosen="" started=$SECONDS
  for phase in "$@"; do
    case " $phases " in
      *" $phase "*) chosen="$chosen $phase" ;;
      *) unknown "phase of test" "$phase" "$phases --help" ;;
    esac
  done
  writable_build
  need jdk maven jupyter fonts kernel-test
  for phase in ${chosen:-$phases}; do
    run_phase "$phase"
  done
  say ""
  for phase in ${chosen:-$phases}; do
    printf '%-10s %-7s %5s s   %s\n' "$phase" "${phase_result[$phase]}" "${phase_seconds[$phase]}" "${phase_count[$phase]}"
  done
  printf '%-10s %-7s %5s s\n' all "" "$((SECONDS - started))"
  printf '%s passed, %s failed\n' "$passed" "$failed"
  if [ "$failed" -gt 0 ]; then end 1; fi
}

# A phase sets counted_passed and counted_failed. One that fails without a failed test counts as one failure.
run_phase() {
  local phase="$1" started=$SECONDS result=passed
  counted_passed=0 counted_failed=0
  "phase_$phase" || result=failed
  if [ "$result" = failed ] && [ "$counted_failed" -eq 0 ]; then counted_failed=1; fi
  if [ "$counted_failed" -gt 0 ]; then result=failed; fi
  passed=$((passed + counted_passed)) failed=$((failed + counted_failed))
  phase_seconds[$phase]=$((SECONDS - started))
  phase_result[$phase]=$result
  phase_count[$phase]="$counted_passed passed, $counted_failed failed"
}

phase_format() {
  steadily "$root/build/logs/format.log" "Checking the format" maven -N spotless:check || return 1
  counted_passed=1
}

# Compiles with all checks, runs the Java tests, looks for unused dependencies, makes the API's documentation.
phase_java() {
  local code=0
  find "$root/build/maven" -path '*-reports/*' -name '*.xml' -delete 2>/dev/null || true
  locked build_jars "Compiling and running the Java tests" "$root/build/logs/test-java.log" \
    verify javadoc:javadoc-no-fork || code=1
  count_java_tests
  return "$code"
}

count_java_tests() {
  local counts
  counts="$(find "$root/build/maven" -path '*-reports/TEST-*.xml' -exec grep -hm 1 '<testsuite ' {} + 2>/dev/null | awk '
    function of(name) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0 }
    { bad += of("errors") + of("failures"); good += of("tests") - of("errors") - of("failures") - of("skipped") }
    END { print good + 0, bad + 0 }')"
  read -r counted_passed counted_failed <<<"$counts"
}

phase_kernel() {
  local tests="$root/kernel-extensions/kernel/src/test/python" log="$root/build/logs/test-kernel.log" code=0 ran bad
  ready_for_tests || return 1
  : >"$log"
  quietly "$log" "Testing the kernel through a Jupyter client" with_own_jupyter \
    "$python" -B -m unittest discover -v -s "$tests" -t "$tests" || code=$?
  ran="$(sed -n 's/^Ran \([0-9]*\) tests\{0,1\} in .*/\1/p' "$log" | tail -n 1)"
  bad="$(sed -n 's/^FAILED (\(.*\))$/\1/p' "$log" | tail -n 1 | grep -oE '(failures|errors)=[0-9]+' | awk -F= '{ n += $2 } END { print n + 0 }')" || true
  counted_failed="${bad:-0}"
  counted_passed=$((${ran:-0} - counted_failed))
  if [ "$counted_passed" -lt 0 ]; then counted_passed=0; fi
  grep '^fuzz: ' "$log" >&2 || true
  if [ "$code" -ne 0 ]; then show_log "$log"; fi
  if [ "${ran:-0}" -eq 0 ]; then
    say "No test of the kernel ran; they are looked for in $tests"
    return 1
  fi
  return "$code"
}

# Every notebook, at a size that checks that it works and says nothing about speed.
phase_notebooks() {
  local notebook name log out="$root/build/test/notebooks"
  ready_for_tests || return 1
  for notebook in "$root"/notebooks/*.ipynb; do
    [ -e "$notebook" ] || continue
    name="$(basename -- "$notebook" .ipynb)"
    log="$root/build/logs/notebook-$name.log"
    : >"$log"
    if RETORT_SCALE=smoke RETORT_REPORTS="$out" quietly "$log" "Running $name" with_own_jupyter \
      "$python" -B "$render" run "$notebook" --kernel retort --notebook "$out/$name.ipynb" --html "$out/$name.html"; then
      counted_passed=$((counted_passed + 1))
    else
      show_log "$log"
      counted_failed=$((counted_failed + 1))
    fi
  done
}

# The shell tests; each ends with "N passed, N failed".
phase_scripts() {
  local script name log code good bad
  for script in "$root"/src/test/sh/*_test.sh; do
    name="$(basename -- "$script" .sh)"
    log="$root/build/logs/$name.log" code=0
    mkdir -p -- "${log%/*}"
    : >"$log"
    RETORT="$root/retort" quietly "$log" "Running $name" bash "$script" || code=$?
    good="$(sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p' "$log" | tail -n 1)"
    bad="$(sed -n 's/^[0-9]* passed, \([0-9]*\) failed$/\1/p' "$log" | tail -n 1)"
    if [ "$code" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then bad=1; fi
    if [ "${bad:-0}" -gt 0 ]; then show_log "$log"; fi
    counted_passed=$((counted_passed + ${good:-0}))
    counted_failed=$((counted_failed + ${bad:-0}))
  done
}

# Jars and kernel; in a function of its own because a failed build ends the process that builds.
ready_for_tests() {
  if ! (ensure_built); then return 1; fi
  (own_kernel)
}

doctor_names=()
doctor_states=()
doctor_details=()
doctor_mends=()

doctor_command() {
  local json="" i worst=0
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
  check_engine
  for i in "${!doctor_states[@]}"; do
    if [ "${doctor_states[i]}" = bad ]; then worst=1; fi
  done
  if [ -n "$json" ]; then doctor_json; else doctor_text; fi
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

check_kernel() {
  local place spec
  for place in "${HOME:-}/.local/share/jupyter" /usr/local/share/jupyter /usr/share/jupyter "$jupyter_home/share/jupyter"; do
    spec="$place/kernels/retort/kernel.json"
    if [ -f "$spec" ]; then
      finding kernel ok "$spec"
      return
    fi
  done
  finding kernel note "not installed for Jupyter" "./retort kernel install"
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

# The CLI checks what only Java can: that DuckDB and Arrow load their native parts here.
check_engine() {
  local answer
  if [ -z "$java_home" ] || ! is_fresh; then
    finding engine note "not checked: it needs a JDK and a build"
  elif answer="$("$java_home/bin/java" "${java_flags[@]}" -cp "$lib/*" io.retort.cli.Main doctor 2>&1)"; then
    finding engine ok "$(one_line "$answer")"
  else
    finding engine bad "$(one_line "$(grep FAILED <<<"$answer" || tail -n 2 <<<"$answer")")" "./retort build --force, or another JDK in JAVA_HOME"
  fi
}

one_line() { tr -s ' \n' ' ' <<<"$1" | sed 's/ $//'; }

doctor_text() {
  local i
  for i in "${!doctor_names[@]}"; do
    printf '%-4s %-8s %s\n' "${doctor_states[i]}" "${doctor_names[i]}" "${doctor_details[i]}"
    if [ -n "${doctor_mends[i]}" ]; then printf '%-13s mend: %s\n' "" "${doctor_mends[i]}"; fi
  done
}

doctor_json() {
  local i comma=""
  printf '['
  for i in "${!doctor_names[@]}"; do
    printf '%s\n  {"name": %s, "state": %s, "detail": %s, "mend": %s}' "$comma" "$(quoted "${doctor_names[i]}")" \
      "$(quoted "${doctor_states[i]}")" "$(quoted "${doctor_details[i]}")" "$(quoted "${doctor_mends[i]}")"
    comma=,
  done
  printf '\n]\n'
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
