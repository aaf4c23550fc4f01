# What the shell tests share: checks that count, and the closing line.
# shellcheck shell=bash

checks_passed=0
checks_failed=0

# check NAME CODE TEXT COMMAND...: the command ends with CODE and its output (both streams) holds TEXT.
check() {
  local name="$1" wanted="$2" text="$3" output code=0
  shift 3
  output="$("$@" 2>&1)" || code=$?
  if [ "$code" -eq "$wanted" ] && [[ "$output" == *"$text"* ]]; then
    pass "$name"
  else
    miss "$name" "exit code $wanted and the text: $text" "exit code $code and the text: $output"
  fi
}

# same NAME WANTED FOUND
same() {
  if [ "$2" = "$3" ]; then pass "$1"; else miss "$1" "$2" "$3"; fi
}

# between NAME LEAST MOST FOUND
between() {
  if [[ "$4" =~ ^[0-9]+$ ]] && [ "$4" -ge "$2" ] && [ "$4" -le "$3" ]; then pass "$1"; else miss "$1" "$2 to $3" "$4"; fi
}

pass() {
  checks_passed=$((checks_passed + 1))
  printf 'ok    %s\n' "$1"
}

miss() {
  checks_failed=$((checks_failed + 1))
  printf 'FAIL  %s\n      wanted %s\n      found  %s\n' "$1" "$2" "$3"
}

# The closing line; the exit code says whether all passed.
summary() {
  printf '%s passed, %s failed\n' "$checks_passed" "$checks_failed"
  [ "$checks_failed" -eq 0 ]
}
