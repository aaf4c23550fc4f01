#!/usr/bin/env bash
# Tests of the command line on bad input and bad places, as a person would meet them.
#   bash src/test/sh/cli_test.sh      ends with "N passed, N failed"
set -uo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)"
# shellcheck source=src/test/sh/checks.sh
source "$here/checks.sh"
top="$(cd -- "$here/../../.." && pwd -P)"
retort="${RETORT:-$top/retort}"
box="$(mktemp -d)"
disk="$box/disk"
cleanup() {
  if mountpoint -q "$disk" 2>/dev/null; then umount "$disk"; fi
  rm -rf -- "$box"
}
trap cleanup EXIT
chmod 755 "$box"
cd "$box" || exit 1

run() { timeout 120 "$retort" run "$@"; }
"$retort" build >/dev/null 2>&1 || { echo 'the build failed'; exit 1; }

# refused NAME CODE TEXT ARGUMENTS...: one sentence on one line, no stack trace, nothing left under the final name.
refused() {
  local name="$1" wanted="$2" text="$3" output code=0
  shift 3
  rm -f -- out.csv
  output="$(run "$@" 2>&1)" || code=$?
  if [ "$code" -ne "$wanted" ] || [[ "$output" != *"$text"* ]]; then
    miss "$name" "exit code $wanted and the text: $text" "exit code $code and the text: $output"
  elif [ "$(wc -l <<<"$output")" -ne 1 ] || [[ "$output" == *$'\tat '* || "$output" == *Exception* ]]; then
    miss "$name" "one sentence" "$output"
  elif [ -e out.csv ] || compgen -G '*retort-partial*' >/dev/null; then
    miss "$name" "nothing left behind" "$(ls)"
  else
    pass "$name"
  fi
}

printf 'CCO ethanol\nc1ccccc1 benzene\nOCC again\n' >good.smi
printf 'id,structure\n1,CCO\n2,CCC\n' >good.csv

# --- Usage: exit code 2 ---------------------------------------------------------------------------------------

refused "unknown stage" 2 'did you mean "standardize"' "read good.smi | standardise | write out.csv"
refused "unknown option of a stage" 2 'unknown option --smile; did you mean "smiles"' "read good.csv --smile structure | write out.csv"
refused "unknown option of run" 2 'did you mean "--workers"' "read good.smi | write out.csv" --wrkers 2
refused "value out of range" 2 'accepted is a whole number' "read good.smi | write out.csv" --workers -1
refused "no batch size" 2 'accepted are adaptive' "read good.smi | write out.csv" --batch-size many
refused "unknown profile" 2 'did you mean "memory"' "read good.smi | write out.csv" --profile memroy
refused "unknown measure of an alert" 2 'did you mean "rows_per_s"' "read good.smi | write out.csv" --alert 'row_per_s<5'
refused "a cache without a place" 2 'name one with --workspace FILE' "read good.smi | write out.csv" --cache
refused "duplicates without an order" 2 'leave one of the two out' "read good.smi | dedup | write out.csv" --no-ordered
refused "a password in a URL" 2 'RETORT_DB_PASSWORD' "readsql jdbc:postgresql://u:secret@h/db --table t | write out.csv"
refused "wrong column" 2 'no column "strcture"; did you mean "structure"' "read good.csv --smiles strcture | write out.csv"
refused "no column of SMILES" 2 'name the column of SMILES with read --smiles COLUMN' "read good.csv | properties | write out.csv"
refused "no source" 2 'must start with a source' "standardize | write out.csv"
refused "no sink" 2 'end the pipeline with write FILE' "read good.smi | standardize"
refused "no known ending of the output" 2 'accepted are .parquet, .csv' "read good.smi | write out.docx"
echo CCO >notes
refused "no known ending of the input" 2 'add --format with one of' "read notes | write out.csv"
refused "an open quote" 2 'opened and not closed' "read 'good.smi | write out.csv"
refused "an empty pipeline" 2 'the pipeline is empty' " "

# --- Files and places: exit code 1 ----------------------------------------------------------------------------

