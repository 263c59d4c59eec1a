package mocklark.interop;

import com.lark.oapi.service.vc.VcService;
import com.lark.oapi.service.vc.v1.model.P2ReserveConfigUpdatedV1;

/** The handler of the documented samples. */
final class SampleHandler extends VcService.P2ReserveConfigUpdatedV1Handler {
  @Override
  public void handle(P2ReserveConfigUpdatedV1 event) {
    PrintHandled.print(event);
  }
}
