# The help of each command.
# shellcheck shell=bash

readonly commands="demo test run import embed stages manybody models scenario lab kernel doctor bench build help version"

help_for() {
  case "$1" in
    "") help_all ;;
    demo) help_demo ;;
    test) help_test ;;
    run) help_run ;;
    import) help_import ;;
    embed) help_embed ;;
    stages) help_stages ;;
    manybody) help_manybody ;;
    models) help_models ;;
    scenario) help_scenario ;;
    lab) help_lab ;;
    kernel) help_kernel ;;
    doctor) help_doctor ;;
    bench) help_bench ;;
    build) help_build ;;
    *) unknown "command" "$1" "$commands" ;;
  esac
}

help_all() {
  cat <<'TEXT'
Usage: ./retort COMMAND [ARGUMENT...]

  demo            run the quickstart notebook and write a report that opens anywhere
  run PIPELINE    run a pipeline, such as "read drugs.smi | standardize | dedup | write mols.parquet"
  import          take compounds and measurements of ChEMBL or PubChem into a workspace
  embed           make vectors of the texts in a table
  stages [STAGE]  list the stages of a pipeline, or the options of one
  manybody run    compute the many-body expansion of a cluster of molecules
  models ACTION   plan, run, test or explain a folder of models in SQL
  scenario COMMAND  simulate a workforce and its retirement plan over years
  lab             open the notebooks in JupyterLab (or Notebook)
  kernel install  make the kernel known to Jupyter
  bench SUITE     measure
  test            run every check
  build           build the jars, when a source changed
  doctor          say what this machine has and lacks, and how to mend it

Every command explains itself with --help. --version prints the version.

Environment:
  JAVA_HOME          the JDK to use (17 or later; else the newest that is installed)
  RETORT_MEMORY      the memory budget of a run, such as 4g (default: 60 % of the machine or the container)
  RETORT_NO_INSTALL  set to 1: never install a package, say what to install instead
  RETORT_PYTHON      the Python that has Jupyter (default: /usr/bin/python3, then PATH)
TEXT
}

help_demo() {
  cat <<'TEXT'
Usage: ./retort demo [--force]

Runs notebooks/01-quickstart.ipynb on Retort's kernel and writes build/reports/quickstart.html, one file that
opens with no network, beside the executed notebook. Prints where it is and the rates that were measured.
On a new Debian machine it first installs what is missing and builds.

  --force   run it again although nothing changed
TEXT
}

help_test() {
  cat <<'TEXT'
Usage: ./retort test [PHASE...]

Runs every check and ends with a line "N passed, N failed". Phases, in order:
  format     the format of the Java sources
  java       compiler checks, Java tests, coverage, unused dependencies, API documentation
  kernel     the kernel, through a Jupyter client
  notebooks  every notebook, at a small size
  scripts    this launcher and the command line, with bad input among it
TEXT
}

help_run() {
  cat <<'TEXT'
Usage: ./retort run [--memory SIZE] [OPTION...] PIPELINE

Runs a pipeline: stages separated by "|", or the file that holds them. Files are found from your folder.
  ./retort run "read drugs.smi | standardize | dedup | properties | write mols.parquet"

  --memory SIZE   the budget of the run, such as 4g: half for Java, the rest for DuckDB and native buffers
TEXT
}

help_embed() {
  cat <<'TEXT'
Usage: ./retort embed --in FILE|TABLE|URL [--column COLUMN] [--out FILE|TABLE] [--model NAME|FOLDER|ONNX|URL]

Makes vectors of the texts in a table, on the processor or a GPU. The same command goes on where it was stopped.

  ./retort embed --in drugs.tsv --column smiles --out drugs.parquet --dtype int8
TEXT
}

help_stages() {
  cat <<'TEXT'
Usage: ./retort stages [STAGE]

Lists the stages that a pipeline can use, or the options of one stage.
TEXT
}

help_import() {
  cat <<'TEXT'
Usage: ./retort import --source chembl|pubchem --in FILE [--in FILE...] --workspace FILE [OPTION...]

Takes compounds and measured properties of ChEMBL's or PubChem's files into one schema, with their provenance.
A second run updates what is there and doubles nothing.

'./retort import --help' lists all options once Retort is built.
TEXT
}

