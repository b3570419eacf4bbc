// Command bookshelf answers with the titles of books, and shows a page that asks for them.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	books, err := load("data/books.json")
	if err != nil {
		log.Fatal(err)
	}
	http.Handle("/books/", http.StripPrefix("/books/", books))
	http.Handle("/", http.FileServer(http.Dir("public")))

	server := &http.Server{Addr: ":8080"}
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

	log.Printf("listening on %s, %d books", server.Addr, len(books))
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	<-done
}
