package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestTitle(t *testing.T) {
	books := shelf{"9780000000019": "Knots"}
	for path, want := range map[string]int{
		"978-0-00-000001-9": http.StatusOK,
		"9780000000002":     http.StatusNotFound,
	} {
		answer := httptest.NewRecorder()
		request := httptest.NewRequest(http.MethodGet, "/books/"+path, nil)
		http.StripPrefix("/books/", books).ServeHTTP(answer, request)
		if answer.Code != want {
			t.Errorf("%s: %d, not %d", path, answer.Code, want)
		}
	}
}
