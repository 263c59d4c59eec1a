"""The SDK's client of the long connection."""

import asyncio
import os

from feishu_bot_sdk import AsyncLongConnectionClient

from print_handled import registry


async def main() -> None:
    client = AsyncLongConnectionClient(
        app_id=os.environ["MOCKLARK_APP_ID"],
        app_secret=os.environ["MOCKLARK_APP_SECRET"],
        handler_registry=registry,
        domain=os.environ["MOCKLARK_DOMAIN"],
    )
    await client.start()


if __name__ == "__main__":
    asyncio.run(main())
