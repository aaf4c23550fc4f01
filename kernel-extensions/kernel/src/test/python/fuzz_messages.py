"""Random messages for test_fuzz.py: each kind is a function that makes one."""

import dataclasses

REQUESTS = {
    "execute_request": lambda: cell("1"),
    "complete_request": lambda: {"code": "%he", "cursor_pos": 3},
    "inspect_request": lambda: {"code": "%help", "cursor_pos": 2, "detail_level": 0},
    "is_complete_request": lambda: {"code": "%help"},
    "history_request": lambda: {"hist_access_type": "tail", "n": 3, "output": False, "raw": True},
    "comm_info_request": lambda: {},
    "kernel_info_request": lambda: {},
}
PLAIN = {"ok", "error"}
STATUSES = {
    "execute_reply": {"ok", "error", "aborted"},
    "complete_reply": PLAIN,
    "inspect_reply": PLAIN,
    "is_complete_reply": {"complete", "incomplete", "invalid", "unknown", "error"},
    "history_reply": PLAIN,
    "comm_info_reply": PLAIN,
    "kernel_info_reply": PLAIN,
    "interrupt_reply": PLAIN,
    "shutdown_reply": PLAIN,
}
DEPTH = 100_000
NOT_JSON = [b"", b"\x00", b"\xff\xfe\xfa", b"{", b"}", b"[", b"nul", b"{\"a\"", b"{\"a\":}", b"{,}", b"\"\\u12\"", b"'x'", b"{} {}",
            b"\xc3\x28", b"{\"code\": \"\xed\xa0\x80\"", b"[1,", b"<IDS|MSG>"]
WRONG_TYPES = [None, True, False, 0, -1, 1e308, 10**40, 2**63, "", "x", "\x00", "\ud800", [], [None], {}, {"": {}}, [[[]]], "5", 1.5]
FRAGMENTS = [
    "int a = 1;", "a++", '"unclosed', "'x", "'", "{", "}", "(", ")", "[", "]", "/*", "*/", "//", '"""', "\n", "\n", ";", "class A {",
    "void f() {", "record R(int x)", "->", "::", "@", "#", "\\", "\\u00", "\x00", "List.of(", "new int[", "if (true)", "return", "yield 3",
    "switch (1) {", "case 1 ->", "default:", "%help", "\n%help\n", "%%sql", "%stages x", "import java.", "var v =", "1 +", "*", "…", "😀",
    "\ud800", 'throw new RuntimeException("x");', "System.out.print(1);", "import static", "sealed interface", "<T extends", "goto", "_",
    "try {", "catch (Exception e)", "synchronized", "this", "super.", "int[] b = {", "1L", "0x", "1e", "assert", "enum E {", "? :", "\t",
]
MAGICS = ["help", "stages", "plot", "show", "resources", "workspace", "sql", "pipeline", "nothing", "Help", "_"]
WORDS = ["--out", "--limit", "--bogus", "mols", "5", "-1", "''", '"', "'", "|", "x" * 300, "é😀", "\x00", "--", "-", "=", "histogram", "SELECT",
         "generate 5", "standardize", "{a}", "{", "}", "{nothing()}", "${a}", "\\", "%help", "%%sql", "FROM", "a;b", "\t", "read no.smi"]


@dataclasses.dataclass
class Shot:
    """A message; the reply that is due to it, if one is; whether it is signed with another key."""

    kind: str
    channel: str
    frames: list = dataclasses.field(repr=False)
    id: str = ""
    reply: str = ""
    forged: bool = False
    note: str = ""


def cell(code):
    return {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False, "stop_on_error": False}


def shots(chance, wire):
    counts = {forged: 2000, framed: 1500, garbled: 2500, mistyped: 1500, unknown: 900, cheap_query: 600, java_query: 200,
              magic_cell: 400, java_cell: 250, control: 130}
    made = [dataclasses.replace(make(chance, wire), kind=make.__name__) for make, n in counts.items() for _ in range(n)]
    made += [request(wire, "heavy", "shell", type_, content, f"{name} in {type_}") for name, type_, content in heavy(chance)]
    chance.shuffle(made)
    return made


def request(wire, kind, channel, type_, content, note="", **other_parts):
    header = wire.header(type_)
    note = note or repr(content)[:200]
    return Shot(kind, channel, wire.frames(header, content, **other_parts), header["msg_id"], reply_of(type_), note=note)


def reply_of(type_):
    return type_.replace("_request", "_reply")


