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
	listener, err := Listen()
	if err != nil {
		return err
	}
	return ServeAt(listener, handler)
}

// Listen opens 127.0.0.1:PORT and says so on stdout.
func Listen() (net.Listener, error) {
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		return nil, err
	}
	fmt.Printf("listening on http://%s/webhook/event\n", listener.Addr())
	return listener, nil
}

// ServeAt serves until it fails.
func ServeAt(listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	return server.Serve(listener)
}
