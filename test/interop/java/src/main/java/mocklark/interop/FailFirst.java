package mocklark.interop;

import com.lark.oapi.service.vc.v1.model.P2ReserveConfigUpdatedV1;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * For tests of what happens when your work fails: with FAIL_FIRST=n the first n times; FAIL_SCOPE_ID
 * limits that to the events of one room or level.
 */
final class FailFirst {
  private static final AtomicInteger FAILURES_LEFT =
      new AtomicInteger(Integer.parseInt(System.getenv().getOrDefault("FAIL_FIRST", "0")));
  private static final String ONLY_SCOPE = System.getenv().getOrDefault("FAIL_SCOPE_ID", "");

  private FailFirst() {}

  static void check(P2ReserveConfigUpdatedV1 event) {
    boolean mayFail = ONLY_SCOPE.isEmpty() || ONLY_SCOPE.equals(event.getEvent().getScopeId());
    if (mayFail && FAILURES_LEFT.getAndDecrement() > 0) {
      throw new IllegalStateException("failing as FAIL_FIRST demands");
    }
  }
}
