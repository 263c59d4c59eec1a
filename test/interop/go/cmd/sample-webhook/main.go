// Command sample-webhook is the documented Go sample for the event, by webhook.
// Mended: as printed it declares eventHandler and uses handler, so it does not
// compile, and its empty token refuses every url_verification.
package main

import (
	"log"
	"net/http"
	"os"

	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/larksuite/oapi-sdk-go/v3/core/httpserverext"
	larkevent "github.com/larksuite/oapi-sdk-go/v3/event"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"

	"mocklark.test/interop/receiver"
)

func main() {
	eventHandler := dispatcher.
		NewEventDispatcher(os.Getenv("MOCKLARK_VERIFICATION_TOKEN"), os.Getenv("MOCKLARK_ENCRYPT_KEY")).
		OnP2ReserveConfigUpdatedV1(receiver.PrintHandled)
	mux := http.NewServeMux()
	mux.HandleFunc("/webhook/event", httpserverext.NewEventHandlerFunc(eventHandler, larkevent.WithLogLevel(larkcore.LogLevelInfo)))
	log.Fatal(receiver.Serve(mux))
}