help_manybody() {
  cat <<'TEXT'
Usage: ./retort manybody run --in FILE --levels LEVELS --out FILE [OPTION...]
       ./retort manybody assemble --cases FILE --out FILE

Computes the energy of a cluster from those of its parts, in parallel, or assembles results that are there already.
  ./retort manybody run --in datasets/clusters/water_3.xyz --bsse nocp,cp --levels "1=mp2/sto-3g,2=hf/sto-3g" \
    --engine rhf --workers 2 --out result.json

  --engine NAME   rhf (built in), psi4, xtb, mopac, qcschema, synthetic
  --plan          say what would be computed, and no more
  --memory SIZE   the budget of the process, such as 4g: half for Java

'./retort manybody run --help' lists all options once Retort is built.
TEXT
}

help_models() {
  cat <<'TEXT'
Usage: ./retort models ACTION --project DIR [--workspace FILE] [--select MODELS] [OPTION...]

Models in SQL, in dbt's layout or a plain folder. Actions:
  plan     what a run would do: order, view or table, indexes, tests
  run      make what has changed, and test it
  test     test what is there
  explain  query plans, and how tables are stored

  ./retort models run --project shop --workspace shop.duckdb --select +orders --vars year=2025
TEXT
}

help_scenario() {
  cat <<'TEXT'
Usage: ./retort scenario COMMAND [OPTION...]

A workforce and its retirement plan over years. Commands:
  census   draw a census, or say what is wrong with the rows of one
  run      run scenarios: a census and YAML files in; events, snapshots and costs out
  compare  costs, winners and losers, growth of pay and uncertainty of the scenarios of a workspace
  plan     the models of a year: order, tests, query plans, compression
  test     whether what runs left obeys the laws of the model

  ./retort scenario census --employees 60000 --seed 42 --out census.parquet
  ./retort scenario run --census census.parquet --config base.yaml --years 2025-2029 --seeds 1-25 \
      --workspace plan.db --report report.json
TEXT
}

help_lab() {
  cat <<'TEXT'
Usage: ./retort lab [--port PORT] [--no-browser]

Opens the notebooks folder in JupyterLab where it is installed, else in Notebook. The server listens on
127.0.0.1 alone, asks for a token, and its address with the token is printed. JUPYTER_TOKEN sets the token.

  --port PORT    the port (default: the first free one from 8888)
  --no-browser   do not open a browser (the default where there is no display)
TEXT
}

help_kernel() {
  cat <<'TEXT'
Usage: ./retort kernel install [--name NAME] [--prefix DIR] [--heap SIZE] [--jdk DIR]

Makes the kernel known to Jupyter, and archives its classes so that it starts faster.

  --name NAME    the kernel's name (default: retort)
  --prefix DIR   where Jupyter looks: DIR/share/jupyter/kernels (default: ~/.local)
  --heap SIZE    Java's greatest heap, such as 8g (default: Java's own choice)
  --jdk DIR      the JDK that runs it, 17 or later (default: the one of this command)
  --no-archive   go without the archive, which takes some seconds to make

Environment: RETORT_JVM_FLAGS adds JVM flags to the kernel for good, JDK_JAVA_OPTIONS to one start.
TEXT
}

help_doctor() {
  cat <<'TEXT'
Usage: ./retort doctor [--json]

Checks every component (JDK, Maven, Jupyter, the kernel, memory, DuckDB, Arrow, CDK, plots, ONNX Runtime, CUDA,
other programs) and says how to mend what is wrong. Installs and builds nothing. The exit code is 1 when
something is bad: missing or broken, and needed by a command. A note is about what is not needed.

  --json   print one object: {retort, ok, checks: [{name, state, detail, mend}...]}; state is ok, note or bad
TEXT
}

help_bench() {
  cat <<'TEXT'
Usage: ./retort bench SUITE [--json FILE]

Measures on this machine. Suites:

  peers      Retort beside RDKit                          molecules  the whole pipeline
  overhead   the engine beside a bare loop                adaptive   batch sizes found and fixed
  chaos      runs that are killed, and faults             memory     ten million rows in a gigabyte
  dedup      ten million keys                             kernel     the kernel through a client
  manybody   many-body expansions: overhead, speed-up beside its bound, memory, psi4 where it can be installed
  scenario   workforce scenarios beside row by row, and a process for each model
  quick      a small run of peers and molecules, a minute or two

  --rounds N    how often, or how much: 5 is the full size
  --json FILE   also write the figures, with the facts of this machine
TEXT
}

help_build() {
  cat <<'TEXT'
Usage: ./retort build [--force]

Builds the jars when a source changed since the last build, and prints the folder that holds them.

  --force   build although nothing changed
TEXT
}
