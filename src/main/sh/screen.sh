# What the launcher says, and how it runs long commands: their output goes to a log, the screen gets a line.
# Everything here writes to stderr, so that stdout holds only the result of a command.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

# Set once the reason of a failure has been said, so that no end is silent.
explained=""
end() {
  explained=yes
  exit "$1"
}
on_exit() {
  if [ "$1" -ne 0 ] && [ -z "$explained" ]; then
    say "retort: stopped with code $1 for no reason that it knows; 'bash -x $root/retort ...' shows where."
  fi
}

# The machine or the network is at fault: one sentence, exit code 1.
fail() {
  say "retort: $*"
  end 1
}

# The caller is at fault: one sentence, exit code 2.
usage_error() {
  say "retort: $*"
  end 2
}

# unknown KIND WORD "ALLOWED WORDS": ends with the nearest allowed word.
unknown() {
  local kind="$1" word="$2" allowed="$3" near
  near="$(nearest "$word" "$allowed")"
  if [ -n "$near" ]; then
    usage_error "unknown $kind '$word'; did you mean '$near'?"
  fi
  usage_error "unknown $kind '$word'; './retort --help' lists what there is."
}

# The allowed word with the fewest edits from WORD; empty when none is near.
nearest() {
  local word="${1:0:40}" best="" best_distance=99 candidate distance
  for candidate in $2; do
    distance="$(edits "$word" "$candidate")"
    if [[ -n "$word" && "$candidate" == "$word"* ]]; then distance=1; fi
    if [ "$distance" -lt "$best_distance" ]; then
      best="$candidate" best_distance="$distance"
    fi
  done
  if [ "$best_distance" -le 3 ] && [ "$best_distance" -lt "${#word}" ]; then printf '%s' "$best"; fi
}

# Levenshtein's distance between two words.
edits() {
  local a="$1" b="$2" i j cost least
  local -a row previous
  for ((j = 0; j <= ${#b}; j++)); do previous[j]=$j; done
  for ((i = 1; i <= ${#a}; i++)); do
    row=("$i")
    for ((j = 1; j <= ${#b}; j++)); do
      cost=1
      if [ "${a:i-1:1}" = "${b:j-1:1}" ]; then cost=0; fi
      least=$((previous[j - 1] + cost))
      if ((previous[j] + 1 < least)); then least=$((previous[j] + 1)); fi
      if ((row[j - 1] + 1 < least)); then least=$((row[j - 1] + 1)); fi
      row[j]=$least
    done
    previous=("${row[@]}")
  done
  printf '%s' "${previous[${#b}]}"
}

asks_help() {
  local argument
  for argument in "$@"; do
    case "$argument" in
      -h | --help) return 0 ;;
      --) return 1 ;;
    esac
  done
  return 1
}

child=""
# A background child of a script ignores the terminal's interrupt, so it is passed on.
stop_child() {
  trap - INT TERM HUP
  if [ -n "$child" ]; then
    kill -TERM "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  say ""
  say "retort: stopped."
  end 130
}

# quietly LOG "What is done" COMMAND...: returns the command's exit code.
quietly() {
  local log="$1" what="$2" start=$SECONDS code=0
  shift 2
  mkdir -p -- "${log%/*}"
  trap stop_child INT TERM HUP
  "$@" >>"$log" 2>&1 </dev/null &
  child=$!
  if [ -t 2 ]; then
    while kill -0 "$child" 2>/dev/null; do
      printf '\r\033[K%s: %d s' "$what" "$((SECONDS - start))" >&2
      sleep 0.5
    done
    printf '\r\033[K' >&2
  else
    say "$what ..."
  fi
  wait "$child" || code=$?
  child=""
  trap - INT TERM HUP
  if [ "$code" -eq 0 ]; then
    say "$what: done in $((SECONDS - start)) s."
  else
    say "$what: failed after $((SECONDS - start)) s."
  fi
  return "$code"
}

readonly network_hiccup='Could not transfer|Connect(ion)? (reset|timed out|refused)|timed? out|Temporary failure|Could not resolve|Failed to fetch|Hash Sum mismatch|Service Unavailable|Bad Gateway|status code:? (429|50[0-9])|Premature end|Remote host terminated|Unknown host'

# steadily LOG "What is done" COMMAND...: as quietly, and tries again (three times in all) while the log
# shows that the network was at fault. At the end of its tries it shows the log's last lines and exits.
steadily() {
  local log="$1" what="$2" attempt
  shift 2
  mkdir -p -- "${log%/*}"
  for attempt in 1 2 3; do
    : >"$log"
    if quietly "$log" "$what" "$@"; then return 0; fi
    if [ "$attempt" -eq 3 ] || ! grep -qE -- "$network_hiccup" "$log"; then break; fi
    # Tests speak of broken connections too, and a test that fails is no fault of the network.
    if grep -qF 'There are test failures' "$log"; then break; fi
    say "The network did not answer; trying again ($((attempt + 1)) of 3)."
    sleep $((attempt * ${RETORT_RETRY_SECONDS:-5}))
  done
  show_log "$log"
  return 1
}

# The errors in a log, else its last lines, and where it is.
show_log() {
  if grep -q '^\[ERROR\]' "$1"; then
    grep -m 25 '^\[ERROR\]' "$1" >&2
  else
    tail -n 25 "$1" >&2
  fi
  say "The whole log is in $1"
}
