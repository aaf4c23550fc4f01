#!/usr/bin/env python3
"""Measures a Jupyter kernel through a real client: start to first cell, round trips of cells, exit.

Usage: measure_kernel.py KERNEL[=LABEL]... [--rounds N] [--cells N] [--json FILE]

Each KERNEL is the name of a kernelspec that Jupyter finds. With several, rounds are interleaved, so that the drift of a
shared machine falls on all of them alike. Prints each figure's value in each round. Times are wall seconds seen by the client; CPU seconds are those of the
kernel's process. One process after the other, nothing at the same time.
"""

import argparse
import json
import os
import statistics
import time

from jupyter_client.manager import start_new_kernel

WAIT = 120
FIRST = "1 + 1"


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def cell(client, code):
    """Runs a cell and waits until the client has its reply and the kernel is idle."""
    start = time.perf_counter()
    request = client.execute(code)
    reply = client.get_shell_msg(timeout=WAIT)
    while reply["parent_header"].get("msg_id") != request:
        reply = client.get_shell_msg(timeout=WAIT)
    while True:
        message = client.get_iopub_msg(timeout=WAIT)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            break
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"The cell {code!r} failed: {reply['content']}")
    return time.perf_counter() - start


def process_of(manager):
    return manager.provisioner.process.pid if hasattr(manager, "provisioner") else manager.kernel.pid


def one_round(kernel, cells, pause):
    start = time.perf_counter()
    manager, client = start_new_kernel(kernel_name=kernel, startup_timeout=WAIT)
    cell(client, FIRST)
    first = time.perf_counter() - start
    pid = process_of(manager)
    cpu = cpu_seconds(pid)
    java = [cell(client, f"{i} + 1") for i in range(cells)]
    time.sleep(pause)
    later = [cell(client, f"{i} + 2") for i in range(cells)]
    cell(client, "var kept = java.util.List.of(1, 2, 3);")
    variable = [cell(client, "kept") for _ in range(cells)]
    magic = [cell(client, "%help help") for _ in range(cells)]
    resident = resident_mb(pid)
    end = time.perf_counter()
    client.shutdown()
    manager.provisioner.process.wait(WAIT)
    gone = time.perf_counter() - end
    client.stop_channels()
    manager.cleanup_resources()
    return {
        "first_cell_s": first,
        "first_cell_cpu_s": cpu,
        "java_cell_ms": 1000 * statistics.median(java),
        "java_cell_after_pause_ms": 1000 * statistics.median(later),
        "variable_cell_ms": 1000 * statistics.median(variable),
        "magic_cell_ms": 1000 * statistics.median(magic),
        "exit_s": gone,
        "peak_rss_mb": resident,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kernel", nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cells", type=int, default=60)
    parser.add_argument("--pause", type=float, default=8, help="seconds in which a user reads, after the first cells")
    parser.add_argument("--json")
    options = parser.parse_args()
    labels = [k.partition("=")[2] or k for k in options.kernel]
    rounds = {label: [] for label in labels}
    for _ in range(options.rounds):
        for kernel, label in zip(options.kernel, labels):
            rounds[label].append(one_round(kernel.partition("=")[0], options.cells, options.pause))
    series = {
        label: {name: [round(r[name], 4) for r in measured] for name in measured[0]}
        for label, measured in rounds.items()
    }
    text = json.dumps(series, indent=2)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
