package mocklark.interop;

import com.google.gson.JsonObject;
import com.lark.oapi.Client;
import com.lark.oapi.core.token.AccessTokenType;
import com.lark.oapi.core.utils.Jsons;
import com.lark.oapi.service.vc.v1.model.GetRoomLevelReq;
import com.lark.oapi.service.vc.v1.model.GetRoomReq;
import com.lark.oapi.service.vc.v1.model.P2ReserveConfigUpdatedV1;
import com.lark.oapi.service.vc.v1.model.ReserveScopeReserveConfigResp;
import com.lark.oapi.service.vc.v1.model.Room;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The whole loop with the official Java SDK: change a room's reserve limits, receive the event that
 * this fires, look up whom it names, and read everything back. Of the SDK's client only the domain
 * is changed. With PORT the event comes by webhook, else by long connection. Prints one line of
 * JSON.
 */
public final class TenantLoop {
  private static final String ROOM_ID = System.getenv("MOCKLARK_ROOM_ID");

  private TenantLoop() {}

  static Client.Builder clientFor(String appId, String appSecret) {
    return Client.newBuilder(appId, appSecret).openBaseUrl(System.getenv("MOCKLARK_DOMAIN"));
  }

  public static void main(String[] args) throws Exception {
    String appId = System.getenv("MOCKLARK_APP_ID");
    String appSecret = System.getenv("MOCKLARK_APP_SECRET");
    Client client = clientFor(appId, appSecret).build();
    LoopCalls calls = new LoopCalls(client, ROOM_ID);
    Refusals refusals = new Refusals();
    BlockingQueue<P2ReserveConfigUpdatedV1> events = LoopEvents.receive(ROOM_ID);
    if (System.getenv("PORT") == null) waitUntilConnected(client);

    refusals.meet("patch", 2, calls::patchLimits);
    P2ReserveConfigUpdatedV1 event = events.poll(30, TimeUnit.SECONDS);
    if (event == null) throw new IllegalStateException("no event came");
    ReserveScopeReserveConfigResp config =
        refusals.meet("read_back", 2, () -> calls.readLimits(ROOM_ID));

    JsonObject loop = calls.lookUp(event.getEvent());
    loop.add("header", Jsons.DEFAULT.toJsonTree(event.getHeader()));
    loop.add("event", Jsons.DEFAULT.toJsonTree(event.getEvent()));
    loop.add("config", Jsons.DEFAULT.toJsonTree(config.getData()));
    loop.addProperty("log_id", config.getRequestId());
    loop.add("rooms", Jsons.DEFAULT.toJsonTree(calls.listRooms()));
    addRoomAndLevel(loop, client);
    refusals.meetMore(calls);
    loop.add("refused", refusals.seen());
    JsonObject line = new JsonObject();
    line.add("loop", loop);
    PrintHandled.OUT.println(line);
    // The server's and the SDK's threads would keep it alive.
    System.exit(0);
  }

  /**
   * Until Feishu knows our long connection; an event fired before would wait for its next attempt.
   * The SDK (2.5.3) has no generated call for this.
   */
  private static void waitUntilConnected(Client client) throws Exception {
    while (true) {
      byte[] body =
          client.get("/open-apis/event/v1/connection", null, AccessTokenType.Tenant).getBody();
      String text = new String(body, StandardCharsets.UTF_8);
      JsonObject data = Jsons.DEFAULT.fromJson(text, JsonObject.class).getAsJsonObject("data");
      if (data.get("online_instance_cnt").getAsInt() > 0) return;
      Thread.sleep(50);
    }
  }

  private static void addRoomAndLevel(JsonObject loop, Client client) throws Exception {
    GetRoomReq roomReq = GetRoomReq.newBuilder().roomId(ROOM_ID).build();
    Room room = LoopCalls.good(client.vc().room().get(roomReq)).getData().getRoom();
    GetRoomLevelReq levelReq =
        GetRoomLevelReq.newBuilder().roomLevelId(room.getRoomLevelId()).build();
    loop.add("room", Jsons.DEFAULT.toJsonTree(room));
    loop.add(
        "level",
        Jsons.DEFAULT.toJsonTree(
            LoopCalls.good(client.vc().roomLevel().get(levelReq)).getData().getRoomLevel()));
  }
}
