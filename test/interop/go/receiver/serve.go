package receiver

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"time"
)

// Serve listens on 127.0.0.1:PORT, says so on stdout, and serves until it fails.
func Serve(handler http.Handler) error {
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		return err
	}
	fmt.Printf("listening on http://%s/webhook/event\n", listener.Addr())
	server := &http.Server{Handler: handler, ReadTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	return server.Serve(listener)
}