refused "missing file" 1 'nowhere.smi does not exist' "read nowhere.smi | write out.csv"
mkdir folder.smi
refused "folder as file" 1 'folder.smi is a folder' "read folder.smi | write out.csv"
refused "folder as output" 1 'is a folder' "read good.smi | write folder.csv" < <(mkdir -p folder.csv)
refused "no folder for the output" 1 'does not exist; make it first' "read good.smi | write nowhere/out.csv"
: >empty.csv
refused "empty table" 1 'empty.csv is empty' "read empty.csv | write out.csv"
head -c 4096 /dev/urandom >noise.smi
refused "a file that is not text" 1 'noise.smi is not a text file' "read noise.smi | write out.csv"
for _ in {1..3000}; do cat good.smi; done | gzip >whole.smi.gz
head -c "$(($(stat -c %s whole.smi.gz) / 2))" whole.smi.gz >cut.smi.gz
refused "truncated gzip" 1 'cut.smi.gz ends within its gzip data' "read cut.smi.gz | write out.csv"
{
  head -c 40 whole.smi.gz
  head -c 400 /dev/zero
} >damaged.smi.gz
refused "damaged gzip" 1 'damaged.smi.gz' "read damaged.smi.gz | write out.csv"

: >empty.smi
refused "empty file of SMILES" 1 'empty.smi is empty' "read empty.smi | write out.csv"
: | gzip >empty.smi.gz
refused "empty gzip" 1 'empty.smi.gz is empty' "read empty.smi.gz | write out.csv"

# An ordinary user meets a file that he may not read. Root may read all, so this needs another user.
if [ "$(id -u)" -eq 0 ]; then
  cp -rl "$top/build/dist/lib" lib 2>/dev/null || cp -r "$top/build/dist/lib" lib
  cp good.smi secret.smi
  chmod 600 secret.smi
  java="$("$retort" doctor --json | sed -n 's/.*"name": "jdk".* in \([^"]*\)".*/\1/p')/bin/java"
  mkdir nobody && chown 65534 nobody
  as_nobody() {
    setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$box/nobody" "$java" -XX:+IgnoreUnrecognizedVMOptions \
      --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
      -cp "$box/lib/*" io.retort.cli.Main run "$1"
  }
  check "a file that may not be read" 1 "secret.smi may not be read by this user" \
    as_nobody "read secret.smi | write nobody/out.csv"
  check "a folder that may not be written" 1 "may not be written to" \
    as_nobody "read good.smi | write out.csv"
else
  cp good.smi secret.smi
  chmod 000 secret.smi
  refused "a file that may not be read" 1 'may not be read by this user' "read secret.smi | write out.csv"
fi

# A disk that is full.
mkdir -p "$disk"
if mount -t tmpfs -o size=64k tmpfs "$disk" 2>/dev/null; then
  code=0
  output="$(run "generate 20000 | write disk/out.csv" --quiet 2>&1)" || code=$?
  same "full disk ends with code 1" 1 "$code"
  same "full disk says so in one sentence" "retort: write: disk/out.csv was not written. No space left on the disk; make room, or choose another place." "$output"
  same "full disk leaves nothing behind" "" "$(ls -A "$disk")"
else
  printf 'note  no right to mount a small disk here: the full disk was not tried\n'
fi

# --- Molecules ------------------------------------------------------------------------------------------------

