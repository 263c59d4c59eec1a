package receiver

import (
	"bytes"
	"encoding/json"
	"os"

	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"
)

// PrintHandled writes one line of JSON with the event as the SDK's typed handler
// saw it. Put your own work in its place.
func PrintHandled(event *larkvc.P2ReserveConfigUpdatedV1) error {
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

// ScopeID is the id of the room or level the event is about, or "".
func ScopeID(event *larkvc.P2ReserveConfigUpdatedV1) string {
	if event.Event == nil || event.Event.ScopeId == nil {
		return ""
	}
	return *event.Event.ScopeId
}
