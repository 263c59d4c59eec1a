package receiver

import (
	"bytes"
	"context"
	"encoding/json"
	"os"

	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"
)

// PrintHandled writes one line of JSON with the event as the SDK's typed handler
// saw it. Put your own work in its place.
func PrintHandled(_ context.Context, event *larkvc.P2ReserveConfigUpdatedV1) error {
	if err := failFirst(event); err != nil {
		return err
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(map[string]any{"handled": map[string]any{
		"schema": event.Schema,
		"header": event.EventV2Base.Header,
		"event":  event.Event,
	}})
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(line.Bytes())
	return err
}
