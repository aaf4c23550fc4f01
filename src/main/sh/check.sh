# `test`: every check, phase by phase.
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
  need jdk maven jupyter fonts kernel-test postgres
  wish xtb mopac
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
  # Without it, the tests that need a database server would be skipped where there is none.
  export RETORT_REQUIRE_POSTGRES=1
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
