"""The SDK has no model of the event: a handler by its name sees the envelope and the raw event."""

import json
import sys

from feishu_bot_sdk import FeishuEventRegistry
from feishu_bot_sdk.events import EventContext


def print_handled(context: EventContext) -> None:
    handled = {"event_id": context.envelope.event_id, "scope_id": context.event["scope_id"]}
    sys.stdout.write(json.dumps({"handled": handled}) + "\n")
    sys.stdout.flush()


registry = FeishuEventRegistry()
registry.register("vc.reserve_config.updated_v1", print_handled)
