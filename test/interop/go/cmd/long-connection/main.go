// Command long-connection is a complete receiver of vc.reserve_config.updated_v1
// by long connection. The SDK verifies nothing here and need not: the connection
// is authenticated. What it leaves to you is acting once per event.
package main

import (
	"context"
	"log"
	"os"

	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkws "github.com/larksuite/oapi-sdk-go/v3/ws"

	"mocklark.test/interop/receiver"
)

func main() {
	dispatcher, err := receiver.NewDispatcher()
	if err != nil {
		log.Fatal(err)
	}
	client := larkws.NewClient(os.Getenv("MOCKLARK_APP_ID"), os.Getenv("MOCKLARK_APP_SECRET"),
		larkws.WithEventHandler(dispatcher),
		larkws.WithDomain(os.Getenv("MOCKLARK_DOMAIN")),
		larkws.WithLogLevel(larkcore.LogLevelInfo),
	)
	// Start returns when the gateway refuses us for good; a supervisor should restart us.
	log.Fatal(client.Start(context.Background()))
}
