package receiver

import (
	"errors"
	"os"
	"strconv"
	"sync/atomic"

	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"
)

var failuresLeft atomic.Int64

func init() {
	n, _ := strconv.ParseInt(os.Getenv("FAIL_FIRST"), 10, 64)
	failuresLeft.Store(n)
}

// failFirst is for tests of what happens when your work fails: with FAIL_FIRST=n
// the first n times; FAIL_SCOPE_ID limits that to the events of one room or level.
func failFirst(event *larkvc.P2ReserveConfigUpdatedV1) error {
	only := os.Getenv("FAIL_SCOPE_ID")
	if (only == "" || only == scopeID(event)) && failuresLeft.Add(-1) >= 0 {
		return errors.New("failing as FAIL_FIRST demands")
	}
	return nil
}

func scopeID(event *larkvc.P2ReserveConfigUpdatedV1) string {
	if event.Event == nil || event.Event.ScopeId == nil {
		return ""
	}
	return *event.Event.ScopeId
}
