"""The whole loop with the official Python SDK.

Change a room's reserve limits, receive the event that this fires, look up whom it
names, and read everything back. Of the SDK's client only the domain is changed. With
PORT the event comes by webhook, else by long connection. Prints one line of JSON.
"""

import json
import os
import queue
import sys
import threading
import time

import lark_oapi as lark
from flask import Flask
from lark_oapi.adapter.flask import parse_req, parse_resp
from lark_oapi.api.contact.v3 import BatchUserRequest, GetDepartmentRequest, GetUserRequest
from lark_oapi.api.event.v1 import GetConnectionRequest, ListOutboundIpRequest
from lark_oapi.api.vc.v1 import (
    ApprovalConfig,
    GetMeetingRequest,
    GetRoomLevelRequest,
    GetRoomRequest,
    ListRoomRequest,
    P2VcReserveConfigUpdatedV1,
    PatchReserveConfigRequest,
    PatchReserveConfigRequestBody,
    ReserveScopeConfig,
    ReserveScopeReserveConfigRequest,
    SubscribeDepartment,
    SubscribeUser,
    TimeConfig,
)
from werkzeug.serving import make_server

DOMAIN = os.environ["MOCKLARK_DOMAIN"]
ROOM_ID = os.environ["MOCKLARK_ROOM_ID"]


def client_for(app_id: str, app_secret: str, sets_token: bool = False) -> lark.Client:
    builder = lark.Client.builder().app_id(app_id).app_secret(app_secret).domain(DOMAIN)
    return builder.enable_set_token(sets_token).log_level(lark.LogLevel.CRITICAL).build()


APP = os.environ["MOCKLARK_APP_ID"], os.environ["MOCKLARK_APP_SECRET"]
client = client_for(*APP)


def ids_in(name: str) -> list[str]:
    return os.environ[name].split(",")


def users_in(name: str) -> list[SubscribeUser]:
    return [SubscribeUser({"user_id": user_id}) for user_id in ids_in(name)]


def limits() -> PatchReserveConfigRequestBody:
    """Numbers where the SDK's hints say int: Feishu takes them for its numbers in text."""
    approval = ApprovalConfig.builder().approval_switch(1).approval_condition(1).meeting_duration(1.256)
    times = TimeConfig.builder().time_switch(1).days_in_advance(30).opening_hour(27029)
    times = times.start_time(28830).end_time(72000).max_duration(4)
    departments = [SubscribeDepartment({"department_id": each}) for each in ids_in("DEPARTMENT_IDS")]
    scope = ReserveScopeConfig.builder().allow_all_users(0).allow_users(users_in("USER_IDS"))
    return (
        PatchReserveConfigRequestBody.builder()
        .scope_type(2)
        .approval_config(approval.approvers(users_in("APPROVER_IDS")).build())
        .time_config(times.build())
        .reserve_scope_config(scope.allow_depts(departments).build())
        .build()
    )


def plain(value):
    """As the SDK marshals its own types: what is None is left out."""
    return json.loads(lark.JSON.marshal(value))


# The log id of what went well, and what went wrong, by what was tried.
log_ids: dict[str, str | None] = {}
refused: dict[str, list[dict]] = {}


def shown(response) -> dict:
    """The SDK returns every answer with JSON in it, whatever its status."""
    headers = response.raw.headers
    # A dict, though its hint says lark's Error.
    error = response.error or {}
    return {
        "as": "response",
        "status": response.raw.status_code,
        "code": response.code,
        "log_id": response.get_log_id(),
        "log_id_in_body": error.get("log_id"),
        "limit": headers.get("x-ogw-ratelimit-limit"),
        "reset": headers.get("x-ogw-ratelimit-reset"),
        "scopes": [each["subject"] for each in error.get("permission_violations", [])],
    }


def good(response):
    """The response, which must be a success."""
    if not response.success():
        raise RuntimeError(f"{response.code} {response.msg}")
    return response


def meet(name: str, tries: int, call):
    """The `data` of a good answer. A bad one is noted; then the call is made again, if it may be."""
    refused[name] = []
    while len(refused[name]) < tries:
        try:
            response = call()
        except ValueError as error:
            refused[name].append({"as": type(error).__name__})
            continue
        if response.success():
            log_ids[name] = response.get_log_id()
            # Answers without anything in `data` have no such member.
            return getattr(response, "data", None)
        refused[name].append(shown(response))
    return None


events: queue.Queue[P2VcReserveConfigUpdatedV1] = queue.Queue()


def handle(event: P2VcReserveConfigUpdatedV1) -> None:
    if event.event.scope_id == ROOM_ID:
        events.put(event)


