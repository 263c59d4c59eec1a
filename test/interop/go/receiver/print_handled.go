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
	return PrintLine(map[string]any{"handled": map[string]any{
		"schema": event.Schema,
		"header": event.EventV2Base.Header,
		"event":  event.Event,
	}})
}

// PrintLine writes a value as one line of JSON, in one write.
func PrintLine(value any) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	_, err := os.Stdout.Write(line.Bytes())
	return err
}
