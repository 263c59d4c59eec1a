// Command tenant-loop is the whole loop with the official Go SDK: change a room's
// reserve limits, receive the event that this fires, look up whom it names, and read
// everything back. Of the SDK's client only the domain is changed. With PORT the event
// comes by webhook, else by long connection. Prints one line of JSON.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"

	"mocklark.test/interop/receiver"
)

var (
	ctx    = context.Background()
	domain = os.Getenv("MOCKLARK_DOMAIN")
	roomID = os.Getenv("MOCKLARK_ROOM_ID")
	client = newClient(os.Getenv("MOCKLARK_APP_ID"), os.Getenv("MOCKLARK_APP_SECRET"))
)

func newClient(appID, appSecret string) *lark.Client {
	return lark.NewClient(appID, appSecret, lark.WithOpenBaseUrl(domain), lark.WithLogLevel(larkcore.LogLevelError))
}

func main() {
	received := receive()
	meet("patch", 2, patchLimits)
	var event *larkvc.P2ReserveConfigUpdatedV1
	select {
	case event = <-received:
	case <-time.After(30 * time.Second):
		log.Fatal("no event came")
	}
	var config *larkvc.ReserveScopeReserveConfigResp
	meet("read_back", 2, func() (resp *larkcore.ApiResp, code *larkcore.CodeError, err error) {
		if config, err = readLimits(client, roomID); err != nil {
			return nil, nil, err
		}
		return config.ApiResp, &config.CodeError, nil
	})
	loop := lookUp(event.Event)
	loop["header"] = headerOf(event)
	loop["event"] = event.Event
	loop["config"] = config.Data
	loop["log_id"] = config.LogId()
	loop["rooms"] = listRooms()
	room := getRoom()
	loop["room"] = room
	loop["level"] = getLevel(*room.RoomLevelId)
	meetRefusals()
	loop["refused"] = refused
	if err := receiver.PrintLine(map[string]any{"loop": loop}); err != nil {
		log.Fatal(err)
	}
}

func headerOf(event *larkvc.P2ReserveConfigUpdatedV1) map[string]string {
	header := event.EventV2Base.Header
	return map[string]string{
		"event_id": header.EventID, "event_type": header.EventType,
		"app_id": header.AppID, "tenant_key": header.TenantKey,
	}
}

// good ends the program unless a call succeeded.
func good(resp interface{ Success() bool }, err error) {
	if err != nil {
		log.Fatal(err)
	}
	if !resp.Success() {
		log.Fatal(fmt.Sprintf("refused: %s", larkcore.Prettify(resp)))
	}
}

func idsIn(name string) []string { return strings.Split(os.Getenv(name), ",") }
