package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
)

// shelf has the titles of books by their ISBN.
type shelf map[string]string

func load(path string) (shelf, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var books shelf
	if err := json.Unmarshal(text, &books); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return books, nil
}

func (books shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	title, found := books[strings.ReplaceAll(r.URL.Path, "-", "")]
	if !found {
		http.Error(w, "not on the shelf", http.StatusNotFound)
		return
	}
	fmt.Fprintln(w, title)
}
