package mocklark.interop;

import com.lark.oapi.service.vc.VcService;
import com.lark.oapi.service.vc.v1.model.P2ReserveConfigUpdatedV1;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The handler of the documented samples. With FAIL_FIRST=n it fails the first n times;
 * FAIL_SCOPE_ID limits that to the events of one room or level.
 */
final class SampleHandler extends VcService.P2ReserveConfigUpdatedV1Handler {
  private final AtomicInteger failuresLeft =
      new AtomicInteger(Integer.parseInt(System.getenv().getOrDefault("FAIL_FIRST", "0")));
  private final String onlyScope = System.getenv().getOrDefault("FAIL_SCOPE_ID", "");

  @Override
  public void handle(P2ReserveConfigUpdatedV1 event) {
    boolean mayFail = onlyScope.isEmpty() || onlyScope.equals(event.getEvent().getScopeId());
    if (mayFail && failuresLeft.getAndDecrement() > 0) {
      throw new IllegalStateException("failing as FAIL_FIRST demands");
    }
    PrintHandled.print(event);
  }
}
