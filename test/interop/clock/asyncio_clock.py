"""Answers every request with what its clocks say since the start, and which of its timers have fired."""

import asyncio
import datetime
import json
import os
import time

started_at = (time.time(), time.monotonic(), datetime.datetime.now())
fired = {"callLater": False, "sleep": False, "waitFor": False}


def note(name: str) -> None:
    fired[name] = True


async def sleeper() -> None:
    await asyncio.sleep(1800)
    note("sleep")


async def waiter() -> None:
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 3600)
    except asyncio.TimeoutError:
        note("waitFor")


def clocks() -> dict:
    return {
        "wall": time.time() - started_at[0],
        "monotonic": time.monotonic() - started_at[1],
        "date": (datetime.datetime.now() - started_at[2]).total_seconds(),
    }


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while head := await reader.readuntil(b"\r\n\r\n"):
        if b"/nap" in head:
            await asyncio.sleep(0.2)
        body = json.dumps({**clocks(), "fired": fired}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(3600, note, "callLater")
    tasks = [asyncio.create_task(sleeper()), asyncio.create_task(waiter())]
    server = await asyncio.start_server(serve, "127.0.0.1", int(os.environ["PORT"]))
    await asyncio.gather(server.serve_forever(), *tasks)


asyncio.run(main())