def receive() -> None:
    key, token = os.environ.get("MOCKLARK_ENCRYPT_KEY", ""), os.environ.get("MOCKLARK_VERIFICATION_TOKEN", "")
    builder = lark.EventDispatcherHandler.builder(key, token).register_p2_vc_reserve_config_updated_v1(handle)
    if "PORT" in os.environ:
        listen(builder.build())
    else:
        connect(builder.build())


def listen(handler) -> None:
    app = Flask(__name__)
    app.add_url_rule("/webhook/event", view_func=lambda: parse_resp(handler.do(parse_req())), methods=["POST"])
    server = make_server("127.0.0.1", int(os.environ["PORT"]), app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"listening on http://127.0.0.1:{server.server_port}/webhook/event", flush=True)


def connect(handler) -> None:
    """Until Feishu knows of it: an event fired before would wait for its next attempt."""
    ws = lark.ws.Client(*APP, event_handler=handler, domain=DOMAIN, log_level=lark.LogLevel.CRITICAL)
    threading.Thread(target=ws.start, daemon=True).start()
    while good(client.event.v1.connection.get(GetConnectionRequest.builder().build())).data.online_instance_cnt == 0:
        time.sleep(0.05)


def patch_limits():
    request = PatchReserveConfigRequest.builder().reserve_config_id(ROOM_ID).user_id_type("open_id")
    return client.vc.v1.reserve_config.patch(request.request_body(limits()).build())


def read_limits(scope_id: str, by: lark.Client = client, option=None):
    request = ReserveScopeReserveConfigRequest.builder().scope_id(scope_id).scope_type("2").user_id_type("open_id")
    return by.vc.v1.reserve_config.reserve_scope(request.build(), option)


def list_rooms() -> list[str]:
    """The SDK has no iterator: page by page."""
    ids: list[str] = []
    request = ListRoomRequest.builder().page_size(3)
    while True:
        page = good(client.vc.v1.room.list(request.build())).data
        ids += [room.room_id for room in page.rooms]
        if not page.has_more:
            return ids
        request = ListRoomRequest.builder().page_size(3).page_token(page.page_token)


def look_up(event) -> dict:
    contact = client.contact.v3
    approvers = [each.user_id.open_id for each in event.approve_config.approvers]
    allowed = [each.user_id.open_id for each in event.reserve_scope_config.allow_users]
    users = [GetUserRequest.builder().user_id(each).user_id_type("open_id").build() for each in approvers]
    batch = BatchUserRequest.builder().user_ids(approvers + allowed).user_id_type("open_id").build()
    ids = [each.department_id for each in event.reserve_scope_config.allow_depts]
    departments = [GetDepartmentRequest.builder().department_id(each).build() for each in ids]
    return {
        "users": [plain(good(contact.user.get(each)).data.user) for each in users],
        "batch": plain(good(contact.user.batch(batch)).data.items),
        "departments": [plain(good(contact.department.get(each)).data.department) for each in departments],
    }


def meet_refusals() -> None:
    """What a real tenant refuses, too."""
    unknown = lark.RequestOption.builder().tenant_access_token("t-" + "0" * 40).build()
    meet("unknown_token", 1, lambda: read_limits(ROOM_ID, client_for(*APP, sets_token=True), unknown))
    # The app has every permission but this call's, event:ip_list.
    addresses = ListOutboundIpRequest.builder().build()
    meet("no_permission", 1, lambda: client.event.v1.outbound_ip.list(addresses))
    meet("unknown_room", 1, lambda: read_limits("omm_" + "0" * 32))
    # Feishu has this path, the mock has not: it answers as Feishu does for paths it does not have.
    meeting = GetMeetingRequest.builder().meeting_id(1).build()
    meet("unknown_path", 1, lambda: client.vc.v1.meeting.get(meeting))


def main() -> None:
    receive()
    meet("patch", 2, patch_limits)
    received = events.get(timeout=30)
    config = meet("read_back", 2, lambda: read_limits(ROOM_ID))
    named = look_up(received.event)
    rooms = list_rooms()
    room = good(client.vc.v1.room.get(GetRoomRequest.builder().room_id(ROOM_ID).build())).data.room
    level_request = GetRoomLevelRequest.builder().room_level_id(room.room_level_id).build()
    level = good(client.vc.v1.room_level.get(level_request)).data.room_level
    meet_refusals()
    header = {name: getattr(received.header, name) for name in ("event_id", "event_type", "app_id", "tenant_key")}
    read = {"config": plain(config), "rooms": rooms, "room": plain(room), "level": plain(level)}
    loop = {"header": header, "event": plain(received.event), **named, **read, "refused": refused, "log_id": log_ids["read_back"]}
    sys.stdout.write(json.dumps({"loop": loop}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
    # The threads that listen are daemons, but the SDK's own may not be.
    os._exit(0)
