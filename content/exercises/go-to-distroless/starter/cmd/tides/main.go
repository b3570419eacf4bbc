// Command tides answers when the water in a harbour is high next.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/tides/internal/tide"
)

func main() {
	harbours, err := tide.Load("data/harbours.json")
	if err != nil {
		log.Fatal(err)
	}

	router := chi.NewRouter()
	router.Get("/health", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("ok\n"))
	})
	router.Get("/harbours/{name}", func(w http.ResponseWriter, r *http.Request) {
		harbour, found := harbours[chi.URLParam(r, "name")]
		if !found {
			http.Error(w, "no such harbour", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{
			"high": harbour.NextHigh(time.Now()).Format(time.RFC3339),
		})
	})

	server := &http.Server{Addr: ":8080", Handler: router}
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	done := make(chan struct{})
	go func() {
		<-stopped.Done()
		// Requests under way are answered before the process leaves.
		limited, cancel := context.WithTimeout(context.Background(), 8*time.Second)
		defer cancel()
		_ = server.Shutdown(limited)
		close(done)
	}()

	log.Printf("listening on %s, %d harbours", server.Addr, len(harbours))
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	<-done
}
