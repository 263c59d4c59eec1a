package mocklark.interop;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.core.response.RawResponse;
import com.lark.oapi.core.response.error.ErrorPermissionViolation;
import java.util.List;

/** What went wrong, by what was tried, as the SDK shows it. */
final class Refusals {
  private final JsonObject seen = new JsonObject();

  interface Call<T> {
    T make() throws Exception;
  }

  JsonObject seen() {
    return seen;
  }

  /** The good answer; null if there is none. A bad one is noted, and the call made again, if it may be. */
  <T extends BaseResponse<?>> T meet(String name, int tries, Call<T> call) {
    JsonArray refused = new JsonArray();
    seen.add(name, refused);
    while (refused.size() < tries) {
      try {
        T response = call.make();
        if (response.success()) return response;
        refused.add(shown(response));
      } catch (Exception error) {
        // Beside JSON the SDK takes nothing.
        JsonObject thrown = new JsonObject();
        thrown.addProperty("as", error.getClass().getSimpleName());
        refused.add(thrown);
      }
    }
    return null;
  }

  /** The SDK returns every answer with JSON in it, whatever its status. */
  private static JsonObject shown(BaseResponse<?> response) {
    JsonObject shown = new JsonObject();
    RawResponse raw = response.getRawResponse();
    shown.addProperty("as", "response");
    shown.addProperty("status", raw.getStatusCode());
    shown.addProperty("code", response.getCode());
    shown.addProperty("log_id", response.getRequestId());
    shown.addProperty("limit", header(raw, "x-ogw-ratelimit-limit"));
    shown.addProperty("reset", header(raw, "x-ogw-ratelimit-reset"));
    if (response.getError() == null) return shown;
    shown.addProperty("log_id_in_body", response.getError().getLogId());
    JsonArray scopes = new JsonArray();
    ErrorPermissionViolation[] violations = response.getError().getPermissionViolations();
    if (violations != null) {
      for (ErrorPermissionViolation violation : violations) scopes.add(violation.getSubject());
    }
    shown.add("scopes", scopes);
    return shown;
  }

  private static String header(RawResponse raw, String name) {
    return raw.getHeaders().getOrDefault(name, List.of("")).get(0);
  }

  /** Asks for what a real tenant refuses, too. */
  void meetMore(LoopCalls calls) {
    String appId = System.getenv("MOCKLARK_APP_ID");
    String appSecret = System.getenv("MOCKLARK_APP_SECRET");
    LoopCalls withoutCache =
        calls.with(TenantLoop.clientFor(appId, appSecret).disableTokenCache().build());
    RequestOptions unknown =
        RequestOptions.newBuilder().tenantAccessToken("t-" + "0".repeat(40)).build();
    meet("unknown_token", 1, () -> withoutCache.readLimits(unknown));
    meet("no_permission", 1, calls::listAddresses);
    meet("unknown_room", 1, () -> calls.readLimits("omm_" + "0".repeat(32)));
    meet("unknown_path", 1, calls::getMeeting);
  }
}
