// Package tide works out when the water is high.
package tide

import (
	"encoding/json"
	"os"
	"time"
)

// Period is the mean time from one high water to the next.
const Period = 12*time.Hour + 25*time.Minute

// Harbour has one known high water, from which the others follow.
type Harbour struct {
	High time.Time `json:"high"`
}

// NextHigh gives the first high water after a moment.
func (h Harbour) NextHigh(after time.Time) time.Time {
	if after.Before(h.High) {
		return h.High
	}
	passed := after.Sub(h.High) / Period
	return h.High.Add((passed + 1) * Period)
}

// Load reads harbours by their names.
func Load(path string) (map[string]Harbour, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var harbours map[string]Harbour
	return harbours, json.Unmarshal(text, &harbours)
}
