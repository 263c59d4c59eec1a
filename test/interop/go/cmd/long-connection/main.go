// Command long-connection is a complete receiver of vc.reserve_config.updated_v1
// by long connection. The SDK verifies nothing here and need not: the connection
// is authenticated. What it leaves to you is acting once per event, and a handler for
// each type of event the app is subscribed to.
package main

import (
	"context"
	"log"
	"os"
	"strings"

	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkevent "github.com/larksuite/oapi-sdk-go/v3/event"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"
	larkws "github.com/larksuite/oapi-sdk-go/v3/ws"

	"mocklark.test/interop/receiver"
)

func main() {
	events, err := receiver.NewDispatcher()
	if err != nil {
		log.Fatal(err)
	}
	ignoreTypes(events, os.Getenv("IGNORED_TYPES"))
	client := larkws.NewClient(os.Getenv("MOCKLARK_APP_ID"), os.Getenv("MOCKLARK_APP_SECRET"),
		larkws.WithEventHandler(events),
		larkws.WithDomain(os.Getenv("MOCKLARK_DOMAIN")),
		larkws.WithLogLevel(larkcore.LogLevelInfo),
	)
	// Start returns when the gateway refuses us for good, or after as many tries as it said in
	// ReconnectCount: end the process with an error, so that a supervisor restarts it.
	log.Fatal(client.Start(context.Background()))
}

// ignoreTypes gives the other types that the app is subscribed to, separated by commas, a handler
// that does nothing: a type without one is acknowledged with 500, and pushed again.
func ignoreTypes(events *dispatcher.EventDispatcher, types string) {
	nothing := func(context.Context, *larkevent.EventReq) error { return nil }
	for _, eventType := range strings.Split(types, ",") {
		if eventType != "" {
			events.OnCustomizedEvent(eventType, nothing)
		}
	}
}
