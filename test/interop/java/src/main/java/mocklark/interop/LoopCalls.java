package mocklark.interop;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.lark.oapi.Client;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.core.utils.Jsons;
import com.lark.oapi.service.contact.v3.model.BatchUserReq;
import com.lark.oapi.service.contact.v3.model.GetDepartmentReq;
import com.lark.oapi.service.contact.v3.model.GetUserReq;
import com.lark.oapi.service.event.v1.model.ListOutboundIpReq;
import com.lark.oapi.service.vc.v1.model.ApprovalConfig;
import com.lark.oapi.service.vc.v1.model.GetMeetingReq;
import com.lark.oapi.service.vc.v1.model.ListRoomReq;
import com.lark.oapi.service.vc.v1.model.ListRoomRespBody;
import com.lark.oapi.service.vc.v1.model.P2ReserveConfigUpdatedV1Data;
import com.lark.oapi.service.vc.v1.model.PatchReserveConfigReq;
import com.lark.oapi.service.vc.v1.model.PatchReserveConfigReqBody;
import com.lark.oapi.service.vc.v1.model.ReserveScopeConfig;
import com.lark.oapi.service.vc.v1.model.ReserveScopeReserveConfigReq;
import com.lark.oapi.service.vc.v1.model.ReserveScopeReserveConfigResp;
import com.lark.oapi.service.vc.v1.model.Room;
import com.lark.oapi.service.vc.v1.model.SubscribeDepartment;
import com.lark.oapi.service.vc.v1.model.SubscribeUser;
import com.lark.oapi.service.vc.v1.model.SubscribeUserEvent;
import com.lark.oapi.service.vc.v1.model.TimeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The SDK's generated calls that the loop makes. */
record LoopCalls(Client client, String roomId) {
  /** The response, which must be a success. */
  static <T extends BaseResponse<?>> T good(T response) {
    if (response.success()) return response;
    throw new IllegalStateException(response.getCode() + " " + response.getMsg());
  }

  LoopCalls with(Client other) {
    return new LoopCalls(other, roomId);
  }

  BaseResponse<?> patchLimits() throws Exception {
    return client
        .vc()
        .reserveConfig()
        .patch(
            PatchReserveConfigReq.newBuilder()
                .reserveConfigId(roomId)
                .userIdType("open_id")
                .patchReserveConfigReqBody(limits())
                .build());
  }

  private static PatchReserveConfigReqBody limits() {
    PatchReserveConfigReqBody body = new PatchReserveConfigReqBody();
    body.setScopeType("2");
    body.setApprovalConfig(
        ApprovalConfig.newBuilder()
            .approvalSwitch(1)
            .approvalCondition(1)
            .meetingDuration(1.256)
            .approvers(usersIn("APPROVER_IDS"))
            .build());
    body.setTimeConfig(
        TimeConfig.newBuilder()
            .timeSwitch(1)
            .daysInAdvance(30)
            .openingHour("27029")
            .startTime("28830")
            .endTime("72000")
            .maxDuration(4)
            .build());
    body.setReserveScopeConfig(
        ReserveScopeConfig.newBuilder()
            .allowAllUsers(0)
            .allowUsers(usersIn("USER_IDS"))
            .allowDepts(
                idsIn("DEPARTMENT_IDS")
                    .map(id -> SubscribeDepartment.newBuilder().departmentId(id).build())
                    .toArray(SubscribeDepartment[]::new))
            .build());
    return body;
  }

  private static Stream<String> idsIn(String name) {
    return Stream.of(System.getenv(name).split(","));
  }

  private static SubscribeUser[] usersIn(String name) {
    return idsIn(name)
        .map(id -> SubscribeUser.newBuilder().userId(id).build())
        .toArray(SubscribeUser[]::new);
  }

  ReserveScopeReserveConfigResp readLimits(String scopeId) throws Exception {
    return client.vc().reserveConfig().reserveScope(limitsOf(scopeId));
  }

  ReserveScopeReserveConfigResp readLimits(RequestOptions options) throws Exception {
    return client.vc().reserveConfig().reserveScope(limitsOf(roomId), options);
  }

  private static ReserveScopeReserveConfigReq limitsOf(String scopeId) {
    return ReserveScopeReserveConfigReq.newBuilder()
        .scopeId(scopeId)
        .scopeType("2")
        .userIdType("open_id")
        .build();
  }

  /** Feishu has this path, the mock has not: it answers as Feishu does for paths it does not have. */
  BaseResponse<?> getMeeting() throws Exception {
    return client.vc().meeting().get(GetMeetingReq.newBuilder().meetingId("1").build());
  }

  /** The app has every permission but this call's, event:ip_list. */
  BaseResponse<?> listAddresses() throws Exception {
    return client.event().v1().outboundIp().list(ListOutboundIpReq.newBuilder().build());
  }

  /** The SDK has no iterator: page by page. */
  List<String> listRooms() throws Exception {
    List<String> ids = new ArrayList<>();
    ListRoomReq.Builder request = ListRoomReq.newBuilder().pageSize(3);
    while (true) {
      ListRoomRespBody page = good(client.vc().room().list(request.build())).getData();
      for (Room room : page.getRooms()) ids.add(room.getRoomId());
      if (!page.getHasMore()) return ids;
      request.pageToken(page.getPageToken());
    }
  }

  JsonObject lookUp(P2ReserveConfigUpdatedV1Data event) throws Exception {
    List<String> ids = new ArrayList<>();
    JsonArray users = new JsonArray();
    for (SubscribeUserEvent approver : event.getApproveConfig().getApprovers()) {
      String id = approver.getUserId().getOpenId();
      ids.add(id);
      users.add(getUser(id));
    }
    for (SubscribeUserEvent user : event.getReserveScopeConfig().getAllowUsers()) {
      ids.add(user.getUserId().getOpenId());
    }
    JsonArray departments = new JsonArray();
    for (SubscribeDepartment department : event.getReserveScopeConfig().getAllowDepts()) {
      departments.add(getDepartment(department.getDepartmentId()));
    }
    JsonObject named = new JsonObject();
    named.add("users", users);
    named.add("batch", getUsers(ids));
    named.add("departments", departments);
    return named;
  }

  private JsonElement getUser(String id) throws Exception {
    GetUserReq request = GetUserReq.newBuilder().userId(id).userIdType("open_id").build();
    return Jsons.DEFAULT.toJsonTree(
        good(client.contact().user().get(request)).getData().getUser());
  }

  private JsonElement getUsers(List<String> ids) throws Exception {
    BatchUserReq request =
        BatchUserReq.newBuilder()
            .userIds(ids.toArray(String[]::new))
            .userIdType("open_id")
            .build();
    return Jsons.DEFAULT.toJsonTree(
        good(client.contact().user().batch(request)).getData().getItems());
  }

  private JsonElement getDepartment(String id) throws Exception {
    GetDepartmentReq request = GetDepartmentReq.newBuilder().departmentId(id).build();
    return Jsons.DEFAULT.toJsonTree(
        good(client.contact().department().get(request)).getData().getDepartment());
  }
}
