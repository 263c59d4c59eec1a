package receiver

import (
	"context"
	"errors"
	"os"

	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"
	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"
)

// EventType is the one event this receiver subscribes to.
const EventType = "vc.reserve_config.updated_v1"

// NewDispatcher is the SDK's dispatcher with a handler that acts once per event.
// RECEIVER_STATE names the file of handled events. The dispatcher gets no keys:
// a webhook's request is verified by the Guard, and the long connection needs none.
func NewDispatcher() (*dispatcher.EventDispatcher, error) {
	handled, err := OpenHandledEvents(os.Getenv("RECEIVER_STATE"))
	if err != nil {
		return nil, err
	}
	handle := func(ctx context.Context, event *larkvc.P2ReserveConfigUpdatedV1) error {
		if event.EventV2Base == nil || event.EventV2Base.Header == nil {
			return errors.New("the event has no header")
		}
		return handled.Once(event.EventV2Base.Header.EventID, func() error { return PrintHandled(ctx, event) })
	}
	return dispatcher.NewEventDispatcher("", "").OnP2ReserveConfigUpdatedV1(handle), nil
}
