package main

import (
	"strings"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkevent "github.com/larksuite/oapi-sdk-go/v3/service/event/v1"
	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"
)

// refused is what went wrong, by what was tried.
var refused = map[string][]map[string]any{}

// meet notes a bad answer; then the call is made again, if it may be.
func meet(name string, tries int, call func() (*larkcore.ApiResp, *larkcore.CodeError, error)) {
	refused[name] = []map[string]any{}
	for len(refused[name]) < tries {
		resp, code, err := call()
		switch {
		case err != nil:
			// Beside JSON the SDK takes nothing, and quotes the answer in its error.
			refused[name] = append(refused[name], map[string]any{"as": "error", "text": err.Error()})
		case code.Code != 0:
			refused[name] = append(refused[name], shown(resp, code))
		default:
			return
		}
	}
}

// shown is what the SDK tells of an answer with JSON in it, whatever its status.
func shown(resp *larkcore.ApiResp, code *larkcore.CodeError) map[string]any {
	seen := map[string]any{
		"as":     "response",
		"status": resp.StatusCode,
		"code":   code.Code,
		"log_id": resp.LogId(),
		"limit":  resp.Header.Get("x-ogw-ratelimit-limit"),
		"reset":  resp.Header.Get("x-ogw-ratelimit-reset"),
	}
	if code.Err != nil {
		scopes := []string{}
		for _, violation := range code.Err.PermissionViolations {
			scopes = append(scopes, violation.Subject)
		}
		seen["log_id_in_body"], seen["scopes"] = code.Err.LogID, scopes
	}
	return seen
}

func readsLimits(by *lark.Client, scopeID string, options ...larkcore.RequestOptionFunc) func() (*larkcore.ApiResp, *larkcore.CodeError, error) {
	return func() (*larkcore.ApiResp, *larkcore.CodeError, error) {
		resp, err := readLimits(by, scopeID, options...)
		if err != nil {
			return nil, nil, err
		}
		return resp.ApiResp, &resp.CodeError, nil
	}
}

// meetRefusals asks for what a real tenant refuses, too.
func meetRefusals() {
	meet("unknown_token", 1, readsLimits(client, roomID, larkcore.WithTenantAccessToken("t-"+strings.Repeat("0", 40))))
	// The app has every permission but this call's, event:ip_list.
	meet("no_permission", 1, func() (*larkcore.ApiResp, *larkcore.CodeError, error) {
		resp, err := client.Event.V1.OutboundIp.List(ctx, larkevent.NewListOutboundIpReqBuilder().Build())
		if err != nil {
			return nil, nil, err
		}
		return resp.ApiResp, &resp.CodeError, nil
	})
	meet("unknown_room", 1, readsLimits(client, "omm_"+strings.Repeat("0", 32)))
	// Feishu has this path, the mock has not: it answers as Feishu does for paths it does not have.
	meet("unknown_path", 1, func() (*larkcore.ApiResp, *larkcore.CodeError, error) {
		resp, err := client.Vc.Meeting.Get(ctx, larkvc.NewGetMeetingReqBuilder().MeetingId("1").Build())
		if err != nil {
			return nil, nil, err
		}
		return resp.ApiResp, &resp.CodeError, nil
	})
}
