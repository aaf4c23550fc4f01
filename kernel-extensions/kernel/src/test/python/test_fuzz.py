"""Ten thousand random and malformed messages and cells against one kernel, which must answer what can be answered,
ignore the rest, and stay well. RETORT_FUZZ_SEED repeats a run: the seed is printed.
"""

import collections
import os
import pathlib
import random
import socket
import sys
import tempfile
import time
import unittest

import zmq

import fuzz_messages
import kernel_client
from wire import Wire

BATCH = 200
BATCH_WAIT = 60
WELL_WAIT = 10
MEMORY_LIMIT_KIB = 2 * 1024 * 1024  # the heap may grow to 1 GiB


def setUpModule():
    kernel_client.install()


class FuzzTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.seed = int(os.environ.get("RETORT_FUZZ_SEED") or random.SystemRandom().randrange(2**32))
        print(f"\nRETORT_FUZZ_SEED={cls.seed}", file=sys.stderr, flush=True)
        cls.folder = tempfile.TemporaryDirectory(prefix="retort fuzz ")  # random cells may write files
        cls.manager, client = kernel_client.start(cwd=cls.folder.name)
        client.stop_channels()
        cls.wire = Wire(cls.manager.get_connection_info())
        cls.pid = cls.manager.provisioner.process.pid

    @classmethod
    def tearDownClass(cls):
        cls.wire.close()
        cls.manager.shutdown_kernel(now=True)
        cls.folder.cleanup()

    def test_ten_thousand_messages(self):
        started = time.monotonic()
        shots = fuzz_messages.shots(random.Random(self.seed), self.wire)
        self.assertEqual(10_000, len(shots))
        self.slowest = (0.0, "")
        statuses = collections.Counter()
        for at in range(0, len(shots), BATCH):
            statuses += self.fire(shots[at:at + BATCH])
            self.check_well()
        self.assertEqual("error", self.run_cell("forged")[0]["status"], "a message with a wrong signature had an effect")
        kinds = collections.Counter(shot.kind for shot in shots)
        seconds = time.monotonic() - started
        print(f"\nfuzz: {len(shots)} messages in {seconds:.0f} s: {listed(kinds)}; replies: {listed(statuses)}; "
              f"longest wait {self.slowest[0]:.1f} s ({self.slowest[1]}); {self.memory_kib() // 1024} MiB",
              file=sys.stderr, flush=True)

    def test_replayed_message_is_ignored(self):
        self.assertEqual("ok", self.run_cell("int replayed = 0;")[0]["status"])
        header = self.wire.header("execute_request")
        frames = self.wire.frames(header, fuzz_messages.cell("replayed++;"))
        for _ in range(3):
            self.wire.send("shell", frames)
        self.assertEqual("1", self.run_cell("replayed")[1])
        self.check_well()

    def test_early_and_broken_answers_do_not_reach_a_question(self):
        broken = self.wire.frames(self.wire.header("input_reply"), b"{\"value\": ")
        early = self.wire.frames(self.wire.header("input_reply"), {"value": "early"})
        for frames in (early, [b"junk"], broken, self.wire.frames(b"5", b"5"), early):
            self.wire.send("stdin", frames)
        content = dict(fuzz_messages.cell("new Scanner(System.in).nextLine()"), allow_stdin=True)
        request = self.wire.ask("shell", "execute_request", content)
        end = time.monotonic() + BATCH_WAIT
        self.assertEqual(("input_request", request), self.wire.next(self.wire.sockets["stdin"], end)[:2])
        forged = self.wire.frames(self.wire.header("input_reply"), {"value": "forged"}, key=b"another")
        right = self.wire.frames(self.wire.header("input_reply"), {"value": "right"})
        for frames in (forged, [b""], broken, [b"x", b"<IDS|MSG>"], right):
            self.wire.send("stdin", frames)
        self.assertEqual("right", self.result_of(request)[1])

    def test_garbage_below_the_protocol(self):
        chance = random.Random(self.seed)
        for channel in ("shell", "control", "stdin", "hb", "iopub"):
            for _ in range(10):
                with socket.create_connection(("127.0.0.1", self.wire.connection[channel + "_port"]), timeout=5) as raw:
                    raw.sendall(chance.randbytes(chance.randrange(1, 400)))
        for frames in ([b"beat"], [b""], [b"two", b"frames"], [b"", b"", b"x"], [b"y" * 100_000]):
            self.assertTrue(self.wire.beats(frames, WELL_WAIT), frames[0][:10])
        self.check_well()

    def fire(self, shots):
        """Sends a batch, waits for every answer that is due, and returns how often each status was replied."""
        due = {shot.id: shot for shot in shots if shot.reply}
        unanswerable = {shot.id for shot in shots if shot.forged}
        replies, busy, idle, statuses = (collections.Counter() for _ in range(4))
        for shot in shots:
            self.wire.send(shot.channel, shot.frames)
        fences = {c: self.wire.ask(c, "kernel_info_request", {}) for c in ("shell", "control")}
        waiting = set(due) | set(fences.values())
        unfinished = set(waiting)
        end = time.monotonic() + BATCH_WAIT
        last = time.monotonic()
        while waiting or unfinished:
            for channel, (type_, parent, content) in self.incoming(end, lambda: self.lost(due, waiting | unfinished)):
                self.assertNotIn(parent, unanswerable, f"{type_} answers a message with a wrong signature")
                if channel == "iopub":
                    if type_ == "status":
                        (idle if content["execution_state"] == "idle" else busy)[parent] += 1
                        if content["execution_state"] == "idle":
                            unfinished.discard(parent)
                    continue
                replies[parent] += 1
                waiting.discard(parent)
                if parent in due:
                    shot = due[parent]
                    self.assertEqual((shot.channel, shot.reply), (channel, type_), shot)
                    self.assertIn(content.get("status"), fuzz_messages.STATUSES[type_], (shot, content))
                    statuses[content["status"]] += 1
                    self.slowest = max(self.slowest, (time.monotonic() - last, f"{shot.kind}: {shot.note[:60]!r}"))
                    last = time.monotonic()
        for counted in (replies, busy, idle):
            self.assertEqual([], [due[i] for i in due if counted[i] > 1], "answered more than once")
        return statuses

    def incoming(self, end, what):
        poller = zmq.Poller()
        channels = {self.wire.iopub: "iopub"} | {self.wire.sockets[c]: c for c in ("shell", "control")}
        for each in channels:
            poller.register(each, zmq.POLLIN)
        ready = poller.poll(max(0, int(1000 * (end - time.monotonic()))))
        if not ready:
            self.fail(what())
        for each, _ in ready:
            yield channels[each], self.wire.next(each, end)

    def lost(self, due, missing):
        shots = [due[i] for i in missing if i in due]
        return f"seed {self.seed}: no answer to {len(missing)} messages, among them {shots[:3]}"

    def check_well(self):
        self.assertIsNone(self.manager.provisioner.process.poll(), "the process ended")
        self.assertEqual(self.pid, self.manager.provisioner.process.pid)
        started = time.monotonic()
        self.assertEqual("ok", self.reply_to(self.wire.ask("shell", "kernel_info_request", {}), WELL_WAIT)["status"])
        reply, two = self.run_cell("1+1")
        self.assertEqual("2", two, (self.seed, reply))
        self.assertTrue(self.wire.beats([b"beat"], WELL_WAIT), "no heartbeat")
        self.assertLess(time.monotonic() - started, WELL_WAIT)
        self.assertLess(self.memory_kib(), MEMORY_LIMIT_KIB)

    def run_cell(self, code):
        return self.result_of(self.wire.ask("shell", "execute_request", fuzz_messages.cell(code)))

    def result_of(self, request):
        """A cell's reply, and its result as text."""
        reply, result = self.reply_to(request, WELL_WAIT), None
        end = time.monotonic() + WELL_WAIT
        while True:
            type_, parent, content = self.wire.next(self.wire.iopub, end)
            if parent == request and type_ == "execute_result":
                result = content["data"]["text/plain"]
            if parent == request and type_ == "status" and content["execution_state"] == "idle":
                return reply, result

    def reply_to(self, request, limit):
        end = time.monotonic() + limit
        while True:
            _, parent, content = self.wire.next(self.wire.sockets["shell"], end)
            if parent == request:
                return content

    def memory_kib(self):
        """What the process holds; nothing where the system does not say."""
        status = pathlib.Path(f"/proc/{self.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def listed(counts):
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


if __name__ == "__main__":
    unittest.main(verbosity=2)