def forged(chance, wire):
    """A message that would do harm, were its signature right."""
    type_, channel, content = chance.choice([
        ("execute_request", "shell", cell("int forged = 1;")), ("execute_request", "control", cell("int forged = 1;")),
        ("shutdown_request", "control", {"restart": False}), ("interrupt_request", "control", {}), ("kernel_info_request", "shell", {}),
        ("input_reply", "stdin", {"value": "forged"})])
    header = wire.header(type_)
    frames = wire.frames(header, content, key=b"another key")
    right = wire.frames(header, content)[1]
    frames[1] = chance.choice([frames[1], b"", b"0" * 64, right[:-1], right.upper() + b"0", right + right, b"\xff" * 32, right[::-1]])
    return Shot("", channel, frames, header["msg_id"], forged=True)


def framed(chance, wire):
    """A message whose frames are not those of the protocol."""
    frames = wire.frames(wire.header("kernel_info_request"), {})
    broken = chance.choice([
        lambda: frames[1:], lambda: frames[:chance.randrange(1, len(frames))], lambda: [b""] * chance.randrange(1, 9),
        lambda: [chance.randbytes(chance.randrange(50)) for _ in range(chance.randrange(1, 9))], lambda: [frames[0]] * chance.randrange(1, 7),
        lambda: frames[:2] + [b""] + frames[2:], lambda: chance.sample(frames, len(frames)), lambda: [b"x"] * 200])()
    return Shot("", chance.choice(["shell", "control", "stdin"]), broken)


def garbled(chance, wire):
    """A message with a right signature, of which one part is not JSON, or JSON of another shape."""
    type_ = chance.choice(list(REQUESTS))
    parts = {"header": wire.header(type_), "parent": {}, "metadata": {}, "content": REQUESTS[type_]()}
    part = chance.choice(list(parts))
    deep = chance.random() < 0.02
    bad = deeply(chance) if deep else chance.choice(NOT_JSON) if chance.random() < 0.6 else chance.choice(WRONG_TYPES)
    sane = dict(parts["header"])
    if part == "header" and not deep and chance.random() < 0.5:
        bad = dict(sane)
        field = chance.choice(list(bad))
        if chance.random() < 0.5:
            del bad[field]
        else:
            bad[field] = chance.choice(WRONG_TYPES)
    parts[part] = bad
    frames = wire.frames(parts["header"], parts["content"], parts["parent"], parts["metadata"])
    extra = [chance.randbytes(20) for _ in range(chance.randrange(3))]
    answered = part != "header"
    return Shot("", "shell", frames + extra, sane["msg_id"] if answered else "", reply_of(type_) if answered else "", note=f"{type_} {part} {bad!r}"[:200])


def deeply(chance):
    opening, closing = chance.choice([(b"[", b"]"), (b'{"a":', b"}")])
    return opening * DEPTH + b"1" + (closing * DEPTH if chance.random() < 0.7 else b"")


def mistyped(chance, wire):
    """A known request with fields that are missing, or of another type, or out of range."""
    type_ = chance.choice(["execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_info_request"])
    content = REQUESTS[type_]()
    for _ in range(chance.randrange(1, 4)):
        fields = list(content) + ["target_name", "pattern", "session", "start", "stop", "unique"]
        field = chance.choice(fields)
        if chance.random() < 0.4:
            content.pop(field, None)
        elif field in ("cursor_pos", "n", "detail_level", "session", "start", "stop"):
            content[field] = chance.choice([-1, -2**31, 2**31 - 1, 10**12, 7, *WRONG_TYPES])
        elif field == "hist_access_type":
            content[field] = chance.choice(["range", "search", "tail", "all", *WRONG_TYPES])
        elif field == "user_expressions":
            content[field] = chance.choice([{"x": None}, {"x": "%help"}, {"": ""}, {"x": {}}, *WRONG_TYPES])
        else:
            content[field] = chance.choice(WRONG_TYPES)
    return request(wire, "", "shell", type_, content)


def unknown(chance, wire):
    """A message that asks for nothing that this kernel knows: no reply, and no harm."""
    type_ = chance.choice(["", "nothing_request", "execute", "execute_reply", "kernel_info_reply", "status", "stream", "error", "comm_msg",
                           "comm_close", "comm_open", "input_reply", "input_request", "debug_request", "none", "x" * 10_000])
    content = chance.choice([{}, {"comm_id": "no"}, {"comm_id": None, "data": {}}, {"comm_id": "a", "target_name": "b", "data": 5}, {"status": "error"},
                             {"execution_state": "idle"}, [], None, 5, {"value": "x"}])
    made = request(wire, "", chance.choice(["shell", "shell", "control"]), type_, content)
    return dataclasses.replace(made, id="", reply="")


