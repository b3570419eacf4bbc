package tide

import (
	"testing"
	"time"
)

func TestNextHigh(t *testing.T) {
	high := time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC)
	harbour := Harbour{High: high}
	for after, want := range map[time.Time]time.Time{
		high.Add(-time.Hour):         high,
		high:                         high.Add(Period),
		high.Add(Period + time.Hour): high.Add(2 * Period),
	} {
		if got := harbour.NextHigh(after); !got.Equal(want) {
			t.Errorf("after %v: got %v, want %v", after, got, want)
		}
	}
}
