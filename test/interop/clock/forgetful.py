"""A receiver without an Encrypt Key that is good but for its memory of event ids, which ends after FORGETS_AFTER_S.

FORGETS_BY says by which clock: time, monotonic, datetime, loop (a timer of asyncio) or timer (a sleeping thread).
"""

import asyncio
import datetime
import json
import os
import socket
import threading
import time

KEEP_S = float(os.environ["FORGETS_AFTER_S"])
BY = os.environ["FORGETS_BY"]
TOKEN = os.environ["MOCKLARK_VERIFICATION_TOKEN"]

CLOCKS = {
    "time": time.time,
    "monotonic": time.monotonic,
    "datetime": lambda: datetime.datetime.now(datetime.timezone.utc).timestamp(),
}
seen: dict[str, float] = {}


def ask_store() -> None:
    """Connects for each event, as Django does to its database, to "127.0.0.1:6379" or to a path."""
    address = os.environ.get("STORE")
    if address is None:
        return
    host, _, port = address.rpartition(":")
    with socket.socket(socket.AF_INET if port.isdigit() else socket.AF_UNIX) as connection:
        connection.connect((host, int(port)) if port.isdigit() else address)


def is_new(event_id: str) -> bool:
    ask_store()
    if BY == "loop":
        if event_id in seen:
            return False
        seen[event_id] = 0
        asyncio.get_running_loop().call_later(KEEP_S, seen.pop, event_id)
        return True
    if BY == "timer":
        if event_id in seen:
            return False
        seen[event_id] = 0
        timer = threading.Timer(KEEP_S, seen.pop, [event_id])
        timer.daemon = True
        timer.start()
        return True
    now = CLOCKS[BY]()
    if event_id in seen and now - seen[event_id] < KEEP_S:
        return False
    seen[event_id] = now
    return True


def answer(body: bytes) -> tuple[int, dict]:
    payload = json.loads(body)
    if payload.get("type") == "url_verification":
        return 200, {"challenge": payload["challenge"]}
    header = payload["header"]
    if header["token"] != TOKEN:
        return 401, {}
    if is_new(header["event_id"]):
        print(json.dumps({"event_id": header["event_id"], "scope_id": payload["event"]["scope_id"]}), flush=True)
    return 200, {}


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            lines = head.decode("latin1").lower().split("\r\n")
            length = next((int(line.split(":")[1]) for line in lines if line.startswith("content-length:")), 0)
            status, body = answer(await reader.readexactly(length)) if length else (405, {})
            content = json.dumps(body).encode()
            date = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")
            writer.write(f"HTTP/1.1 {status} Status\r\nDate: {date}\r\nContent-Type: application/json\r\n".encode())
            writer.write(f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", int(os.environ["PORT"]))
    await server.serve_forever()


asyncio.run(main())