def cheap_query(chance, wire):
    """Completion, inspection and completeness of magics, and history: nothing that needs a compiler."""
    code = "%" * chance.randrange(1, 3) + magic_text(chance)
    at = chance.choice([len(code), 0, chance.randrange(-5, len(code) + 5)])
    type_, content = chance.choice([
        ("complete_request", {"code": code, "cursor_pos": at}), ("inspect_request", {"code": code, "cursor_pos": at, "detail_level": 1}),
        ("is_complete_request", {"code": code}),
        ("history_request", {"hist_access_type": "search", "pattern": "".join(chance.choices("*?[a]\\.(", k=9)), "n": chance.randrange(-2, 9)}),
        ("history_request", {"hist_access_type": "range", "session": chance.randrange(-3, 3), "start": chance.randrange(-3, 9), "stop": chance.randrange(-3, 9)})])
    return request(wire, "", "shell", type_, content)


def java_query(chance, wire):
    code = java_text(chance)
    at = chance.randrange(-2, len(code) + 3)
    type_, content = chance.choice([
        ("complete_request", {"code": code, "cursor_pos": at}), ("inspect_request", {"code": code, "cursor_pos": at, "detail_level": 0}),
        ("is_complete_request", {"code": code})])
    return request(wire, "", "shell", type_, content)


def magic_cell(chance, wire):
    sign = chance.choice(["%", "%", "%%", "%%%", " %", "\ufeff%"])
    code = sign + magic_text(chance)
    return request(wire, "", "shell", "execute_request", dict(cell(code), silent=chance.random() < 0.1, stop_on_error=chance.random() < 0.02))


def magic_text(chance):
    words = [chance.choice(WORDS) for _ in range(chance.randrange(5))]
    body = "\n" + "\n".join(" ".join(chance.choices(WORDS, k=chance.randrange(1, 5))) for _ in range(chance.randrange(3))) if chance.random() < 0.5 else ""
    return chance.choice(MAGICS) + " " + " ".join(words) + body


def java_cell(chance, wire):
    return request(wire, "", "shell", "execute_request", cell(java_text(chance)))


def java_text(chance):
    if chance.random() < 0.25:
        return chance.randbytes(chance.randrange(1, 80)).decode("latin-1")
    return " ".join(chance.choices(FRAGMENTS, k=chance.randrange(1, 9)))


def control(chance, wire):
    """Requests on the control channel, which serves three of them and refuses the others."""
    type_ = chance.choice([*REQUESTS, "kernel_info_request", "kernel_info_request"] + ["interrupt_request"] * (chance.random() < 0.3))
    return request(wire, "", "control", type_, chance.choice([{}, REQUESTS.get(type_, dict)(), [], None]))


def heavy(chance):
    """Texts that are huge or nested deeply."""
    deep = 10_000
    texts = {
        "brackets": "(" * deep + "1" + ")" * deep,
        "open braces": "{" * deep,
        "terms": "+".join(["1"] * 20_000),
        "strings": "+".join(['"x"'] * 20_000),
        "comment": "/*" + "x" * 1_000_000 + "*/",
        "open comment": "/*" + "x" * 1_000_000,
        "literal": '"' + "x" * 1_000_000 + '"',
        "blank": " \n" * 500_000,
        "magic": "%help " + "x" * 1_000_000,
        "query": "%%sql\nSELECT " + "+".join(["1"] * 20_000),
    }
    made = [(name, "execute_request", cell(text)) for name, text in texts.items()]
    made += [(name, "is_complete_request", {"code": texts[name]}) for name in ("brackets", "open braces", "terms")]
    made += [(name, "complete_request", {"code": texts[name], "cursor_pos": chance.choice([deep, 10**9])}) for name in ("brackets", "terms", "magic")]
    made += [(name, "inspect_request", {"code": texts[name], "cursor_pos": deep, "detail_level": 1}) for name in ("brackets", "literal")]
    made.append(("history", "execute_request", dict(cell('"' + "a" * 20_000 + '".length()'), store_history=True)))
    made.append(("stars", "history_request", {"hist_access_type": "search", "pattern": "*a" * 30 + "b", "n": 5}))
    assert len(made) == 20, len(made)
    return made
