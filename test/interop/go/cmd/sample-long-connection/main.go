// Command sample-long-connection is the documented Go sample for the event, by
// long connection. Mended: as printed it imports larkevent without using it.
package main

import (
	"context"
	"log"
	"os"

	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"
	larkws "github.com/larksuite/oapi-sdk-go/v3/ws"

	"mocklark.test/interop/receiver"
)

func main() {
	eventHandler := dispatcher.NewEventDispatcher("", "").OnP2ReserveConfigUpdatedV1(receiver.PrintHandled)
	client := larkws.NewClient(os.Getenv("MOCKLARK_APP_ID"), os.Getenv("MOCKLARK_APP_SECRET"),
		larkws.WithEventHandler(eventHandler),
		larkws.WithDomain(os.Getenv("MOCKLARK_DOMAIN")),
		larkws.WithLogLevel(larkcore.LogLevelInfo),
	)
	log.Fatal(client.Start(context.Background()))
}
