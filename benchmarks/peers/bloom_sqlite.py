"""Deduplication as a published molecule pipeline describes it: a Bloom filter in memory, and SQLite behind it for
the keys that the filter has seen. Reads a text file of keys with a header line, writes the first of each.

    python3 bloom_sqlite.py KEYS.csv OUT.csv

Only the standard library is used. The filter has 10 bits a key and 7 hashes (1 % of false alarms); keys go to
SQLite in transactions of 50,000 with its journal and synchronous writes off, which is as fast as it gets.
"""

import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import time


def main(source, target):
    start = time.perf_counter()
    with open(source, "rb") as file:
        keys = sum(1 for _ in file) - 1
    bits = 10 * keys
    bloom = bytearray(bits // 8 + 1)
    folder = tempfile.TemporaryDirectory()
    database = sqlite3.connect(os.path.join(folder.name, "keys.sqlite"))
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID")
    kept = 0
    pending = []
    fresh = set()
    blake = hashlib.blake2b
    with open(source, encoding="utf-8") as file, open(target, "w", encoding="utf-8") as out:
        out.write(next(file))
        for line in file:
            key = line.rstrip("\n")
            digest = blake(key.encode(), digest_size=16).digest()
            first = int.from_bytes(digest[:8], "little")
            second = int.from_bytes(digest[8:], "little") | 1
            known = True
            for i in range(7):
                bit = (first + i * second) % bits
                if not bloom[bit >> 3] >> (bit & 7) & 1:
                    known = False
                    bloom[bit >> 3] |= 1 << (bit & 7)
            if known and (key in fresh or database.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone()):
                continue
            kept += 1
            out.write(line)
            pending.append((key,))
            fresh.add(key)
            if len(pending) == 50_000:
                database.executemany("INSERT INTO seen VALUES (?)", pending)
                database.commit()
                pending.clear()
                fresh.clear()
        database.executemany("INSERT INTO seen VALUES (?)", pending)
        database.commit()
    seconds = time.perf_counter() - start
    with open("/proc/self/status", encoding="ascii") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    print(json.dumps({
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
        "seconds": seconds,
        "keys_per_s": round(keys / seconds),
        "kept": kept,
        "dropped": keys - kept,
        "peak_resident_mb": round(peak * 1.024 / 1000),
    }))


if __name__ == "__main__":
    main(*sys.argv[1:])