cat >bad.smi <<'SMI'
C(C)(C)(C)(C)C
c1cccc1
CC(=O
C1CC
[Na+].[Cl-]

CC(C)(C)c1ccccc1 name with spaces é
CN(=O)=O
[Xx]
CC>>CCO
InChI=1S/CH4/h1H4
CHEMBL25
"CCO"
*CC
SMI
check "each bad line ends as a row or a reject" 0 "14 rows in = 4 out + 10 rejected + 0 duplicates" \
  run "read bad.smi | standardize | dedup | properties | write bad.csv" --report bad.json
same "each reject has a code and a sentence" 10 "$(tail -n +2 bad.rejects.tsv | awk -F'\t' '$3 ~ /^[A-Z_]+$/ && length($4) > 10' | wc -l)"
same "the report adds up" "14 4 10 0" "$(/usr/bin/python3 -c 'import json
r = json.load(open("bad.json"))
for key in ("wall_s", "cpu_s", "rows_per_s", "peak_rss_mb", "workers"): assert r[key] > 0, key
assert [s["name"] for s in r["stages"]] == ["read", "standardize", "dedup", "properties"], r["stages"]
print(r["rows_in"], r["rows_out"], r["rejected"], r["duplicates"])')"

check "standard input" 0 "3 rows in = 2 out + 0 rejected + 1 duplicates" run "read - | standardize | dedup | write in.csv" <good.smi
check "a checkpoint goes when the run ends well" 0 "3 rows in = 3 out" \
  run "read good.smi | write kept.csv" --checkpoint --log run.jsonl --alert 'rejected<1'
same "the log ends with the end of the run" ended "$(tail -n 1 run.jsonl | sed 's/.*"event":"\([a-z]*\)".*/\1/')"
same "no checkpoint is left" no "$([ -e kept.csv.retort ] && echo yes || echo no)"
check "a named column" 0 "2 rows in = 2 out" run "read good.csv --smiles structure | standardize | write named.csv"
same "row and input_smiles stand beside smiles" "row,input_smiles,smiles,id,steps_applied,standardize_flags" "$(head -n 1 named.csv)"

for workers in 1 2 5; do
  run "generate 3000 --seed 3 | standardize | dedup | properties | scaffold | fingerprint | write w$workers.parquet | write w$workers.csv" \
    --workers "$workers" --batch-size $((workers * 97)) --quiet
done
same "1, 2 and 5 workers write the same Parquet and CSV" 2 "$(sha256sum w?.parquet w?.csv | awk '{ print $1 }' | sort -u | wc -l)"

# --- Interrupt and kill ---------------------------------------------------------------------------------------

# started FILE: waits, at most 60 s, until the run writes its first progress line.
started() {
  for _ in {1..600}; do
    if grep -q 'rows/s' "$1" 2>/dev/null; then return 0; fi
    read -r -t 0.1 <> <(:) || true
  done
  return 1
}
for signal in TERM KILL; do
  rm -f slow.csv progress
  "$retort" run "generate 40000000 | standardize | properties | write slow.csv" 2>progress >/dev/null &
  pid=$!
  if started progress; then pass "a long run tells its progress ($signal)"; else miss "progress" "a line within 60 s" "$(cat progress)"; fi
  kill "-$signal" "$pid"
  code=0
  wait "$pid" || code=$?
  case "$signal" in TERM) wanted=143 ;; KILL) wanted=137 ;; esac
  same "exit code after $signal" "$wanted" "$code"
  same "nothing under the final name after $signal" "" "$(ls slow.csv 2>/dev/null)"
done

# --- Many-body expansions -------------------------------------------------------------------------------------

octamer=("$retort" manybody run --in "$top/datasets/clusters/water_8.xyz" --levels "1=a/b,2=a/b,3=a/b" --workers 2
  --engine synthetic --engine-option "mode=latency" --engine-option "millis=100")
check "manybody tells its plan and computes nothing" 0 "8 fragments, 24 atoms, nocp; 92 calculations" "${octamer[@]}" --plan
check "an engine without ghosts refuses cp with the reason" 2 "no ghost atoms: ask for nocp" \
  "$retort" manybody run --in "$top/datasets/clusters/water_2.xyz" --levels "1=a/b,2=a/b" --bsse cp --out no.json \
  --engine qcschema --engine-option command=cat --engine-option ghosts=false
"${octamer[@]}" --out whole.json --quiet
"${octamer[@]}" --out killed.json --checkpoint --quiet &
pid=$!
for _ in {1..600}; do
  if [ "$(stat -c %s killed.json.retort/tasks.log 2>/dev/null || echo 0)" -gt 800 ]; then break; fi
  read -r -t 0.1 <> <(:) || true
done
kill -KILL "$pid"
wait "$pid"
same "a killed expansion leaves no result" "" "$(ls killed.json 2>/dev/null)"
found="$("${octamer[@]}" --out killed.json --checkpoint)"
resumed="$(sed -n 's/.* done, \([0-9]*\) resumed, .*/\1/p' <<<"$found")"
between "it goes on where it was" 1 91 "$resumed"
same "and ends with the same energy" "$(grep ret_energy whole.json)" "$(grep ret_energy killed.json)"

summary
