package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"time"

	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/larksuite/oapi-sdk-go/v3/core/httpserverext"
	larkevent "github.com/larksuite/oapi-sdk-go/v3/event"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"
	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"
	larkws "github.com/larksuite/oapi-sdk-go/v3/ws"

	"mocklark.test/interop/receiver"
)

// receive starts what receives events; those of our room come out of the channel, as
// the SDK's dispatcher hands them over.
func receive() <-chan *larkvc.P2ReserveConfigUpdatedV1 {
	received := make(chan *larkvc.P2ReserveConfigUpdatedV1, 16)
	events := dispatcher.
		NewEventDispatcher(os.Getenv("MOCKLARK_VERIFICATION_TOKEN"), os.Getenv("MOCKLARK_ENCRYPT_KEY")).
		OnP2ReserveConfigUpdatedV1(func(_ context.Context, event *larkvc.P2ReserveConfigUpdatedV1) error {
			if *event.Event.ScopeId == roomID {
				received <- event
			}
			return nil
		})
	if os.Getenv("PORT") != "" {
		listen(events)
	} else {
		connect(events)
	}
	return received
}

func listen(events *dispatcher.EventDispatcher) {
	mux := http.NewServeMux()
	mux.HandleFunc("/webhook/event", httpserverext.NewEventHandlerFunc(events, larkevent.WithLogLevel(larkcore.LogLevelError)))
	listener, err := receiver.Listen()
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(receiver.ServeAt(listener, mux)) }()
}

// connect returns when Feishu knows of the connection; an event fired before would
// wait for its next attempt.
func connect(events *dispatcher.EventDispatcher) {
	ws := larkws.NewClient(os.Getenv("MOCKLARK_APP_ID"), os.Getenv("MOCKLARK_APP_SECRET"),
		larkws.WithEventHandler(events), larkws.WithDomain(domain), larkws.WithLogLevel(larkcore.LogLevelError))
	go func() { log.Fatal(ws.Start(ctx)) }()
	for {
		resp, err := client.Event.V1.Connection.Get(ctx)
		good(resp, err)
		if *resp.Data.OnlineInstanceCnt > 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}
