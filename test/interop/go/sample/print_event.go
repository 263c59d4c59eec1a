// Package sample holds what the two sample receivers share: printing what the
// SDK's typed handler saw, and failing on request.
package sample

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"sync/atomic"

	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"

	"mocklark.test/interop/receiver"
)

var failuresLeft atomic.Int64

func init() {
	n, _ := strconv.ParseInt(os.Getenv("FAIL_FIRST"), 10, 64)
	failuresLeft.Store(n)
}

// PrintEvent is the documented sample's handler. With FAIL_FIRST=n it fails the
// first n times; FAIL_SCOPE_ID limits that to the events of one room or level.
func PrintEvent(_ context.Context, event *larkvc.P2ReserveConfigUpdatedV1) error {
	if mayFail(event) && failuresLeft.Add(-1) >= 0 {
		return fmt.Errorf("failing as FAIL_FIRST demands")
	}
	return receiver.PrintHandled(event)
}

func mayFail(event *larkvc.P2ReserveConfigUpdatedV1) bool {
	only := os.Getenv("FAIL_SCOPE_ID")
	return only == "" || receiver.ScopeID(event) == only
}
