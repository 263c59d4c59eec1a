// Command webhook is a complete receiver of vc.reserve_config.updated_v1 by webhook.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"mocklark.test/interop/receiver"
)

func main() {
	dispatcher, err := receiver.NewDispatcher()
	if err != nil {
		log.Fatal(err)
	}
	guard := &receiver.Guard{
		EncryptKey:        os.Getenv("MOCKLARK_ENCRYPT_KEY"),
		VerificationToken: os.Getenv("MOCKLARK_VERIFICATION_TOKEN"),
		Dispatch: func(ctx context.Context, plaintext []byte) error {
			_, err := dispatcher.Do(ctx, plaintext)
			return err
		},
	}
	if guard.VerificationToken == "" {
		log.Fatal("MOCKLARK_VERIFICATION_TOKEN is not set")
	}
	mux := http.NewServeMux()
	mux.Handle("/webhook/event", guard)
	log.Fatal(receiver.Serve(mux))
}
