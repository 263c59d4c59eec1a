package main

import (
	"log"
	"net/http"
	"os"

	"example.com/rooms/internal/feishu"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	handler, err := feishu.NewHandler(os.Getenv("FEISHU_APP_ENCRYPT_KEY"), os.Getenv("FEISHU_APP_VERIFICATION_TOKEN"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	http.Handle("POST /hooks/feishu", handler)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, nil))
}
