"""The wire protocol by hand: frames that a well-behaved client would never send, and strict accounts of the answers."""

import hashlib
import hmac
import json
import time
import uuid

import zmq

DELIMITER = b"<IDS|MSG>"


class Wire:
    """A client of one kernel over raw sockets."""

    def __init__(self, connection):
        self.connection = connection
        self.key = connection["key"] if isinstance(connection["key"], bytes) else connection["key"].encode()
        self.session = uuid.uuid4().hex
        self.context = zmq.Context()
        self.sockets = {}
        for channel in ("shell", "control", "stdin"):
            socket = self.context.socket(zmq.DEALER)
            socket.identity = self.session.encode()
            self.sockets[channel] = self._connect(socket, channel)
        self.iopub = self._connect(self.context.socket(zmq.SUB), "iopub")
        self.iopub.subscribe(b"")
        self._heartbeat = None

    def _connect(self, socket, channel):
        socket.linger = 0
        socket.sndhwm = socket.rcvhwm = 0
        socket.connect("{transport}://{ip}:{port}".format(port=self.connection[channel + "_port"], **self.connection))
        return socket

    def close(self):
        self.context.destroy(linger=0)

    def header(self, type_):
        return {"msg_id": uuid.uuid4().hex, "username": "fuzz", "session": self.session, "version": "5.3",
                "date": "2020-01-01T00:00:00.000000Z", "msg_type": type_}

    def sign(self, parts, key=None):
        digest = hmac.new(key or self.key, digestmod=hashlib.sha256)
        for part in parts:
            digest.update(part)
        return digest.hexdigest().encode()

    def frames(self, header, content, parent=b"{}", metadata=b"{}", key=None):
        """A signed message; header and content are JSON values, or bytes to send as they are."""
        parts = [as_bytes(header), as_bytes(parent), as_bytes(metadata), as_bytes(content)]
        return [DELIMITER, self.sign(parts, key), *parts]

    def send(self, channel, frames):
        self.sockets[channel].send_multipart(frames)

    def ask(self, channel, type_, content):
        header = self.header(type_)
        self.send(channel, self.frames(header, content))
        return header["msg_id"]

    def next(self, socket, end):
        """The next message, as (msg_type, id of the parent, content); a TimeoutError after the end."""
        if not socket.poll(max(0, int(1000 * (end - time.monotonic())))):
            raise TimeoutError
        frames = socket.recv_multipart()
        at = frames.index(DELIMITER)
        parts = frames[at + 2:at + 6]
        assert frames[at + 1] == self.sign(parts), "the kernel signed a message wrongly"
        header, parent, _, content = (json.loads(part) for part in parts)
        return header["msg_type"], parent.get("msg_id"), content

    def beats(self, frames, limit):
        """Whether a heartbeat comes back as it was sent."""
        socket = self._connect(self.context.socket(zmq.REQ), "hb")
        try:
            socket.send_multipart(frames)
            return bool(socket.poll(1000 * limit)) and socket.recv_multipart() == frames
        finally:
            socket.close()


def as_bytes(value):
    return value if isinstance(value, bytes) else json.dumps(value).encode()
